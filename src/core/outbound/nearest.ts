import type { Claim } from "./claim.ts";
import { type Known, partsOf, type StatedFact } from "./known.ts";

const AROUND = 120;

/** The fact that was probably meant: of the same kind and unit, by the words around the claim, then by how near the value is. */
export function nearestFact(
  claim: Claim,
  text: string,
  { facts, parts }: Known,
): { fact: string; says: string } | null {
  const around = text.slice(Math.max(0, claim.start - AROUND), claim.end + AROUND).toLowerCase();
  let best: { fact: StatedFact; score: number } | undefined;
  for (const fact of facts) {
    const near = Math.max(...fact.claims.map((other) => nearness(claim, other)), 0);
    if (near === 0) continue;
    const score = sharedWords(fact, around, parts) + near;
    if (best === undefined || score > best.score) best = { fact, score };
  }
  if (best === undefined) return null;
  const { key, says } = best.fact;
  const chinese = HAN.test(around);
  return { fact: key, says: says.find((it) => HAN.test(it) === chinese) ?? says[0] ?? "" };
}

const HAN = /\p{Script=Han}/u;

/** 0 for another kind or unit, below 1 by how far apart two numbers are. */
function nearness(claim: Pick<Claim, "kind" | "value">, other: Pick<Claim, "kind" | "value">): number {
  if (claim.kind !== other.kind) return 0;
  const [number = "", unit] = claim.value.split(" ");
  const [known = "", knownUnit] = other.value.split(" ");
  if (claim.kind === "link") return /[/?#]/.test(other.value) ? 0.1 : 0.2;
  if (unit === undefined) return claim.kind === "limit" ? 0 : 0.1;
  if (unit !== knownUnit) return 0;
  const apart = Math.abs(Math.log((Number(number) || 1e-9) / (Number(known) || 1e-9)));
  return 0.5 / (1 + apart);
}

const STEM = 5;

/** How much of a fact's name is in the text: "withdrawals are held after a password change" is about wdl.hold.password. */
function sharedWords({ key }: StatedFact, around: string, parts: Known["parts"]): number {
  const shared = partsOf(key).filter((part) => around.includes(part.slice(0, STEM)));
  return shared.reduce((sum, part) => sum + 2 / (parts.get(part) ?? 1), 0);
}
