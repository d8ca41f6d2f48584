import { meaningOf } from "../context.ts";
import type { Detector, Finding } from "../finding.ts";
import { namedValues } from "../named.ts";

const NUMBER =
  /(?<![\dA-Za-z.+])(?<!\d[ -])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5}|\d{13,19}|\d(?:[ -]?\d){12,18})(?![\dA-Za-z])/g;
const GROUPED = /^(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})$/;
/** Issuers' ranges and lengths: Visa, Mastercard, American Express, Discover, JCB, UnionPay, Diners, Maestro, Mir. */
const ISSUED =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|3(?:0[0-5]|[68]\d)\d{11}|(?:5[06-8]|6[37])\d{10,17}|220[0-4]\d{12})$/;
const MEANINGS = [
  [
    "card",
    /\bcards?\b|visa|mastercard|master card|amex|american express|debit|credit|unionpay|maestro|银行卡|信用卡|借记卡|储蓄卡|卡号|銀行卡|卡號|银联/gi,
  ],
  [
    "other",
    /\border|\buid\b|\bid\b|\btx|transaction|tracking|reference|\bref\b|invoice|ticket|memo|\btag\b|account|phone|订单|訂單|单号|流水|编号|账号|交易/gi,
  ],
] as const;
const CVV =
  /(?<![A-Za-z])(?:cvv2?|cvc2?|cvn|security code on the (?:card|back))[\s:=：#是为]{0,4}(?:is )?(\d{3,4})(?!\d)/gi;

const CVV_NAMED = /cv[vcn]|security code/i;
const SHORTEST = 12;

/**
 * Card numbers: an issuer's range, the check digit of Luhn, and something that tells them from the one in ten of other numbers for
 * which it holds: groups as on a card, or the nearest word; or that nothing says they are anything else.
 */
export const cards: Detector = {
  name: "card number",
  worth: ({ digits }) => digits >= 3,
  find(text, { digits: all }) {
    const found: Finding[] = CVV_NAMED.test(text) ? namedValues(text, CVV, "card") : [];
    if (all < SHORTEST) return found;
    for (const { index: start, 0: written } of text.matchAll(NUMBER)) {
      const digits = written.replace(/[ -]/g, "");
      if (!ISSUED.test(digits)) continue;
      const end = start + written.length;
      const meant = meaningOf(text, start, end, MEANINGS);
      const grouped = GROUPED.test(written);
      const plain = !/[ -]/.test(written);
      const isCard = luhnHolds(digits)
        ? grouped || meant === "card" || (plain && meant === undefined)
        : meant === "card" && digits.length >= 15;
      if (isCard) found.push({ start, end, kind: "card" });
    }
    return found;
  },
};

/** ISO/IEC 7812-1, annex B. */
function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9;
  }
  return sum % 10 === 0;
}
