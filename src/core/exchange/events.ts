import { z } from "zod";
import { customerStream } from "../customer/customer.ts";
import type { DeskCommand } from "../desk-command.ts";
import { claimIn } from "../identity/token.ts";
import type { ExchangeAnswer } from "../incident/incident.ts";
import { streamOfAction } from "../incident/incident.ts";
import { RISK_EVENTS, RISKS, type RiskEventType } from "../risk/risk.ts";
import type { Instant } from "../time.ts";

const envelope = z.object({ type: z.string().min(1).max(80), data: z.unknown() });
const settled = z.object({ action: z.string().max(120), reason: z.string().max(300).default("it gives no reason") });

/** How the back office says later how an order went. */
const ANSWERS: Record<string, (reason: string) => ExchangeAnswer> = {
  "freeze.confirmed": () => ({ answer: "confirmed" }),
  "restore.confirmed": () => ({ answer: "confirmed" }),
  "freeze.failed": (because) => ({ answer: "refused", because }),
  "restore.failed": (because) => ({ answer: "refused", because }),
};

export type ReadEvent =
  | { ok: true; command: DeskCommand }
  /** `unknown`: of a type that means nothing here. */
  | { ok: false; because: "malformed" | "unknown" };

/** What a verified event of the exchange asks of the desk. */
export function readExchangeEvent(body: string, now: Instant): ReadEvent {
  const parsed = envelope.safeParse(json(body));
  if (!parsed.success) return { ok: false, because: "malformed" };
  if (parsed.data.type === "identity.linked") return linked(parsed.data.data);
  const what = RISK_EVENTS.find((it) => it === parsed.data.type);
  if (what !== undefined) return observed(what, parsed.data.data, now);
  const answer = Object.hasOwn(ANSWERS, parsed.data.type) ? ANSWERS[parsed.data.type] : undefined;
  if (answer === undefined) return { ok: false, because: "unknown" };
  const data = settled.safeParse(parsed.data.data);
  const stream = data.success ? streamOfAction(data.data.action) : undefined;
  if (!data.success || stream === undefined) return { ok: false, because: "malformed" };
  const { action, reason } = data.data;
  const command = { type: "exchange-answered", action, answer: answer(reason) } as const;
  return { ok: true, command: { to: "incident", stream, command } };
}

const accountId = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/);
const signedIn = z.object({ token: z.string().max(1_000), account: accountId });

/** Somebody followed a link and signed in. Whether the token is the desk's own and still counts, the customer's stream decides. */
function linked(given: unknown): ReadEvent {
  const data = signedIn.safeParse(given);
  const customer = data.success ? claimIn(data.data.token)?.customer : undefined;
  if (!data.success || customer === undefined) return { ok: false, because: "malformed" };
  const { token, account } = data.data;
  return {
    ok: true,
    command: { to: "customer", stream: customerStream(customer), command: { type: "link", token, account } },
  };
}

const decimal = z.string().regex(/^\d{1,30}(\.\d{1,30})?$/);
const happened = z.object({
  account: accountId,
  time: z.iso.datetime({ offset: true }).optional(),
  count: z.int().min(1).max(1_000).default(1),
  amount: decimal.optional(),
  asset: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}$/)
    .optional(),
});

/** Something happened to an account. Whatever else stands in it is left there: the desk keeps no address and no device. */
function observed(what: RiskEventType, given: unknown, now: Instant): ReadEvent {
  const data = happened.safeParse(given);
  if (!data.success) return { ok: false, because: "malformed" };
  const { account, time, count, amount, asset } = data.data;
  const at = time === undefined ? now : Date.parse(time);
  const observed = { what, time: at, count, ...(amount && { amount }), ...(asset && { asset }) };
  return { ok: true, command: { to: "risk", stream: RISKS, command: { type: "observe", account, observed } } };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
