import type { Verdict } from "../verdict.ts";
import { addressOf } from "./address.ts";
import { extractLinks } from "./extract.ts";
import { isOwn, type LinkGuard } from "./guard.ts";
import { isWellKnown, type LinkToJudge, tricksOf } from "./tricks.ts";

export interface JudgedLinks {
  verdicts: Verdict[];
  /** A link leads to a site that is neither the operator's nor one that everybody knows. */
  unknown: boolean;
}

/** Judges every address in a text. */
export function judgeLinks(text: string, guard: LinkGuard): JudgedLinks {
  const links = extractLinks(text);
  const verdicts = links.map((link) => judged(link, guard)).filter((it) => it !== undefined);
  const unknown = links.some(({ address, meant }) => meant && !isOwn(address, guard) && !isWellKnown(address.site));
  return { verdicts, unknown };
}

/** Judges one address; undefined when the text is none. A verdict without a reason has nothing against it. */
export function judgeLink(text: string, guard: LinkGuard): Verdict | undefined {
  const [masked] = extractLinks(text).filter(({ mask }) => mask !== undefined);
  const address = masked?.address ?? addressOf(text);
  if (address === undefined) return undefined;
  const bad = judged({ address, mask: masked?.mask, mail: false }, guard);
  return bad ?? { kind: "link", what: address.site.unicode, score: 0, because: [] };
}

function judged(link: LinkToJudge, guard: LinkGuard): Verdict | undefined {
  const reasons = tricksOf(link, guard);
  const worst = reasons[0];
  if (worst === undefined) return undefined;
  const { site } = link.address;
  // A host and no more: what stands behind it may be somebody's name or order.
  return { kind: "link", what: site.unicode, score: worst.score, because: reasons.map(({ because }) => because) };
}
