import type { Claim, ClaimKind } from "./claim.ts";
import { claimsIn } from "./claims.ts";
import { hostOf } from "./contacts.ts";
import { type Known, nameOf } from "./known.ts";
import { nearestFact } from "./nearest.ts";

/** A claim that no fact vouches for. */
export interface FactFinding {
  kind: ClaimKind;
  /** As it stands in the text, which is at most 200 characters of it. */
  text: string;
  start: number;
  end: number;
  /** The fact that was probably meant. */
  nearest: { fact: string; says: string } | null;
}

export type Checked = { ok: true } | { ok: false; findings: FactFinding[] };

const SHOWN = 200;

/**
 * Whether a text may leave the desk: every link, contact, address, amount, percentage, duration, limit and number of confirmations in
 * it is one of the operator's facts, or among `quotable`: what the customer wrote in this very conversation.
 */
export function checkOutgoing(text: string, known: Known, quotable?: ReadonlySet<string>): Checked {
  const findings: FactFinding[] = [];
  for (const claim of claimsIn(text)) {
    if (isKnown(claim, known) || quotable?.has(nameOf(claim))) continue;
    const last = findings.at(-1);
    // Both ends of a range may be unknown: it is stopped once.
    if (last !== undefined && last.start === claim.start && last.end === claim.end) continue;
    const { kind, start, end } = claim;
    findings.push({ kind, start, end, text: claim.text.slice(0, SHOWN), nearest: nearestFact(claim, text, known) });
  }
  return findings.length === 0 ? { ok: true } : { ok: false, findings };
}

function isKnown(claim: Claim, { values, hosts, phones }: Known): boolean {
  if (values.has(nameOf(claim))) return true;
  if (claim.kind === "link")
    return isOwn(hostOf(claim.value), hosts) && !claim.value.split(/[/?#]/, 1)[0]?.includes("@");
  if (claim.kind === "phone") return phones.some((known) => sameNumber(known, claim.value));
  return false;
}

function isOwn(host: string, hosts: ReadonlySet<string>): boolean {
  for (let rest = host; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1)) if (hosts.has(rest)) return true;
  return false;
}

const LONG_ENOUGH = 8;

/** With and without its country code. */
const sameNumber = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= LONG_ENOUGH && (a.endsWith(b) || b.endsWith(a));

/** What a responder may repeat: a link that a customer brought along is not among it, nor is a number to call. */
const QUOTABLE: ReadonlySet<ClaimKind> = new Set([
  "email",
  "address",
  "amount",
  "percent",
  "duration",
  "confirmations",
]);

/** The claims in a customer's own words, as `checkOutgoing` takes them. */
export const quotableFrom = (texts: Iterable<string>): Set<string> =>
  new Set(
    [...texts].flatMap((text) =>
      claimsIn(text)
        .filter(({ kind }) => QUOTABLE.has(kind))
        .map(nameOf),
    ),
  );
