import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Fault } from "../core/errors.ts";
import { renderProblem } from "../core/problem.ts";
import { dayOf, nothingSpent } from "../core/triage/budget.ts";
import { type Prompt, parsePrompt } from "../core/triage/prompt.ts";
import type { Adviser, Ledger } from "../worker/model/adviser.ts";
import { projectFile } from "./project.ts";
import { now, type Runtime } from "./runtime.ts";
import { secret } from "./secrets.ts";

const PROMPT = "prompts/triage.md";

/** The operator's own prompt beside nightdesk.yaml, else the one that comes with the project. Throws a Fault with every complaint. */
export async function triagePrompt(configFile: string): Promise<Prompt> {
  const own = join(dirname(configFile), PROMPT);
  const file = existsSync(own) ? own : projectFile(PROMPT);
  const { prompt, problems } = parsePrompt(await readFile(file, "utf8"), file);
  if (prompt !== undefined) return prompt;
  throw new Fault("config_invalid", problems.map(renderProblem).join("\n"), {
    next: "docs/how-to/add-a-model.md has an example.",
  });
}

/** The model that the configuration names, as triage meets it; undefined when there is none. */
export async function openModel({ policy, configFile, store, pseudonym }: Runtime): Promise<Adviser | undefined> {
  const { model: wanted, desk } = policy().config;
  if (wanted === undefined) return undefined;
  const { openAiModel } = await import("../worker/model/openai.ts");
  const { openAdviser } = await import("../worker/model/adviser.ts");
  const { url, name, deadline, atOnce, budget, prices } = wanted;
  const adviser = openAdviser({
    model: openAiModel({ url, name, deadline, key: await secret("MODEL_KEY") }),
    prompt: await triagePrompt(configFile),
    desk: desk.name,
    limits: { ...budget, prices },
    atOnce,
    ledger: openLedger(store),
    canary: () => randomBytes(9).toString("base64url"),
    now,
  });
  // Who a customer is stands nowhere outside of what an erasure reaches.
  return { ...adviser, advise: (material, customer) => adviser.advise(material, pseudonym(customer)) };
}

const spentSchema = z.strictObject({
  day: z.string(),
  tokens: z.number().min(0),
  money: z.number().min(0),
  customers: z.record(z.string(), z.number().min(0)),
});

/**
 * What was spent today, kept in the store: a desk that is restarted has no new budget, and several processes share one. What cannot be
 * read begins anew.
 */
const openLedger = (store: Runtime["store"]): Ledger => ({
  change: (step) =>
    store.amend("model-spent", (before) => {
      const kept = before === undefined ? undefined : spentSchema.safeParse(parsed(before));
      return JSON.stringify(step(kept?.success ? kept.data : nothingSpent(dayOf(now()))));
    }),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
