import { describe, expect, test } from "vitest";
import { loadFiles } from "../../../src/cli/files.ts";
import { buildIndex } from "../../../src/core/knowledge/article-index.ts";
import { codeReader, codesOf } from "../../../src/core/knowledge/codes.ts";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { article, KNOWN } from "./articles.ts";

const { config, articles } = await loadFiles("examples/exchange/nightdesk.yaml");
if (config === undefined) throw new Error("the example has errors");
const desk = buildKnowledge(articles, { languages: config.desk.languages, synonyms: config.knowledge.synonyms });
const found = (text: string) => desk.search(text).map((it) => it.article);

describe("an error code finds the article that names it before any that shares words", () => {
  test.each([
    ["error -1021 on binance api", "API-04"],
    ["币安 −1021 报错", "API-04"],
    ["my bot gets code 1021 when i withdraw my deposit", "API-04"],
    ["-2015", "API-03"],
    ["币安报错 -2015 怎么办", "API-03"],
    ["withdrawal deposit fee 50111", "API-03"],
    ["OKX 50111 是什么意思", "API-03"],
    ["what is EAPI:Invalid key", "API-03"],
    ["kraken 返回 eapi: invalid key", "API-03"],
    ["EAPI:Invalid nonce on my bot", "API-02"],
    ["EOrder:Insufficient funds", "API-06"],
    ["bybit retCode 10003", "API-03"],
    ["bybit 返回 10003", "API-03"],
    ["bybit 110007", "API-06"],
    ["错误码：10006", "API-05"],
  ])("%s", (text, id) => expect(found(text)[0]).toBe(id));

  test("of many articles too, and to customers only what is public", () => {
    const many = Array.from({ length: 400 }, (_, n) => article(`COIN-${n}`, [`error when i deposit coin number ${n}`]));
    const named = [
      article("API-90", ["77123 broken frobnicator"]),
      article("API-91", ["77124 inside"], { audience: "staff" }),
    ];
    const big = buildKnowledge([...many, ...named], { languages: ["en"] });
    expect(big.search("error 77123 when i deposit coin number 7")[0]?.article).toBe("API-90");
    expect(big.search("error 77124 when i deposit").map((it) => it.article)).not.toContain("API-91");
    expect(big.search("error 77124 when i deposit", { audience: "staff" })[0]?.article).toBe("API-91");
  });

  test("where its questions name it, not where another one mentions it", () => {
    const codes = codesOf([
      article("API-01", ["how do keys work"], { body: "An old key gives `50111` or `50999`." }),
      article("API-02", ["50111 invalid access key"]),
    ]);
    expect(codes.get("50111")).toEqual([1]);
    expect(codes.get("50999")).toEqual([0]);
  });
});

describe("a code that no article names", () => {
  test.each([
    ["error 400100 on my bot", "error on my bot"],
    ["my bot gets -9999", "my bot gets"],
    ["报错 -9999 怎么办", "报错 怎么办"],
    ["error 50118 from okx", "error from okx"],
    ["EAPI:Feature disabled", "disabled"],
  ])("says nothing: %s", (text, left) => {
    expect(desk.assess(text)).toEqual(desk.assess(left));
  });

  test("finds nothing by itself, though one of its figures is another's", () => {
    expect(found("50118")).toEqual([]);
    expect(found("-1029")).toEqual([]);
  });
});

describe("no code", () => {
  const read = codeReader(buildIndex(KNOWN).codes, new Map());
  test.each([
    "opened in 2015",
    "2014-2015",
    "at 10:30:15",
    "trc20 and erc721",
    "+1 555 010 9999",
    "10,000 or 1.50000",
    "2026-11-20",
  ])("is taken out of %s", (text) => expect(read(text)).toEqual({ text, variants: new Set() }));

  test("is the number of an amount or a year", () => {
    const codes = codesOf([
      article("FEE-09", ["fee for 50111 usdt"]),
      article("API-03", ["-2015 invalid key"]),
      article("KYC-09", ["account of 2015"]),
    ]);
    expect([...codes.keys()]).toEqual(["2015"]);
    expect([...codeReader(codes, new Map())("account of 2015").variants]).toEqual([]);
  });
});
