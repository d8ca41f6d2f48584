import type { Detector, Finding } from "../finding.ts";
import { COUNTS, namedValues, SAYS } from "../named.ts";

const OTPAUTH = /otpauth:\/\/[^\s"'<>]{1,500}/gi;
const DIGITS = "(?:[A-Z]{1,2}-)?\\d{3}[ -]\\d{3}|(?:[A-Z]{1,2}-)?\\d{4,8}";
const GETS = "(?:\\s{1,2}(?:i (?:got|received|have|see)|you sent(?: me)?|sent to me|from (?:sms|email|google)))?";
/** What a one-time code is called. */
const ONE_TIME =
  "(?:2fa|mfa|otp|totp|sms|text|verification|verify|confirmation|auth|authentication|authenticator|security|login|log-in|sign-in|one[- ]time|google|email|e-mail|access|withdrawal|g)[ -]{0,2}(?:(?:auth|authenticator|verification|security)[ -])?(?:code|passcode|password|pin|token)|otp|2fa";
const NAMED_CODE = new RegExp(`(?<![A-Za-z])(?:${ONE_TIME})${GETS}${SAYS}(${DIGITS})(?![\\d-])`, "gi");
const OTHER_CODES =
  "error|promo|promotion|referral|refer|invite|invitation|discount|coupon|zip|postal|post|area|country|swift|sort|bank|branch|status|http|qr|bar|voucher|gift|response|exit|region|dial|dialing|currency|product|tracking|order|memo|tag|reference|ref|ticket|source|return|result|event|cheat|dress|iso|mcc|fail|failure|exception|reason";
const CODE = new RegExp(
  `(?<!(?:${OTHER_CODES})[ -]{0,2})(?<![A-Za-z])code${GETS}${SAYS}((?:[A-Z]{1,2}-)?\\d{3}[ -]?\\d{3})(?![\\d-])`,
  "gi",
);
const IS_MY_CODE = new RegExp(
  `(?<![\\w.,-])((?:[A-Z]{1,2}-)?\\d{3}[ -]?\\d{3})(?= (?:is|was) (?:my|the) (?:(?:${ONE_TIME})|code))`,
  "gi",
);
const CHINESE =
  /(?:验证码|驗證碼|动态码|动态口令|校验码|校驗碼|谷歌码|短信码|安全码|认证码|一次性密码)(?:就|我收到的|收到的)?[\s"“'：:=是为為]{0,6}([A-Z]{0,2}-?\d{4,8})(?!\d)/g;
const CHINESE_AFTER = /(?<!\d)(\d{4,8})(?=\s{0,2}(?:是|这是)?我?的?(?:谷歌|短信|手机|邮箱)?(?:验证码|驗證碼|动态码))/g;
const SETUP_KEY =
  /(?:2fa|totp|otp|authenticator|google auth|setup key|manual entry|谷歌验证器?|验证器|绑定密钥|身份验证器)[^\n]{0,30}?(?<![A-Za-z0-9])((?:[A-Z2-7]{16,64}|[A-Za-z2-7]{4}(?: [A-Za-z2-7]{4}){3,15}))(?![A-Za-z0-9])/gi;
const NAMED = /code|otp|2fa|auth|pin\b|验证|驗證|动态|校验|校驗|谷歌码|短信码|安全码|认证码|setup key/i;

/** One-time codes and the keys that make them, where they are called so. */
export const codes: Detector = {
  name: "one-time code",
  worth: ({ digits, longestRun }) => digits >= 2 || longestRun >= 16,
  find(text) {
    if (!NAMED.test(text)) return [];
    const counted = (_: string, after: string) => !COUNTS.test(after);
    return [
      ...Array.from(
        text.matchAll(OTPAUTH),
        ({ index: start, 0: uri }): Finding => ({ start, end: start + uri.length, kind: "code" }),
      ),
      ...namedValues(text, NAMED_CODE, "code", counted),
      ...namedValues(text, CODE, "code", counted),
      ...namedValues(text, IS_MY_CODE, "code"),
      ...namedValues(text, CHINESE, "code", counted),
      ...namedValues(text, CHINESE_AFTER, "code"),
      ...namedValues(text, SETUP_KEY, "code", (value) => /[2-7]/.test(value) || value === value.toUpperCase()),
    ];
  },
};
