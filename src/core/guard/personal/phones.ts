import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { meaningOf } from "../context.ts";
import type { Detector, Finding } from "../finding.ts";

const WRITTEN = /(?<![\w.+-])(?:\+|00)?\(?\d(?:[ ().-]{0,2}\d){6,14}(?![\w-])/g;
const CHINESE_MOBILE = /^1[3-9]\d[ -]?\d{4}[ -]?\d{4}$/;
const NORTH_AMERICAN = /^(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}$/;
const MEANINGS = [
  [
    "phone",
    /phone|mobile|\bcell\b|call (?:me|us|at|on)|\btel\b|telephone|whats ?app|\bsms\b|\btext me|number is|reach me|contact|电话|電話|手机|手機|联系方式|聯繫|号码是|热线/gi,
  ],
  [
    "other",
    /\border|\buid\b|\bid\b|\btx|transaction|tracking|reference|\bref\b|invoice|ticket|memo|\btag\b|amount|balance|account|card|block|订单|訂單|单号|流水|编号|金额|账号|卡号|身份证/gi,
  ],
] as const;
const ISO_DATE = /^(?:19|20)\d\d-\d\d-\d\d/;
/** In one message so many are looked up in the numbering plans; more of that form are taken for numbers without. */
const MOST = 50;

/** Telephone numbers: international ones that the numbering plans know, others where they are called so or written as in their country. */
export const phones: Detector = {
  name: "telephone number",
  worth: ({ digits }) => digits >= 7,
  find(text) {
    const found: Finding[] = [];
    let looked = 0;
    for (const { index: start, 0: written } of text.matchAll(WRITTEN)) {
      const end = start + written.length;
      const meant = meaningOf(text, start, end, MEANINGS);
      // An order's number may begin with two noughts as well.
      const international = written.startsWith("+") || (written.startsWith("00") && meant !== "other");
      const isPhone = international ? ++looked > MOST || isKnown(written) : isNational(written, meant);
      if (isPhone) found.push({ start, end, kind: "phone" });
    }
    return found;
  },
};

const isKnown = (written: string): boolean =>
  parsePhoneNumberFromString(written.replace(/^00/, "+"), { extract: false })?.isPossible() === true;

function isNational(written: string, meant: "phone" | "other" | undefined): boolean {
  if (meant === "other" || ISO_DATE.test(written)) return false;
  return meant === "phone" || CHINESE_MOBILE.test(written) || NORTH_AMERICAN.test(written);
}
