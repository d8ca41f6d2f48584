import { addresses } from "../guard/entities/addresses.ts";
import { keyPairs } from "../guard/secrets/key-pairs.ts";
import { rawKeys } from "../guard/secrets/raw-keys.ts";
import { shapeOf } from "../guard/shape.ts";
import { MAX_ANALYSED } from "./analyse.ts";

/** Shorter runs of letters and digits are no address and no hash. */
const LONG = /(?<![A-Za-z0-9])[A-Za-z0-9]{26}|[EUk0]Q[A-Za-z0-9_-]{46}|0x[0-9a-f]/i;
/** What people write of a hash or an address when all of it is too long: "0x9f3c...12ab". */
const SHORTENED = /(?<![0-9A-Za-z])0x[0-9a-f]{2,40}(?:\.{2,}|…)[0-9a-f]*(?![0-9A-Za-z])/gi;
/** An amount's number, before the asset that it is an amount of. */
const AMOUNT =
  /(?<![\w.,-])\d+(?:[.,]\d+)*\s?[个個枚]?\s?(?=(?:btc|eth|usdt|usdc|sol|xrp|trx|doge|ltc|bnb|ada|ton|usd|eur|gbp)(?![A-Za-z0-9]))/gi;

/**
 * A text without what only looks like words: wallet addresses and transaction hashes, as the guard knows them, and the numbers of
 * amounts. No article is about them, so they neither find one nor make a question strange. Stretches become a space.
 */
export function withoutEntities(given: string): string {
  const text = given.slice(0, MAX_ANALYSED);
  const plain = /\d/.test(text) ? text.replace(SHORTENED, " ").replace(AMOUNT, " ") : text;
  if (!LONG.test(plain)) return plain;
  const shape = shapeOf(plain);
  const found = [addresses, rawKeys, keyPairs].flatMap((it) => (it.worth(shape) ? it.find(plain, shape) : []));
  let kept = "";
  let place = 0;
  for (const { start, end } of found.sort((a, b) => a.start - b.start)) {
    if (start >= place) kept += `${plain.slice(place, start)} `;
    place = Math.max(place, end);
  }
  return kept + plain.slice(place);
}
