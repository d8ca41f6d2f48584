import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimsIn } from "../../../src/core/outbound/claims.ts";

const values = (text: string): string[] => claimsIn(text).map(({ kind, value }) => `${kind} ${value}`);
const stands = (text: string): string[] => claimsIn(text).map((claim) => claim.text);

describe("one value has one name, however it is spelt", () => {
  const day = "duration 86400 s";
  test.each([
    ["24 hours", day],
    ["24h", day],
    ["24-hour hold", day],
    ["24\u2011hour hold", day],
    ["twenty-four hours", day],
    ["1 day", day],
    ["within a day", day],
    ["24 小时", day],
    ["24个小时", day],
    ["二十四小时", day],
    ["一天", day],
    ["1 日内", day],
    ["２４小时", day],
    ["2\u200b4 hours", day],
    ["**24** hours", day],
    ["𝟐𝟒 hours", day],
    ["half an hour", "duration 1800 s"],
    ["半小时", "duration 1800 s"],
    ["一个半小时", "duration 5400 s"],
    ["two and a half hours", "duration 9000 s"],
    ["3 business days", "duration 3 business-days"],
    ["three working days", "duration 3 business-days"],
    ["三个工作日", "duration 3 business-days"],
    ["2 weeks", "duration 1209600 s"],
    ["1 year", "duration 12 months"],
    ["12 个月", "duration 12 months"],
    ["1,000 USDT", "amount 1000 USDT"],
    ["1000 usdt", "amount 1000 USDT"],
    ["1k USDT", "amount 1000 USDT"],
    ["1，000 USDT", "amount 1000 USDT"],
    ["USDT 1000.00", "amount 1000 USDT"],
    ["$5 million", "amount 5000000 USD"],
    ["US$ 1,000.50", "amount 1000.5 USD"],
    ["fifty dollars", "amount 50 USD"],
    ["10万美元", "amount 100000 USD"],
    ["¥100", "amount 100 CNY"],
    ["1 000 USDT", "amount 1000 USDT"],
    ["two thousand USDT", "amount 2000 USDT"],
    ["三千元", "amount 3000 CNY"],
    ["百分之零点五", "percent 50 bp"],
    ["万分之五", "percent 5 bp"],
    ["三個工作日", "duration 3 business-days"],
    ["48小時", "duration 172800 s"],
    ["three (3) business days", "duration 3 business-days"],
    ["3 more days", "duration 259200 s"],
    ["12 個確認", "confirmations 12 confirmations"],
    ["010-12345678", "phone 1012345678"],
    ["币安.com", "link 币安.com"],
    ["100 元", "amount 100 CNY"],
    ["0.00050 BTC", "amount 0.0005 BTC"],
    ["0.16 %", "percent 16 bp"],
    ["0.16％", "percent 16 bp"],
    ["16 bps", "percent 16 bp"],
    ["百分之五", "percent 500 bp"],
    ["five percent", "percent 500 bp"],
    [".5%", "percent 50 bp"],
    ["30 confirmations", "confirmations 30 confirmations"],
    ["12 network confirmations", "confirmations 12 confirmations"],
    ["30 个确认", "confirmations 30 confirmations"],
    ["confirmations required: 4", "confirmations 4 confirmations"],
    ["up to 10 API keys", "limit 10"],
    ["最多 200 个挂单", "limit 200"],
    ["https://www.Borealis.example/fees/", "link borealis.example/fees"],
    ["borealis.example/fees", "link borealis.example/fees"],
    ["borealis[.]example/fees", "link borealis.example/fees"],
    ["请访问borealis.example吧", "link borealis.example"],
    ["t.me/fake_support", "link t.me/fake_support"],
    ["Help@Borealis.example", "email help@borealis.example"],
    ["+44 20 7946 0958", "phone 442079460958"],
    ["(800) 555-0199", "phone 8005550199"],
    ["13812345678", "phone 13812345678"],
    ["请拨打 95188", "phone 95188"],
    ["contact us on Telegram @Fake_Help", "handle fake_help"],
    ["请加微信 borealis_kf", "handle borealis_kf"],
    ["QQ群：123456", "handle 123456"],
    ["evil。com", "link evil.com"],
    ["请支付 50U", "amount 50 USDT"],
    ["0x52908400098527886E0F7030069857D2E4169EE7", "address 0x52908400098527886e0f7030069857d2e4169ee7"],
    ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "address bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
    ["TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW", "address TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW"],
  ])("%s", (text, value) => {
    expect(values(text)).toEqual([value]);
    expect(values(`Well, ${text}.`)).toEqual([value]);
    expect(values(`好的，${text}。`)).toEqual([value]);
  });

  test("a range states both its ends, and stands there once", () => {
    for (const text of ["1 to 3 business days", "1-3 business days", "1 至 3 个工作日", "一到三个工作日"]) {
      expect(values(text)).toEqual(["duration 1 business-days", "duration 3 business-days"]);
      expect(new Set(stands(text))).toEqual(new Set([text]));
    }
  });
});

test.each([
  "step 2, then step 3",
  "1. Open the app\n2. Choose Withdraw",
  "your 2FA code, T-142, #1234, order 1234567890123, 订单号 20261120334455",
  "2026-11-20, 2026 年 11 月 20 日, 20/11/2026, 07:00 to 23:00 UTC, 24/7",
  "ERC-20 tokens on TRC-20, version v1.2.3, HTTP 429, error -2015",
  "file.pdf, node.js, README.md, e.g. this. It was sent.It is there.",
  "3 days ago, 3 天前, in the last 24 hours, 过去 30 天",
  "one second, please; 一分钟; 100% sure",
  "第 3 天, 第三天, the 2nd one",
  "a 12-word phrase and 5 files",
  "ask @mei in our Discord, or write in WeChat support; how are u, 3 u asked",
  "[[SEED_1]] was removed",
  "8d7f0c6b8c1b9c26e8a8a2ad6a7cbd0b8f0a9d47b0b2d0a7e9cf5d3a1b2c3d4e",
  "一些用户、千万不要、万一、十分重要",
])("claims nothing: %s", (text) => {
  expect(claimsIn(text)).toEqual([]);
});

describe("whatever is written", () => {
  const words = fc.constantFrom("the fee is ", "手续费为", "hold of ", "  ", "\n", "🙂", "（", ", ", "。");
  const claims = fc.constantFrom(
    "24 hours",
    "３ 天",
    "5 USDT",
    "0.5 %",
    "三个工作日",
    "evil.example/x",
    "a@b.example",
    "+1 800 555 0199",
  );

  test("a claim's place holds its text, and no two kinds share one", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(words, claims, fc.string({ unit: "binary" })), { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        let end = 0;
        let before: { start: number; end: number } | undefined;
        for (const claim of claimsIn(text)) {
          expect(text.slice(claim.start, claim.end)).toBe(claim.text);
          const sameRange = before?.start === claim.start && before.end === claim.end;
          if (!sameRange) expect(claim.start).toBeGreaterThanOrEqual(end);
          end = claim.end;
          before = claim;
        }
      }),
    );
  });

  test("a number and its unit are found wherever they stand", () => {
    const number = fc.integer({ min: 2, max: 999_999 });
    const spelling = fc.constantFrom(
      (n: number) => `${n} USDT`,
      (n: number) => `${n.toLocaleString("en-US")} USDT`,
      (n: number) => `USDT ${n}`,
      (n: number) => `${n}.00 usdt`,
    );
    fc.assert(
      fc.property(
        number,
        spelling,
        words,
        fc.constantFrom("", " a day", "，", "。", " 🙂", "\n", "起"),
        (n, spell, before, after) => {
          expect(values(`${before}${spell(n)}${after}`)).toEqual([`amount ${n} USDT`]);
        },
      ),
    );
  });
});

describe("100,000 hostile characters take less than 50 ms", () => {
  const many = (text: string) => text.repeat(Math.ceil(100_000 / text.length)).slice(0, 100_000);
  test.each(
    [
      ..."a1一.-@ $(*\u200b１é/:",
      "a.",
      "a@",
      "@a.b",
      "1,",
      "1 ",
      "1-",
      "12 ",
      "1k ",
      "1 to ",
      "+1",
      "(1",
      "0x",
      "a[.]",
      "二十",
      "twenty-",
      "up to ",
      "http://",
      "call 1",
      "confirmations: ",
      "http://a.com ",
      "時",
      "1 000 ",
    ].map((it) => [it]),
  )("%j", (piece) => {
    const text = many(piece);
    claimsIn(text.slice(0, 2_000));
    // The best of three: other work on the machine is not what is measured.
    const times = [1, 2, 3].map(() => {
      const before = process.cpuUsage();
      claimsIn(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

test("a text of nothing but claims takes its time by their number", () => {
  for (const [piece, count] of [
    ["24 hours ", 11_111],
    ["a.com ", 16_666],
    ["http://a.com ", 7_692],
  ] as const) {
    const before = process.cpuUsage();
    expect(claimsIn(piece.repeat(count))).toHaveLength(count);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / count).toBeLessThan(60);
  }
});
