import { describe, expect, test } from "vitest";
import { withoutEntities } from "../../../src/core/knowledge/entities.ts";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { article, KNOWN } from "./articles.ts";

const HASH = "0x9f3c5a7be21d4c86f0913ab7d5e4c2f18b6a0d97c3e5f421a8b7d6c5e4f3a2b1";
const ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7";

describe("what only looks like words", () => {
  test.each([
    [`where is ${HASH} my 250 USDT`, "where is my USDT"],
    [`我的 0.5 BTC 还没到账 ${HASH}`, "我的 BTC 还没到账"],
    [`充值了250个USDT没到`, "充值了 USDT没到"],
    ["tx 0x9f3c...12ab is pending", "tx is pending"],
    [`sent to ${ADDRESS} by mistake`, "sent to by mistake"],
    ["sent 1,250.75 usdt", "sent usdt"],
    ["error -1021 on binance api", "error -1021 on binance api"],
    ["50111 invalid ok-access-key", "50111 invalid ok-access-key"],
    ["my 2fa is lost, trc20", "my 2fa is lost, trc20"],
  ])("is not searched for: %s", (text, left) => {
    expect(withoutEntities(text).replace(/\s+/g, " ").trim()).toBe(left);
  });

  test("changes neither what is found nor how sure it is", () => {
    const zh = article("DEP-01", ["充值没有到账", "我的比特币充值在哪里"], { language: "zh", title: "充值未到账" });
    const desk = buildKnowledge([...KNOWN, zh], { languages: ["en", "zh"] });
    for (const question of ["where is my deposit please", "我的充值还没有到账"]) {
      const plain = desk.assess(question);
      expect(plain.intent?.article).toBe("DEP-01");
      expect(desk.assess(`${question} ${HASH} ${ADDRESS}`)).toEqual(plain);
    }
  });

  test("an error code finds the article that names it", () => {
    const codes = [
      article("API-04", ["-1021 timestamp outside of recvWindow", "my bot gets -1021"]),
      article("API-03", ["-2015 invalid api key", "EAPI:Invalid key", "50111 invalid access key"]),
    ];
    const desk = buildKnowledge([...KNOWN, ...codes], { languages: ["en"] });
    expect(desk.search("error -1021 on binance api")[0]?.article).toBe("API-04");
    expect(desk.search("what does 50111 mean")[0]?.article).toBe("API-03");
    expect(desk.search("币安 -2015 报错")[0]?.article).toBe("API-03");
  });
});
