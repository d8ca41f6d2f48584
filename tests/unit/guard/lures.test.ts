import { describe, expect, test } from "vitest";
import { CHINESE } from "../../../src/core/guard/lures/chinese.ts";
import { ENGLISH } from "../../../src/core/guard/lures/english.ts";
import { ENGLISH_PROMISES } from "../../../src/core/guard/lures/english-promises.ts";
import { indexOf, type Wording } from "../../../src/core/guard/lures/index.ts";
import { splitAlternatives, startsOf } from "../../../src/core/guard/lures/starts.ts";

describe("with what a wording begins", () => {
  test.each([
    ["dm (?:me|us)", ["dm "]],
    ["\\b(?:hi|hello)", ["hi", "hel"]],
    ["a?bc", ["abc", "bc"]],
    ["x{0,2}yz", ["x", "yz"]],
    ["[ab]\\d", ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"]],
    ["(?<!q)(?:客服|加)我", ["客服我", "加我"]],
    ["\\w+", [""]],
  ])("%s", (source, starts) => {
    const found = startsOf(source);
    for (const start of starts) expect(found, start).toContain(start);
  });

  test("alternatives are told from those inside groups and classes", () => {
    expect(splitAlternatives("a(?:b|c)|[|]d|\\|e")).toEqual(["a(?:b|c)", "[|]d", "\\|e"]);
  });

  test("no wording of the table may begin with anything at all: it would be tried at each letter", () => {
    for (const { wordings } of [...ENGLISH, ...ENGLISH_PROMISES, ...CHINESE]) {
      for (const source of wordings.flatMap(splitAlternatives)) expect([...startsOf(source)], source).not.toContain("");
    }
  });
});

const TEXTS = [
  "hello, dm me on whatsapp +1 555 010 999, i can help you to validate your wallet at the portal here",
  "send 1 btc to get 2 btc back instantly. first 100 people to claim! free nitro for you, steam gift $50",
  "kindly reach out to our support team, open a ticket here: https://x.example and provide your recovery phrase",
  "you have been selected for the airdrop reward. earn $500 daily, guaranteed profits, join our signals group",
  "加我微信 abc12345 处理，请提供您的助记词，充1000返还2000双倍，扫描二维码领取奖励，客服电话 400 123 4567",
  "稳赚不赔，日赚500u，进群领取策略。专业追回被骗资金，联系客服telegram",
];

test("the index finds each wording wherever it stands", () => {
  const table = [...ENGLISH, ...ENGLISH_PROMISES, ...CHINESE];
  const index = indexOf(table);
  let found = 0;
  for (const text of TEXTS) {
    const at = new Map<number, readonly Wording[]>();
    index.visit(text, (wordings, place) => at.set(place, wordings));
    for (const source of table.flatMap(({ wordings }) => wordings.flatMap(splitAlternatives))) {
      for (const match of text.matchAll(new RegExp(source, "g"))) {
        found += 1;
        expect(at.get(match.index)?.map(({ pattern }) => pattern.source)).toContain(source);
      }
    }
  }
  expect(found).toBeGreaterThan(25);
});
