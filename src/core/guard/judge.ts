import type { Instant } from "../time.ts";
import { applied, passed, skipped, type TraceStep } from "../trace.ts";
import { type Author, circumstances } from "./circumstances.ts";
import { judgeLinks } from "./links/judge-link.ts";
import { findLures } from "./lures/find.ts";
import { impersonation } from "./people/impersonation.ts";
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

/** Judges a message: its links, whom its author passes for, and what it lures people to. Pure, and bounded in time whatever the text. */
export function judge({ text, author = {}, now }: PublicMessage, guard: GuardPolicy): Judgement {
  const { thresholds } = guard.config;
  if (author.isStaff === true || (author.id !== undefined && guard.people.accounts.has(author.id))) return STAFF;

  const links = judgeLinks(text, guard.links);
  const person = impersonation(author, guard.people);
  const found = findLures(text);
  const lure = lureVerdict(found.lures);
  const parts = [...links.verdicts, ...(person === undefined ? [] : [person]), ...(lure === undefined ? [] : [lure])];
  if (parts.length === 0) return NOTHING;

  const around = circumstances({ author, now, unknownLink: links.unknown, disguised: found.disguised });
  const worstLink = Math.max(0, ...links.verdicts.map(({ score }) => score));
  const said = together([worstLink, lure?.score ?? 0, ...around.map(({ weight }) => weight)]);
  const told = found.report() && author.massMention !== true;
  const words = told ? Math.min(said * TOLD, Math.max(0, thresholds.hold - 0.01)) : said;
  const score = rounded(Math.min(MOST, together([words, person?.score ?? 0])));

  const action = ESCALATION.find(([, threshold]) => score >= thresholds[threshold])?.[0] ?? "none";
  const steps: TraceStep[] = [
    ...parts.flatMap(({ kind, what, because }) => because.map((it) => applied(`${kind}: ${what}`, `it ${it}`))),
    ...around.map(({ id, says }) => applied(id, says)),
    ...(told ? [passed("report", "its author tells of it or asks about it, and is not punished for that")] : []),
  ];
  if (action === "none") return { action, score, verdicts: [], trace: { outcome: "nothing is done", steps } };
  const telling = parts.filter((it) => it.score >= thresholds.flag);
  const outcome = parts.sort((a, b) => b.score - a.score)[0]?.because[0] ?? action;
  return { action, score, verdicts: telling.length > 0 ? telling : parts, trace: { outcome: `it ${outcome}`, steps } };
}

const quiet = (outcome: string, steps: TraceStep[]): Judgement => ({
  action: "none",
  score: 0,
  verdicts: [],
  trace: { outcome, steps },
});
const STAFF = quiet("nothing is done", [skipped("author", "speaks for the desk")]);
const NOTHING = quiet("nothing is done", []);

function lureVerdict(lures: { id: string; says: string; weight: number }[]): Verdict | undefined {
  const worst = lures[0];
  if (worst === undefined) return undefined;
  const score = rounded(together(lures.map(({ weight }) => weight).slice(0, 4)));
  return { kind: "lure", what: worst.id, score, because: lures.map(({ says }) => says) };
}

/** Signs that do not depend on each other: each takes its share of what is missing to certainty. */
const together = (weights: number[]): number => 1 - weights.reduce((rest, weight) => rest * (1 - weight), 1);

const rounded = (score: number): number => Math.round(score * 1_000) / 1_000;
