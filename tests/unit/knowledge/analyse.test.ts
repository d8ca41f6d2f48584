import { describe, expect, test } from "vitest";
import { grams, MAX_ANALYSED, normalise, pieces, terms } from "../../../src/core/knowledge/analyse.ts";

const termsOf = (text: string) => terms(pieces(normalise(text)));
const gramsOf = (text: string) => grams(pieces(normalise(text)));

describe("the terms of a text", () => {
  test("are stems without stop words", () => {
    expect(termsOf("The deposits are MISSING")).toEqual(["deposit", "miss"]);
  });

  test("are the stop words when there is nothing else", () => {
    expect(termsOf("Is it not?")).toEqual(["is", "it", "not"]);
  });

  test("do not depend on apostrophes, accents, width or invisible characters", () => {
    expect(termsOf("I can’t verify")).toEqual(termsOf("i cant verify"));
    expect(termsOf("vérifié")).toEqual(termsOf("verifie"));
    expect(termsOf("ＢＴＣ")).toEqual(["btc"]);
    expect(termsOf("with\u200bdrawal")).toEqual(termsOf("withdrawal"));
  });

  test("are characters and pairs where words have no spaces", () => {
    expect(termsOf("BTC充值")).toEqual(["btc", "充", "值", "充值"]);
    expect(termsOf("출금")).toEqual(["출", "금", "출금"]);
  });

  test("are the same in Traditional and Simplified Chinese", () => {
    expect(termsOf("為什麼帳戶凍結")).toEqual(termsOf("为什么账户冻结"));
    expect(termsOf("帐户")).toEqual(termsOf("账户"));
  });

  test("come from the first part of a text only", () => {
    expect(termsOf("x ".repeat(1_000_000)).length).toBeLessThanOrEqual(MAX_ANALYSED);
    expect(termsOf("\ud800\udfff\0")).toEqual([]);
  });
});

describe("the characters of a text", () => {
  test("stay in part what they were after a typing mistake", () => {
    const right = new Set(gramsOf("withdrawal"));
    const shared = gramsOf("withdrwal").filter((it) => right.has(it));
    expect(shared).toEqual(["_wit", "with", "ithd", "thdr", "wal_"]);
    expect(gramsOf("a of")).toEqual(["_a_", "_of_"]);
  });
});
