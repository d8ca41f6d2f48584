import type { Span } from "./claim.ts";
import { matches } from "./matches.ts";

const EDGE = "(?<![a-zA-Z0-9])";
const END = "(?![a-zA-Z0-9])";
const EVM = new RegExp(`${EDGE}0x[0-9a-fA-F]{40}${END}`, "g");
const BECH32 = new RegExp(
  `${EDGE}(?:[a-z]{2,12}1)[02-9ac-hj-np-z]{25,100}${END}|${EDGE}(?:BC1)[02-9AC-HJ-NP-Z]{25,90}${END}`,
  "g",
);
const BASE58 = new RegExp(`${EDGE}[1-9A-HJ-NP-Za-km-z]{25,48}${END}`, "g");
const STELLAR = new RegExp(`${EDGE}G[A-Z2-7]{55}${END}`, "g");
const TON = new RegExp(`${EDGE}[EUk0]Q[A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])`, "g");

/** Wallet addresses of the common networks, by their shape: whether the checksum holds does not matter to who sends coins there. */
export function* addressesIn(text: string): Generator<Span> {
  for (const pattern of [EVM, BECH32, STELLAR, TON]) {
    for (const { 0: written, index: start } of matches(text, pattern)) {
      const value = pattern === EVM || pattern === BECH32 ? written.toLowerCase() : written;
      yield { kind: "address", start, end: start + written.length, value };
    }
  }
  for (const { 0: written, index: start } of matches(text, BASE58)) {
    const mixed = /\d/.test(written) && /[A-Z]/.test(written) && /[a-z]/.test(written);
    if (mixed) yield { kind: "address", start, end: start + written.length, value: written };
  }
}
