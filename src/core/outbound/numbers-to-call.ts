import type { Span } from "./claim.ts";
import { matches } from "./matches.ts";

const NUMBER =
  /(?<![\p{L}\p{N}_#$€£¥./:-])(?:\+|00)?[(（]?\d{1,4}[)）]?(?:[ .-]{0,2}[(（]?\d{2,5}[)）]?){1,6}(?![.,:/]?\d)(?!-?[a-z0-9_])/giu;
const CALL =
  /(?:call|phone|dial|telephone|tel|mobile|hotline|helpline|whatsapp|ring|sms|text)\b[^\n\d]{0,20}$|(?:电话|热线|致电|拨打|来电|手机|号码)[^\n\d]{0,8}$/iu;
const SHORT =
  /(?:(?:call|phone|dial|tel|hotline|helpline|whatsapp)\b[\s:at]{0,8}|(?:电话|热线|致电|拨打)[^\n\d\p{L}]{0,4})(\d{3,8})(?![ .-]?\d)/giu;
const NAMED =
  /(?:order|ticket|uid|id|ref|reference|case|invoice|block|height|nonce|memo|tag|txid|hash|订单|工单|单号|编号|区块|标签|流水)[^\n\d]{0,12}$/iu;
const DATE = /^(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}$|^\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d$/;
const LANDLINE = /^\(?0\d{2,3}\)?[ -]?\d{7,8}$/;
const DECIMAL = /^\d+\.\d+$/;
const CHINESE_MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/;
const TOLL_FREE = /^(?:\+?86)?[48]00\d{7}$|^\+?1?8(?:00|33|44|55|66|77|88)\d{7}$/;
const NEARBY = 40;

/** Telephone numbers: with a country code, in groups, or where the words before say that one calls it. Order numbers and dates are none. */
export function* phonesIn(text: string): Generator<Span> {
  for (const { 0: written, index: start } of matches(text, NUMBER)) {
    const digits = written.replace(/[^\d+]/g, "");
    const count = digits.replace(/\D/g, "").length;
    if (count < 7 || count > 15 || DATE.test(written.trim()) || DECIMAL.test(written)) continue;
    const before = text.slice(Math.max(0, start - NEARBY), start);
    const called = CALL.test(before);
    if (!called && NAMED.test(before)) continue;
    const international = /^(?:\+|00)/.test(digits);
    const grouped = /\d[)）]?[ .-]{1,2}[(（]?\d{3,5}[ .-]{1,2}\d{3,4}$|^[(（]\d{2,5}[)）]/u.test(written);
    if (
      !(
        called ||
        international ||
        grouped ||
        CHINESE_MOBILE.test(digits) ||
        LANDLINE.test(written.trim()) ||
        TOLL_FREE.test(digits)
      )
    )
      continue;
    yield { kind: "phone", start, end: start + written.length, value: dialled(digits) };
  }
  for (const { 0: whole, 1: number = "", index } of matches(text, SHORT)) {
    const end = index + whole.length;
    yield { kind: "phone", start: end - number.length, end, value: number };
  }
}

const dialled = (digits: string): string => digits.replace(/^(?:\+|00)/, "").replace(/^0+/, "");
