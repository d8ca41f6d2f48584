import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DeskConfig } from "../../core/config/schema.ts";
import type { Exchange, ExchangeOrder } from "../../core/exchange/exchange.ts";
import { accountFactsSchema } from "../../core/exchange/facts.ts";
import type { ExchangeAnswer } from "../../core/incident/incident.ts";
import type { Instant } from "../../core/time.ts";
import type { WebhookKey } from "../../core/webhook/keys.ts";
import { signedHeaders } from "../../core/webhook/standard.ts";
import { type Answered, post } from "./post.ts";

export interface BackOfficePorts {
  /** As the configuration has it at the moment of the call. */
  config(): DeskConfig["exchange"];
  /** What orders are signed with; read anew for each, so that a key is changed without a restart. */
  keys(): Promise<readonly WebhookKey[]>;
  now(): Instant;
}

const answerSchema = z.object({
  status: z.enum(["confirmed", "accepted", "refused"]).default("accepted"),
  reason: z.string().max(300).default("it gives no reason"),
});

/** The operator's back office, by signed webhooks. */
export function backOffice({ config, keys, now }: BackOfficePorts): Exchange {
  /** Asks the back office something, under a name of its own. */
  const say = async (id: string, type: string, data: object, more: Record<string, string> = {}): Promise<Answered> => {
    const exchange = config();
    if (exchange === undefined) throw new Error("no back office is connected");
    const at = now();
    const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
    return post(exchange.url, { ...signedHeaders(id, body, at, await keys()), ...more }, body, exchange);
  };
  return {
    async order({ call, action, attempt, ...data }: ExchangeOrder): Promise<ExchangeAnswer> {
      if (config() === undefined) return { answer: "refused", because: "no back office is connected" };
      const key = { "idempotency-key": action };
      return read(await say(action, `account.${call}`, { action, attempt, ...data }, key));
    },
    async facts(account) {
      const { status, body } = await say(`facts_${randomUUID()}`, "account.facts", { account });
      if (status === 404) return undefined;
      if (status !== 200) throw new Error(`the back office answers ${status}`);
      const facts = accountFactsSchema.safeParse(JSON.parse(body));
      if (!facts.success) throw new Error("the back office answers with what is no account");
      return facts.data;
    },
  };
}

/** A no of the back office is believed; a fault of its own, or of what stands before it, is asked again. */
const AGAIN: ReadonlySet<number> = new Set([404, 408, 425, 429]);

function read({ status, body }: Answered): ExchangeAnswer {
  if (status >= 200 && status < 300) {
    const { status: said, reason } = parsed(body);
    return said === "refused" ? { answer: "refused", because: reason } : { answer: said };
  }
  if (status >= 300 && status < 400) throw new Error(`it answers ${status}, and redirects are not followed`);
  if (status >= 500 || status < 200 || AGAIN.has(status)) throw new Error(`it answers ${status}`);
  return { answer: "refused", because: `HTTP ${status}${body === "" ? "" : `, ${parsed(body).reason}`}` };
}

/** Whoever answers 200 and nothing that can be read has taken it, and has yet to confirm it. */
function parsed(body: string): z.output<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(body));
  } catch {
    return answerSchema.parse({});
  }
}
