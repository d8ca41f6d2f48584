import { describe, expect, test } from "vitest";
import { screen } from "../../../src/core/guard/screen.ts";

const PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";
/** A test vector of BIP39 with 24 words, two of them swapped: no checksum holds. */
const SWAPPED =
  "void come attack average sense ten flash faint supreme effort detail nurse emotion hub smile maze burger hurdle exact shock curtain fly scale seat";
/** A published test vector (BIP-0032, test vector 1), not anybody's key. */
const XPRV =
  "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
/** The example of the Bitcoin wiki's page on WIF. */
const WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
const HEX = "0123456789abcdef".repeat(4);

describe("secrets are replaced", () => {
  test.each([
    ["a phrase", `mine is: ${PHRASE}, plz`, "mine is: [[SEED_1]], plz"],
    ["a phrase among words of the list, and them", `plz: my seed ${PHRASE}, can you check?`, "plz: my [[SEED_1]]?"],
    [
      "a phrase with a misspelt word",
      `mine is: ${PHRASE.replace("sausage", "sausuage")}, plz`,
      "mine is: [[SEED_1]], plz",
    ],
    ["24 words, two of them swapped", `it is: ${SWAPPED}.`, "it is: [[SEED_1]]."],
    ["a phrase in another order", PHRASE.split(" ").reverse().join(" "), "[[SEED_1]]"],
    [
      "a numbered phrase",
      PHRASE.split(" ")
        .map((word, i) => `${i + 1}. ${word}`)
        .join("\n"),
      "1. [[SEED_1]]",
    ],
    ["a phrase in capitals, with commas", PHRASE.toUpperCase().replaceAll(" ", ", "), "[[SEED_1]]"],
    ["an extended key", `key ${XPRV}`, "key [[KEY_1]]"],
    ["an extended key with a typing mistake", XPRV.replace("K3QT", "K3QU"), "[[KEY_1]]"],
    ["eleven words of a phrase", SWAPPED.split(" ").slice(0, 11).join(" "), "[[SEED_1]]"],
    ["the same twice", `${WIF} again: ${WIF}`, "[[KEY_1]] again: [[KEY_1]]"],
    ["a WIF key", `${WIF} is mine`, "[[KEY_1]] is mine"],
    ["a raw key that is called one", `my private key is ${HEX}`, "my private key is [[KEY_1]]"],
    ["a raw key in Chinese", `我的私钥是${HEX}`, "我的私钥是[[KEY_1]]"],
    ["two of them", `${WIF} and ${XPRV}`, "[[KEY_1]] and [[KEY_2]]"],
  ])("%s", (_, text, clean) => {
    expect(screen(text).clean).toBe(clean);
    expect(screen(text).signals).toHaveLength(1);
  });
});

describe("other text is untouched", () => {
  test.each([
    ["eight words", PHRASE.split(" ").slice(0, 8).join(" ")],
    [
      "ordinary text",
      "I have been waiting for my withdrawal since yesterday and nobody answers, what can I do about it?",
    ],
  ])("%s", (_, text) => {
    expect(screen(text)).toEqual({ clean: text, signals: [], redacted: 0, entities: [] });
  });
});

describe("what is useful is named and stays", () => {
  const ADDRESS = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
  test.each([
    ["a transaction's hash", `my tx hash is 0x${HEX}`, "tx_hash", `0x${HEX}`],
    ["a hash after talk of keys", `i never shared my private key. the transaction is ${HEX}`, "tx_hash", HEX],
    ["an address", `send to ${ADDRESS} please`, "btc_address", ADDRESS],
  ])("%s", (_, text, kind, value) => {
    const start = text.indexOf(value);
    const entities = [{ kind, value, start, end: start + value.length }];
    expect(screen(text)).toEqual({ clean: text, signals: [], redacted: 0, entities });
  });

  test("places are those in the clean text", () => {
    const { clean, entities } = screen(`${WIF} was for ${ADDRESS}`);
    expect(entities.map(({ start, end }) => clean.slice(start, end))).toEqual([ADDRESS]);
  });

  test("a hash or a key, and nothing to tell by: it stays and is marked", () => {
    expect(screen(HEX)).toMatchObject({ clean: HEX, signals: ["key_possible"], entities: [{ kind: "tx_hash" }] });
    expect(screen("to 0xDe0b295669a9fd93d5f28d9ec85e40f4cb697bae")).toMatchObject({
      signals: ["address_mistyped"],
      entities: [{ kind: "wrong_address" }],
    });
  });
});
