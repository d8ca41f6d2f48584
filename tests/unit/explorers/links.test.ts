import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explorersSchema } from "../../../src/core/explorers/config.ts";
import { leadsTo } from "../../../src/core/explorers/leads-to.ts";
import { explorerLinks, linkedEntities } from "../../../src/core/explorers/links.ts";
import { NETWORK, NETWORKS } from "../../../src/core/explorers/networks.ts";

const HEX = "3b".repeat(32);
const ETH = "0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae";
const TRX = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
const hosts = (text: string, config = {}) =>
  linkedEntities([text], config).map(({ links }) => links.map(({ url }) => new URL(url).host));

describe("an entity leads to the explorers of its network", () => {
  test.each([
    ["an address tells its network", `sent to ${TRX}`, ["tronscan.org"]],
    ["", "from bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", ["mempool.space"]],
    [
      "a hash with nothing to tell gets the likeliest",
      `tx ${HEX}`,
      ["mempool.space", "tronscan.org", "litecoinspace.org"],
    ],
    ["", `tx 0x${HEX}`, ["etherscan.io", "bscscan.com", "polygonscan.com"]],
    ["the network that is named decides", `USDT TRC20 tx ${HEX}`, ["tronscan.org"]],
    ["", `tx 0x${HEX} on arbitrum, it was ETH`, ["arbiscan.io"]],
    ["the asset decides where no network is named", `my BTC deposit, hash ${HEX}`, ["mempool.space"]],
    ["", `BNB to ${ETH}`, ["bscscan.com"]],
    ["names that do not fit lead nowhere", `withdrawn by TRC20, tx 0x${HEX}`, []],
    ["", "to tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", []],
    ["what may be a key is never handed on", `what is this ${HEX}`, []],
    ["neither is a mistyped address", "to 0xDe0B295669a9FD93d5F28D9Ec85E40f4cb697BAE", []],
  ])("%s: %s", (_, text, expected) => {
    expect(hosts(text)).toEqual([expected]);
  });

  test("one that is named twice is there once, by the text that says more", () => {
    const found = linkedEntities([`tx ${HEX}`, null, `it was TRC20, tx ${HEX}`], {});
    expect(found.map(({ links }) => links.map(({ network }) => network))).toEqual([["tron"]]);
  });

  test("what was taken out is no entity", () => {
    expect(linkedEntities(["my phrase is [[SEED_1]] and [[KEY_1]]"], {})).toEqual([]);
  });
});

describe("the operator chooses explorers", () => {
  test("one of their own for one network, none for another", () => {
    const config = explorersSchema.parse({
      tron: { transaction: "https://explorer.example/tron?tx={value}" },
      bitcoin: false,
    });
    expect(hosts(`tx ${HEX}`, config)).toEqual([["explorer.example", "litecoinspace.org"]]);
    expect(hosts(`sent to ${TRX}`, config)).toEqual([["tronscan.org"]]);
  });

  test.each([
    "http://explorer.example/{value}",
    "https://{value}/tx",
    "https://{value}.explorer.example/tx",
    "https://explorer.example{value}",
    "https://explorer.example:{value}/",
    "https://x@{value}/",
    "https://explorer.example/tx",
    "https://explorer.example/{value}/{value}",
    "javascript:alert({value})",
  ])("not %s", (transaction) => {
    expect(explorersSchema.safeParse({ tron: { transaction } }).success).toBe(false);
  });
});

test("no value leads to another host", () => {
  const templates = NETWORKS.flatMap((it) => Object.values(NETWORK[it].explorer));
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "@evil.example",
      "../..//evil.example",
      "//evil.example",
      "\\\\evil.example",
      "#@evil.example",
      "\n",
      "\ud800",
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...templates), hostile, (template, value) => {
      const url = leadsTo(template, value);
      if (url !== undefined) expect(new URL(url).host).toBe(new URL(template).host);
    }),
  );
  const links = explorerLinks({ kind: "btc_address", value: "a|b>c<@evil.example" }, "", {});
  expect(links.map(({ url }) => url)).toEqual(["https://mempool.space/address/a%7Cb%3Ec%3C%40evil.example"]);
});
