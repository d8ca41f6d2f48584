import { createHash } from "node:crypto";
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { z } from "zod";
import { lru } from "../../core/lru.ts";
import type { Instant } from "../../core/time.ts";
import { askModel } from "../../core/triage/ask-model.ts";
import {
  type BudgetLimits,
  type Reserved,
  reserve,
  type Spent,
  settle,
  tokensAtMost,
} from "../../core/triage/budget.ts";
import type { Material } from "../../core/triage/material.ts";
import { type Model, ModelFailure, type ModelUsage } from "../../core/triage/model.ts";
import type { Prompt } from "../../core/triage/prompt.ts";
import { readReply } from "../../core/triage/read-reply.ts";
import { type ModelReply, replySchema } from "../../core/triage/suggestion.ts";

/** What was spent, kept where a restart finds it, and shared by all processes of a desk. */
export interface Ledger {
  /** Replaces what is kept by what `step` makes of it; one at a time. */
  change(step: (spent: Spent) => Spent): Promise<void>;
}

export interface AdviserOptions {
  model: Model;
  prompt: Prompt;
  desk: string;
  limits: BudgetLimits;
  atOnce: number;
  ledger: Ledger;
  /** Unguessable, and new for each request. */
  canary(): string;
  now(): Instant;
}

export type Advised =
  | { ok: true; reply: ModelReply; placeholders: ReadonlyMap<string, string>; cached: boolean }
  /** `busy`: ask again soon. Else the desk goes on without. */
  | { ok: false; busy: boolean; because: string };

export interface Adviser {
  readonly made: { id: string; version: number; model: string };
  /** Never throws. */
  advise(material: Material, customer: string): Promise<Advised>;
  /** Forgets every answer that it remembers. */
  forget(): void;
  health(): { model: string; state: "ok" | "resting"; asked: number; failed: number; tokens: number };
}

const SCHEMA = z.toJSONSchema(replySchema) as Record<string, unknown>;
const REMEMBERED = 500;
/** After so many failures in a row the model is left alone for a while. */
const STRIKES = 5;
const REST = 30_000;

/**
 * A model as triage meets it: within its budget, never more than a few questions at once, left alone while it fails, and not asked
 * twice for the same. What was asked when a secret was found is not remembered.
 */
export function openAdviser({ model, prompt, desk, limits, atOnce, ledger, canary, now }: AdviserOptions): Adviser {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ModelFailure && error.code !== "too_long"),
    { halfOpenAfter: REST, breaker: new ConsecutiveBreaker(STRIKES) },
  );
  let known = lru<string, ModelReply>(REMEMBERED);
  let underWay = 0;
  let [asked, failed, tokens] = [0, 0, 0];

  async function ask(material: Material, customer: string): Promise<Advised> {
    const word = canary();
    const { request, placeholders } = askModel(material, prompt, { desk, canary: word });
    const { output } = prompt.limits;
    const most: ModelUsage = { input: tokensAtMost(request.system) + tokensAtMost(request.user), output };
    const reserved = await setAside(customer, most);
    if (reserved === undefined) return no("what was spent cannot be read");
    if (!reserved.ok) return no(`the budget does not allow it (${reserved.because.replaceAll("_", " ")})`);
    let used: ModelUsage = most;
    try {
      asked += 1;
      const answer = await breaker.execute(() =>
        model.ask({ system: request.system, user: request.user, schema: SCHEMA, output }),
      );
      used = answer.usage ?? most;
      if (!answer.whole) return failure("its answer was cut off");
      const read = readReply(answer.text, word);
      if (!read.ok) return failure(SAY[read.reason]);
      return { ok: true, reply: read.reply, placeholders, cached: false };
    } catch (error) {
      if (!(error instanceof ModelFailure) || !error.charged) used = { input: 0, output: 0 };
      if (error instanceof BrokenCircuitError)
        return no("the model failed again and again, and is left alone for a while");
      return failure(error instanceof ModelFailure ? `${error.code}: ${error.message}` : "it failed");
    } finally {
      const { reservation } = reserved;
      // Where it cannot be written down, what was set aside counts as spent.
      await ledger.change((spent) => noted(settle(spent, reservation, used, limits))).catch(() => undefined);
    }
  }

  /** Undefined when the ledger cannot be reached. */
  async function setAside(customer: string, most: ModelUsage): Promise<Reserved | undefined> {
    let reserved: Reserved | undefined;
    const step = (spent: Spent): Spent => {
      reserved = reserve(spent, customer, most, limits, now());
      return noted(reserved.ok ? reserved.spent : spent);
    };
    return ledger.change(step).then(
      () => reserved,
      () => undefined,
    );
  }

  function noted(spent: Spent): Spent {
    tokens = spent.tokens;
    return spent;
  }

  function failure(because: string): Advised {
    failed += 1;
    return no(`the model gave no advice: ${because}`);
  }

  return {
    made: { id: prompt.id, version: prompt.version, model: model.name },
    async advise(material, customer) {
      // The same words, redacted, with the same articles under the same prompt: the same question.
      const { request, placeholders } = askModel(material, prompt, { desk, canary: "" });
      const key = createHash("sha256").update(`${request.system}\0${request.user}`).digest("base64url");
      const before = known.get(key);
      if (before !== undefined) return { ok: true, reply: before, placeholders, cached: true };
      if (underWay >= atOnce) return { ok: false, busy: true, because: "the model is busy" };
      underWay += 1;
      try {
        const advised = await ask(material, customer);
        if (advised.ok && material.signals.length === 0) known.set(key, advised.reply);
        return advised;
      } finally {
        underWay -= 1;
      }
    },
    forget() {
      known = lru<string, ModelReply>(REMEMBERED);
    },
    health: () => ({
      model: model.name,
      state: breaker.state === CircuitState.Open ? "resting" : "ok",
      asked,
      failed,
      tokens,
    }),
  };
}

const no = (because: string): Advised => ({ ok: false, busy: false, because });

const SAY = {
  empty: "it answered with nothing",
  not_json: "it answered with something else than JSON",
  wrong_shape: "its answer has not the shape that was asked for",
  told_its_orders: "somebody made it tell its orders; its answer counts for nothing",
  cut_off: "its answer was cut off",
} as const;
