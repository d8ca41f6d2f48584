import { describe, expect, test } from "vitest";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { article, KNOWN } from "./articles.ts";

const CHINESE = article("DEP-01", ["充值没有到账", "我的比特币充值在哪里", "转入的币不见了"], {
  language: "zh",
  title: "充值未到账",
  body: "请先查看网络确认数。",
});
const STAFF = article("SUP-90", ["how to approve a restored account", "four eyes rule"], { audience: "staff" });
const desk = (more = [CHINESE, STAFF], languages = ["en", "zh"]) => buildKnowledge([...KNOWN, ...more], { languages });

describe("a search", () => {
  test.each([
    ["where is my deposit", "DEP-01"],
    ["Deposits MISSING!!", "DEP-01"],
    ["i havent recieved my depsoit", "DEP-01"],
    ["my pasword dosnt work", "ACC-01"],
    ["somebody was in my account", "SEC-01"],
    ["maker fees?", "FEE-01"],
    ["充值还没到账怎么办", "DEP-01"],
    ["充值還沒到帳", "DEP-01"],
  ])("for %j finds %s first", (text, id) => {
    expect(desk().search(text)[0]?.article).toBe(id);
  });

  test("names each article once, by the variant that fits", () => {
    const hits = desk().search("充值没有到账 btc deposit");
    expect(hits.filter((it) => it.article === "DEP-01")).toEqual([
      expect.objectContaining({ language: "zh", title: "充值未到账" }),
    ]);
    expect(hits.map((it) => it.score)).toEqual(hits.map((it) => it.score).toSorted((a, b) => b - a));
  });

  test("keeps articles for staff from customers", () => {
    const question = "how to approve a restored account";
    expect(
      desk()
        .search(question)
        .map((it) => it.article),
    ).not.toContain("SUP-90");
    expect(desk().search(question, { audience: "staff" })[0]?.article).toBe("SUP-90");
    expect(
      desk()
        .assess(question)
        .hits.map((it) => it.article),
    ).not.toContain("SUP-90");
  });

  test("gives as many as asked for", () => {
    expect(desk().search("my account", { limit: 2 })).toHaveLength(2);
    expect(desk().search("my account", { limit: 0 })).toEqual([]);
  });

  test("finds nothing in nothing", () => {
    for (const text of ["", "   ", "🙂🙂", "!!!", "\0"]) expect(desk().search(text)).toEqual([]);
    expect(buildKnowledge([], { languages: ["en"] }).search("deposit")).toEqual([]);
  });

  test("finds the same whatever was asked before", () => {
    const knowledge = desk();
    const fresh = desk().search("reset password");
    knowledge.search("充值没有到账");
    knowledge.search("deposit withdrawal fees hacked", { audience: "staff" });
    expect(knowledge.search("reset password")).toEqual(fresh);
  });

  test("knows the operator's synonyms", () => {
    const plain = buildKnowledge(KNOWN, { languages: ["en"] });
    const taught = buildKnowledge(KNOWN, {
      languages: ["en"],
      synonyms: [
        ["credentials", "password"],
        ["withdrawal", "take my coins out"],
      ],
    });
    expect(plain.search("my credentials")[0]?.article).not.toBe("ACC-01");
    expect(plain.search("take my coins out")[0]?.article).not.toBe("WDL-01");
    expect(taught.search("my credentials")[0]?.article).toBe("ACC-01");
    expect(taught.search("take my coins out")[0]?.article).toBe("WDL-01");
  });
});

describe("an assessment", () => {
  test("is surer of what an article asks than of what none answers", () => {
    const knowledge = desk();
    const sure = knowledge.assess("my deposit has not arrived");
    const unsure = knowledge.assess("what is the best pizza in naples");
    expect(sure.intent).toEqual({ article: "DEP-01", category: "support" });
    expect(sure.confidence).toBeGreaterThan(0.7);
    expect(unsure.confidence).toBeLessThan(0.4);
  });

  test("says nothing of nothing", () => {
    expect(desk().assess("🙂")).toEqual({ language: "en", hits: [], intent: null, confidence: 0 });
  });

  test("tells the language", () => {
    expect(desk().assess("充值没有到账").language).toBe("zh");
    expect(desk().assess("my deposit").language).toBe("en");
    expect(desk().assess("где мой депозит").language).toBe("en");
  });

  test("has at most five hits", () => {
    expect(desk().assess("my account deposit withdrawal password hacked fees identity").hits).toHaveLength(5);
  });
});

describe("hostile text", () => {
  const hostile = {
    "a megabyte of one letter": "a".repeat(1_000_000),
    "a megabyte of words": "deposit withdrawal ".repeat(55_000),
    "a megabyte of Chinese": "充值".repeat(500_000),
    "what grows when it is normalised": "\ufdfa".repeat(4_000),
    "stacked accents": "e\u0301\u0302\u0303".repeat(100_000),
    "lone surrogates": "\ud800\udc00\udfff\ud83d deposit \ud800",
    "bidirectional overrides": "\u202etisoped\u202c deposit",
    emoji: "👩‍👩‍👧‍👦".repeat(2_000),
    nul: "deposit\0\0missing",
    "names of an object's own": "constructor __proto__ toString hasOwnProperty",
  };
  test.each(Object.entries(hostile))("%s is only text", (_, text) => {
    const knowledge = desk();
    const started = performance.now();
    const { confidence } = knowledge.assess(text);
    knowledge.search(text);
    expect(performance.now() - started).toBeLessThan(500);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  });
});

describe("the articles", () => {
  test("are found by id and language, or in the first language that has them", () => {
    const knowledge = desk();
    expect(knowledge.article("DEP-01", "zh")?.title).toBe("充值未到账");
    expect(knowledge.article("WDL-01", "zh")).toBeUndefined();
    expect(knowledge.find("DEP-01", "zh")).toMatchObject({ exact: true, article: { language: "zh" } });
    expect(knowledge.find("WDL-01", "zh")).toMatchObject({ exact: false, article: { language: "en" } });
    expect(knowledge.find("XXX-01", "en")).toBeUndefined();
  });

  test("make the version: their words count, their files and their order do not", () => {
    const version = desk().version;
    const moved = [...KNOWN, CHINESE, STAFF].toReversed().map((it) => ({ ...it, file: `elsewhere/${it.file}` }));
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(buildKnowledge(moved, { languages: ["en", "zh"] }).version).toBe(version);
    expect(desk([{ ...CHINESE, body: "改了。" }, STAFF]).version).not.toBe(version);
  });
});
