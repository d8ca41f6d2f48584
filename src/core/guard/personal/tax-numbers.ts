import type { Detector } from "../finding.ts";
import { namedValues, SAYS } from "../named.ts";

const CALLED =
  "tax ?(?:payer)? ?(?:id|identification|number|no\\.?|file number|reference)(?: number)?|\\btin\\b|\\bein\\b|\\bitin\\b|\\bvat\\b(?: id| number)?|\\butr\\b|\\btfn\\b|\\babn\\b|\\bcpf\\b|\\bcnpj\\b|\\bnif\\b|\\bgstin\\b|\\bpan(?: card| number)\\b|steuer(?:nummer|-?id|identifikationsnummer)|codice fiscale|\\binn\\b|инн|税号|稅號|纳税人识别号|纳税识别号|统一社会信用代码|社会信用代码";
const NAMED = new RegExp(`(?:${CALLED})${SAYS}([A-Z0-9](?:[ ./-]?[A-Z0-9]){6,20})(?![A-Za-z0-9])`, "gi");
const BRAZILIAN = /(?<![\d.])(\d{3}\.\d{3}\.\d{3}-\d{2})(?!\d)/g;

/** Tax numbers, where they are called so. */
export const taxNumbers: Detector = {
  name: "tax number",
  worth: ({ digits }) => digits >= 4,
  find: (text, { dashes }) => [
    ...namedValues(text, NAMED, "tax_number", (value) => (value.match(/\d/g)?.length ?? 0) >= 4),
    ...(dashes >= 1 ? namedValues(text, BRAZILIAN, "tax_number") : []),
  ],
};
