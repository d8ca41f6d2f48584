import { describe, expect, test } from "vitest";
import { screen } from "../../../src/core/guard/screen.ts";

/** Message, and what is left of it. None of these is anybody's: they are documentation's examples, or made up. */
const TAKEN: [text: string, clean: string][] = [
  ["my password is hunter2", "my password is [[PASSWORD_1]]"],
  ["Password: Tr0ub4dor&3", "Password: [[PASSWORD_1]]"],
  ["我的登录密码是abc12345", "我的登录密码是[[PASSWORD_1]]"],
  ["密码：Qwerty!@#", "密码：[[PASSWORD_1]]"],
  ["pwd=letMeIn99 please", "pwd=[[PASSWORD_1]] please"],
  ["my pin is 4821", "my pin is [[PASSWORD_1]]"],
  ["my code is 123456", "my code is [[CODE_1]]"],
  ["the verification code 482913 does not work", "the verification code [[CODE_1]] does not work"],
  ["验证码是 123456", "验证码是 [[CODE_1]]"],
  ["收到的验证码：8841", "收到的验证码：[[CODE_1]]"],
  ["2fa code: 123 456", "2fa code: [[CODE_1]]"],
  ["SMS code 9931 was sent", "SMS code [[CODE_1]] was sent"],
  ["G-482910 is my google code", "[[CODE_1]] is my google code"],
  ["123456 is my verification code", "[[CODE_1]] is my verification code"],
  ["otpauth://totp/Ex:alice?secret=JBSWY3DPEHPK3PXP&issuer=Ex", "[[CODE_1]]"],
  ["my authenticator secret key is JBSWY3DPEHPK3PXP", "my authenticator secret key is [[CODE_1]]"],
  ["backup codes: 4821-9932 1123-8841 9921-0034", "backup codes: [[CODE_1]] [[CODE_2]] [[CODE_3]]"],
  [
    "Here are my recovery codes:\\\n1. a1b2c3d4e5\\\n2. f6g7h8i9j0\\\n3. k1l2m3n4o5",
    "Here are my recovery codes:\\\n1. [[CODE_1]]\\\n2. [[CODE_2]]\\\n3. [[CODE_3]]",
  ],
  ["备用码：12345678 87654321", "备用码：[[CODE_1]] [[CODE_2]]"],
  ["card 4111 1111 1111 1111 exp 12/27 cvv 123", "card [[CARD_1]] exp 12/27 cvv [[CARD_2]]"],
  ["4111111111111111", "[[CARD_1]]"],
  ["amex 3782 822463 10005", "amex [[CARD_1]]"],
  ["我的银行卡号是6222021234567890123", "我的银行卡号是[[CARD_1]]"],
  ["IBAN DE89 3704 0044 0532 0130 00", "IBAN [[IBAN_1]]"],
  ["my iban is gb29nwbk60161331926819", "my iban is [[IBAN_1]]"],
  ["mail me at alice.smith+x@gmail.com", "mail me at [[EMAIL_1]]"],
  ["我的邮箱是alice@qq.com谢谢", "我的邮箱是[[EMAIL_1]]谢谢"],
  ["alice (at) gmail (dot) com", "[[EMAIL_1]]"],
  ["call me +1 415 555 2671", "call me [[PHONE_1]]"],
  ["my phone number is 07911 123456", "my phone number is [[PHONE_1]]"],
  ["手机号13812345678", "手机号[[PHONE_1]]"],
  ["(415) 555-2671", "[[PHONE_1]]"],
  ["my passport number is C01234567", "my passport number is [[DOCUMENT_1]]"],
  ["护照号码 E12345678", "护照号码 [[DOCUMENT_1]]"],
  ["身份证号 11010519491231002X", "身份证号 [[DOCUMENT_1]]"],
  ["11010519491231002X", "[[DOCUMENT_1]]"],
  ["my ssn is 123-45-6789", "my ssn is [[DOCUMENT_1]]"],
  ["tax id: 12-3456789", "tax id: [[TAX_1]]"],
  ["My VAT number is DE123456789", "My VAT number is [[TAX_1]]"],
  ["税号 91310000MA1FL0CX5T", "税号 [[TAX_1]]"],
  ["api key: vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "api key: [[SECRET_1]]"],
  ["API Secret NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j", "API Secret [[SECRET_1]]"],
  ["secret=8f7d6c5b4a39281706f5e4d3c2b1a098", "secret=[[SECRET_1]]"],
  ["passphrase: Xk29vQ81mmZpq0Rt", "passphrase: [[SECRET_1]]"],
  ["AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[[SECRET_1]] [[SECRET_2]]"],
  ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "aws_secret_access_key = [[SECRET_1]]"],
  ["123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1", "[[SECRET_1]]"],
  ["my private key 0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "my private key [[KEY_1]]"],
  ["api secret: 4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "api secret: [[SECRET_1]]"],
];

/** Messages that look like the ones above and hold nothing. */
const STAYS = [
  "my password is not working",
  "my password is wrong",
  "forgot password: what should I do",
  "I changed my password yesterday",
  "password must be 8-20 characters",
  "密码是什么",
  "密码错误5次",
  "6位验证码收不到",
  "验证码错误 30007",
  "error code 100234",
  "error code: 123456",
  "promo code 123456",
  "my referral code is 482913",
  "zip code 94105",
  "order id 4532015112830366 missing",
  "订单号 4532015112830366",
  "UID 8237462837",
  "my uid is 13812345678",
  "deposit of 0.00012345 BTC",
  "0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae",
  "TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL",
  "transaction 4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
  "memo 10238472",
  "block height 812345678",
  "2026-11-20 10:20:33",
  "price was 67,123.50 then 68,200",
  "I paid 1,000,000 USDT",
  "what is the API key for",
  "how do i create an api key with withdrawal-permission-disabled",
  "how do i write down my recovery phrase on paper or metal",
  "I lost my seed phrase of 12 words",
  "助记词有12个单词",
  "密码 8-20 位",
  "Can I use my Visa card",
  "rate limit 1200 requests per minute",
  "the passport photo is blurry, passport 2 MB",
  "my tax id form is rejected",
  "version 1.20.300.4000",
  "192.168.100.200",
  "https://etherscan.io/tx/0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
  "T-142 and T-143, code BTC-PERP",
  "what does status code 503 mean",
  "I got code 30005 from the API",
  "it has been 72 hours and the code never came",
  "support ticket 123456",
];

describe("taken out where it stands", () => {
  test.each(TAKEN)("%s", (text, clean) => {
    expect(screen(text).clean).toBe(clean);
  });

  test("and only once", () => {
    for (const [, clean] of TAKEN) expect(screen(clean)).toMatchObject({ clean, redacted: 0 });
  });
});

describe("what only looks alike stays", () => {
  test.each(STAYS)("%s", (text) => {
    expect(screen(text)).toMatchObject({ clean: text, redacted: 0, signals: [] });
  });
});

test("responders may write where to reach somebody, and no secret", () => {
  const { clean } = screen("write to help@example.com or +1 415 555 2671; my password is hunter2", {
    keep: ["email", "phone"],
  });
  expect(clean).toBe("write to help@example.com or +1 415 555 2671; my password is [[PASSWORD_1]]");
});
