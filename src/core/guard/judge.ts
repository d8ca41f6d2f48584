import type { Instant } from "../time.ts";
import { applied, passed, skipped, type TraceStep } from "../trace.ts";
import { type Author, circumstances } from "./circumstances.ts";
import { findLures } from "./lures/find.ts";
import type { GuardPolicy } from "./policy.ts";
import type { Judgement, Verdict } from "./verdict.ts";

/** A message in public. */
export interface PublicMessage {
  text: string;
  author?: Author | undefined;
  now: Instant;
}

/** Never certain: a threshold of 1 turns an action off. */
const MOST = 0.99;
/** What is left of a score where the author tells of a scam instead of trying one. */
const TOLD = 0.6;

const ESCALATION = [
  ["time_out", "timeOut"],
  ["delete", "delete"],
  ["hold", "hold"],
  ["flag", "flag"],
] as const;

/** Judges a message. Pure, and bounded in time whatever the text. */
export function judge({ text, author = {}, now }: PublicMessage, guard: GuardPolicy): Judgement {
  const { thresholds } = guard.config;
  if (author.isStaff === true) {
    return {
      action: "none",
      score: 0,
      verdicts: [],
      trace: { outcome: "none", steps: [skipped("author", "speaks for the desk")] },
    };
  }
  const { lures, disguised, report } = findLures(text);
  const steps: TraceStep[] = lures.map(({ id, says }) => applied(id, `it ${says}`));
  let score = together(lures.map(({ weight }) => weight).slice(0, 4));
  if (lures.length > 0) {
    for (const { id, says, weight } of circumstances({ author, now, unknownLink: false, disguised })) {
      score = together([score, weight]);
      steps.push(applied(id, says));
    }
  }
  if (report && author.massMention !== true) {
    score = Math.min(score * TOLD, below(thresholds.hold));
    steps.push(passed("report", "its author tells of it or asks about it, and is not punished for that"));
  }
  score = Math.round(Math.min(score, MOST) * 1_000) / 1_000;
  const verdicts: Verdict[] =
    score < thresholds.flag
      ? []
      : [{ kind: "lure", what: lures[0]?.id ?? "", score, because: steps.map(({ because }) => because) }];
  const action = ESCALATION.find(([, threshold]) => score >= thresholds[threshold])?.[0] ?? "none";
  return { action, score, verdicts, trace: { outcome: action, steps } };
}

/** Signs that do not depend on each other: each takes its share of what is missing to certainty. */
const together = (weights: number[]): number => 1 - weights.reduce((rest, weight) => rest * (1 - weight), 1);

const below = (threshold: number): number => Math.max(0, threshold - 0.01);
