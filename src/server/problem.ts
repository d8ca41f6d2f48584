import { STATUS_CODES } from "node:http";
import type { Context, TypedResponse } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { Fault, type FaultCode, type Refusal, type RefusalReason, refuse } from "../core/errors.ts";
import { screen } from "../core/guard/screen.ts";
import { because } from "../core/outbound/say.ts";
import type { WireProblem } from "./api.ts";
import type { Env, LogEntry } from "./ports.ts";

type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 421 | 422 | 500 | 503;

interface ProblemText {
  /** What to branch on. */
  reason: string;
  detail: string;
  next?: string | undefined;
  findings?: WireProblem["findings"];
}

type Answer<Status extends ProblemStatus> = Response & TypedResponse<WireProblem, Status, "json">;

/** An RFC 9457 problem. `type` is about:blank, because the status and `reason` say all there is. */
export function problem<Status extends ProblemStatus>(
  c: Context<Env>,
  status: Status,
  { reason, detail, next, findings }: ProblemText,
): Answer<Status> {
  const body: WireProblem = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "",
    status,
    // It may quote the request; what is cut short would no longer be recognised, so the guard comes first.
    detail: screen(detail, { keep: ["email", "phone"] }).clean.slice(0, 1_000),
    instance: c.req.path,
    reason,
    ...(next === undefined ? {} : { next }),
    ...(findings === undefined ? {} : { findings }),
    trace_id: c.get("traceId"),
  };
  return c.json(body, status, { "content-type": "application/problem+json" }) as unknown as Answer<Status>;
}

type RefusalStatus = 404 | 409 | 412 | 422;

const STATUS_OF: Record<RefusalReason, RefusalStatus> = {
  not_found: 404,
  version_changed: 412,
  empty_text: 422,
  too_long: 422,
  unknown_responder: 422,
  unknown_schedule: 422,
  unknown_policy: 422,
  no_policy: 409,
  bad_span: 422,
  not_snoozed: 409,
  nothing_held: 409,
  reading_budget: 409,
  not_yours: 409,
  nothing_to_change: 409,
  facts_not_known: 422,
  no_account: 422,
  no_linking: 409,
  link_void: 409,
  already_asked: 409,
  already_frozen: 409,
  not_restored: 409,
  in_flight: 409,
  already_acknowledged: 409,
  already_assigned: 409,
  already_resolved: 409,
  must_be_kept: 409,
  already_open: 409,
  conversation_closed: 409,
  with_bot: 409,
  already_moderated: 409,
  already_undone: 409,
};

/** The desk's no, with its reason. */
export const refused = (c: Context<Env>, { reason, detail, findings }: Refusal): Answer<RefusalStatus> =>
  problem(c, STATUS_OF[reason], {
    reason,
    detail,
    ...(findings === undefined
      ? {}
      : {
          findings: findings.map((it) => ({ ...it, because: because(it) })),
          next: "Say what the fact says, or send it again with override.reason: the reason is kept with your name.",
        }),
  });

const FAULT_STATUS: Partial<Record<FaultCode, ProblemStatus>> = {
  usage: 400,
  store_full: 503,
  store_unavailable: 503,
  unreachable: 503,
};

/** Answers for whatever a route threw. What is not a Fault is a bug: the caller learns only the id under which it is logged. */
export function failed(error: unknown, c: Context<Env>, log: (entry: LogEntry) => void): Response {
  if (error instanceof HTTPException) return unreadable(error, c);
  const at = { trace_id: c.get("traceId"), method: c.req.method, path: c.req.path };
  if (error instanceof Fault) {
    const status = FAULT_STATUS[error.code] ?? 500;
    if (status !== 400) log({ level: "error", message: error.message, code: error.code, ...at });
    if (status === 503) c.header("retry-after", "5");
    return problem(c, status, { reason: error.code, detail: error.message, next: error.next });
  }
  log({ level: "error", message: "a request failed", ...describeBug(error), ...at });
  return problem(c, 500, {
    reason: "internal",
    detail: "Something broke in the desk; nothing was half-written.",
    next: "Try again; if it happens again, look for the trace_id in the desk's log and report it.",
  });
}

/** Where a bug is, without its message: that may quote what a customer wrote. */
export function describeBug(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return { error: error.name, stack: frames.slice(0, 12).join("\n") };
}

function unreadable(error: HTTPException, c: Context<Env>): Response {
  if (error.status === 413) return tooLarge(c);
  if (error.status === 415) {
    return problem(c, 415, {
      reason: "invalid",
      detail: "the body must be JSON",
      next: "Send it with content-type: application/json.",
    });
  }
  return problem(c, 400, { reason: "invalid", detail: error.message });
}

export const tooLarge = (c: Context<Env>): Answer<413> =>
  problem(c, 413, { reason: "too_long", detail: "the body is larger than this route takes" });

type Validated = { success: true } | { success: false; error: z.ZodError; target: string };

/** What people write in their own words: when it is empty or too long, that is a refusal like the desk's own. */
const WRITTEN = ["text", "reason", "override.reason"];

/** Says what a request's validation found. */
export function invalid(result: Validated, c: Context<Env>): Response | undefined {
  if (result.success) return undefined;
  const { issues } = result.error;
  const first = issues[0];
  const field = first?.path.join(".") ?? "";
  if (result.target === "json" && WRITTEN.includes(field)) {
    const max = first?.code === "too_big" ? first.maximum : undefined;
    if (max !== undefined) return refused(c, refuse("too_long", `${field} may have at most ${max} characters`));
    if (first?.code === "too_small") return refused(c, refuse("empty_text", `${field} is empty`));
  }
  const detail = issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
  return problem(c, 400, { reason: "invalid", detail: `${result.target}: ${detail}` });
}
