import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anonymise } from "../../../src/core/insight/anonymise.ts";

describe("names", () => {
  test.each([
    ["Hello Alice, your deposit is credited.", "Hello, your deposit is credited."],
    ["Hello alice, your deposit is credited.", "Hello, your deposit is credited."],
    ["HI ALICE SMITH! Please wait", "HI! Please wait"],
    ["Dear Mr. O'Brien, we will look.", "Dear, we will look."],
    ["Thanks Bob for the report", "Thanks for the report"],
    ["Good morning Jean-Luc. The fee is fixed.", "Good morning. The fee is fixed."],
    ["my name is Alice Smith and i am stuck", "my name is … and i am stuck"],
    ["We have moved it.\n\nBest regards,\nMei Lin", "We have moved it."],
    ["We have moved it. — Mei", "We have moved it."],
    ["尊敬的张三先生：您的提币已处理", "您好：您的提币已处理"],
    ["您好李女士，请稍等片刻", "您好，请稍等片刻"],
    ["你好 Alice，请稍等", "你好，请稍等"],
    ["我叫张三丰，提币卡住了", "我叫…，提币卡住了"],
  ])("%s", (text, clean) => {
    expect(anonymise(text)).toBe(clean);
  });

  test("that are known go wherever they stand, and only as whole words", () => {
    expect(anonymise("ask Mei or mei.lin, in the meiosis department, or 王小明吧", ["mei", "mei.lin", "王小明"])).toBe(
      "ask … or …, in the meiosis department, or …吧",
    );
  });
});

describe("what tells nobody who it was stays", () => {
  test.each([
    "hi there, we see it",
    "Dear Customer, please wait",
    "Thank you for your patience; the fee is 1.5 USDT after 30 confirmations.",
    "Go to Settings > Security and turn on 2FA. ERC20 costs 0.0005 BTC within 24 hours.",
    "See https://borealis.example/help/how-to-enable-2fa-on-your-phone",
    "您好，请问提币需要多久？",
    "Hello, and welcome to Borealis.",
  ])("%s", (text) => {
    expect(anonymise(text)).toBe(text);
  });
});

describe("marks of a person are gone wherever they stand", () => {
  const hex = fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 20, maxLength: 64 })
    .map((it) => it.join(""));
  const base58 = fc
    .array(fc.constantFrom(..."123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"), {
      minLength: 20,
      maxLength: 60,
    })
    .map((it) => it.join(""));
  const digits = fc.stringMatching(/^\d{6,24}$/);
  const phone = fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 999 }), fc.integer({ min: 1_000, max: 9_999 }))
    .map(([country, area, number]) => `+${country} (${area}) ${number}-${number}`);
  const word = fc.stringMatching(/^[a-z]{3,10}$/);
  const mail = fc.tuple(word, word).map(([name, host]) => `${name}.${name}@${host}.example`);
  const handle = word.map((name) => `@${name}_x`);
  const mark = fc.oneof(
    hex,
    hex.map((it) => `0x${it}`),
    base58,
    digits,
    phone,
    mail,
    handle,
  );
  const around = fc.constantFrom(
    ["", ""],
    ["Please look at ", " today"],
    ["(", ")"],
    ["请看", "，谢谢"],
    ["It is ", "."],
    ["a\n", "\nb"],
  );

  test("mail, handles, keys, hashes, addresses, long numbers, telephones", () => {
    fc.assert(
      fc.property(mark, around, (secret, [before, after]) => {
        expect(anonymise(`${before}${secret}${after}`)).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["see https://borealis.example/help?token=abc#frag now", "see https://borealis.example/help now"],
    ["<@123456789> has T-142 and order #99812", "… has … and order …"],
    ["from 192.168.1.10, IBAN DE89 3704 0044 0532 0130 00", "from …, IBAN …"],
    ["id 123e4567-e89b-12d3-a456-426614174000", "id …"],
    ["my phrase is [[SEED_1]]", "my phrase is …"],
    ["sent to 0x12ab…89cd and 0x12ab...89cd", "sent to … and …"],
  ])("%s", (text, clean) => {
    expect(anonymise(text)).toBe(clean);
  });

  test("a long text takes no long time", () => {
    const started = performance.now();
    for (const piece of ["a", "a.", "1 ", "A1-", "\n", "@", "Hello ", "你"]) anonymise(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
