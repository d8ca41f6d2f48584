import { getCountrySpecifications, isValidIBAN } from "ibantools";
import type { Detector, Finding } from "../finding.ts";

const WRITTEN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/gi;
const NAMED = /iban[\s:=：#是为]{0,5}(?:is )?$/i;
const COUNTRIES = getCountrySpecifications();

/** Bank accounts: as long as their country has them and with its check digits; after the word IBAN with a mistake as well. */
export const ibans: Detector = {
  name: "IBAN",
  worth: ({ digits, length }) => digits >= 8 && length >= 15,
  find(text) {
    const found: Finding[] = [];
    for (const { index: start, 0: written } of text.matchAll(WRITTEN)) {
      const length = COUNTRIES[written.slice(0, 2).toUpperCase()]?.chars;
      if (!length) continue;
      const end = start + reach(written, length);
      if (/[A-Za-z0-9]/.test(text[end] ?? "")) continue;
      const iban = text.slice(start, end).replace(/[ -]/g, "").toUpperCase();
      if (iban.length !== length) continue;
      if (isValidIBAN(iban) || NAMED.test(text.slice(Math.max(0, start - 14), start)))
        found.push({ start, end, kind: "iban" });
    }
    return found;
  },
};

/** How far the first `count` letters and digits reach. */
function reach(written: string, count: number): number {
  let seen = 0;
  for (let i = 0; i < written.length; i++) {
    if (written[i] !== " " && written[i] !== "-") seen += 1;
    if (seen === count) return i + 1;
  }
  return written.length;
}
