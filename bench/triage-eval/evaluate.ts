import { readFile } from "node:fs/promises";
import { z } from "zod";
import { triagePrompt } from "../../src/cli/model.ts";
import { loadPolicy } from "../../src/cli/policy.ts";
import { CATEGORIES } from "../../src/core/knowledge/article.ts";
import type { Policy } from "../../src/core/policy.ts";
import { renderProblem } from "../../src/core/problem.ts";
import { dayOf, nothingSpent } from "../../src/core/triage/budget.ts";
import { SEVERITIES } from "../../src/core/triage/suggestion.ts";
import { parseYaml } from "../../src/core/yaml-problems.ts";
import { type Adviser, openAdviser } from "../../src/worker/model/adviser.ts";
import { openWorld } from "../../tests/harness/world.ts";

const caseSchema = z.strictObject({
  name: z.string(),
  said: z.array(z.string()).min(1),
  /** `article`: the one that answers; null where none does. */
  truth: z.strictObject({
    severity: z.enum(SEVERITIES),
    category: z.enum(CATEGORIES),
    article: z.string().nullable(),
  }),
  answer: z.record(z.string(), z.unknown()),
});
export type EvalCase = z.output<typeof caseSchema>;

export interface Quality {
  cases: number;
  severity: number;
  /** Called milder than it is: the fault that costs most. */
  milder: number;
  category: number;
  /** Of the cases that an article answers: a draft that cites it; one that cites only others; none. */
  rightDraft: number;
  wrongDraft: number;
  noDraft: number;
}

const CASES = "bench/triage-eval/cases.yaml";

export async function casesIn(file = CASES): Promise<EvalCase[]> {
  const { value, problems } = parseYaml(z.array(caseSchema), await readFile(file, "utf8"), file);
  if (value === undefined) throw new Error(problems.map(renderProblem).join("\n"));
  return value;
}

export const exchange = () => loadPolicy({ config: "examples/exchange/nightdesk.yaml", outgoing: true });

/** Each case through a desk with the exchange's articles and rules, from the customer's words to what a responder reads. */
export async function evaluate(
  cases: readonly EvalCase[],
  { policy, configFile = "" }: Awaited<ReturnType<typeof exchange>>,
  withModel: boolean,
): Promise<Quality> {
  const quality: Quality = { cases: 0, severity: 0, milder: 0, category: 0, rightDraft: 0, wrongDraft: 0, noDraft: 0 };
  for (const it of cases) {
    const adviser = withModel ? await recorded(it, configFile) : undefined;
    count(quality, it.truth, await suggestionFor(it, policy, adviser));
  }
  return quality;
}

async function suggestionFor({ name, said }: EvalCase, policy: Policy, adviser: Adviser | undefined) {
  const world = openWorld({ policy, adviser });
  const customer = world.customer("ana");
  for (const text of said) await customer.says(text);
  await world.settle();
  // What an article answers becomes a ticket once the customer insists.
  if ((await world.ticket(1)) === undefined) await customer.says("human");
  await world.settle();
  const suggestion = (await world.ticket(1))?.suggestion;
  if (suggestion === undefined || suggestion === null) throw new Error(`“${name}” became no ticket with a suggestion`);
  return suggestion;
}

/** A model that answers as was written down; what it says passes everything that a real one's answer does. */
async function recorded({ answer }: EvalCase, configFile: string): Promise<Adviser> {
  let spent = nothingSpent(dayOf(0));
  const text = JSON.stringify(answer);
  return openAdviser({
    model: { name: "recorded", ask: async () => ({ text, whole: true, usage: null }) },
    prompt: await triagePrompt(configFile),
    desk: "Borealis",
    limits: { request: 1e9, customer: 1e9, day: 1e9 },
    atOnce: 1,
    ledger: {
      async change(step) {
        spent = step(spent);
      },
    },
    canary: () => "eval-canary",
    now: () => 0,
  });
}

function count(quality: Quality, truth: EvalCase["truth"], found: Awaited<ReturnType<typeof suggestionFor>>): void {
  quality.cases += 1;
  if (found.severity === truth.severity) quality.severity += 1;
  if (SEVERITIES.indexOf(found.severity) > SEVERITIES.indexOf(truth.severity)) quality.milder += 1;
  if (found.category === truth.category) quality.category += 1;
  if (truth.article === null) return;
  if (found.draft.some(({ article }) => article === truth.article)) quality.rightDraft += 1;
  else if (found.draft.length > 0) quality.wrongDraft += 1;
  else quality.noDraft += 1;
}
