import type { ClientResponse } from "hono/client";
import type { SuccessStatusCode } from "hono/utils/http-status";
import { Fault, type FaultCode, type Refusal, type RefusalReason } from "../core/errors.ts";
import type { WireProblem } from "./api.ts";

type Success<R> =
  R extends ClientResponse<infer Body, infer Status, "json">
    ? Status extends SuccessStatusCode
      ? Body
      : never
    : never;

type Reply = Pick<Response, "ok" | "status"> & { json(): Promise<unknown> };

/** The body of a success. @throws Fault for anything else. */
export async function answer<R extends Reply>(response: R): Promise<Success<R>> {
  if (response.ok) return bodyOf(response);
  throw faultOf(response.status, await problemOf(response));
}

/** The body of a success, or the desk's no. @throws Fault for anything else. */
export async function asked<R extends Reply>(response: R): Promise<({ ok: true } & Success<R>) | Refusal> {
  if (response.ok) {
    return Object.assign({ ok: true as const }, await bodyOf(response));
  }
  const problem = await problemOf(response);
  const reason = REFUSALS.find((it) => it === problem?.reason);
  if (problem === undefined || reason === undefined) throw faultOf(response.status, problem);
  const { detail, findings } = problem;
  return findings === undefined ? { ok: false, reason, detail } : { ok: false, reason, detail, findings };
}

async function bodyOf<R extends Reply>(response: R): Promise<Success<R>> {
  try {
    return (await response.json()) as Success<R>;
  } catch (cause) {
    throw new Fault("unreachable", "the answer breaks off, or is not a desk's", {
      next: "Try again; is this address really a desk's?",
      cause,
    });
  }
}

const REFUSAL_REASONS: Record<RefusalReason, true> = {
  not_found: true,
  already_acknowledged: true,
  already_assigned: true,
  already_resolved: true,
  must_be_kept: true,
  already_open: true,
  conversation_closed: true,
  with_bot: true,
  empty_text: true,
  too_long: true,
  version_changed: true,
  unknown_responder: true,
  already_moderated: true,
  already_undone: true,
  unknown_schedule: true,
  unknown_policy: true,
  no_policy: true,
  bad_span: true,
  not_snoozed: true,
  nothing_held: true,
  not_yours: true,
  nothing_to_change: true,
  reading_budget: true,
  facts_not_known: true,
  no_account: true,
  no_linking: true,
  link_void: true,
  already_asked: true,
  already_frozen: true,
  not_restored: true,
  in_flight: true,
};
const REFUSALS = Object.keys(REFUSAL_REASONS) as RefusalReason[];

/** Nobody answers there. */
export function unreachable(url: string, cause: unknown): Fault {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  return new Fault("unreachable", `${url} ${late ? "does not answer" : "cannot be reached"}`, {
    next: "Is the desk running there? Start it with: nightdesk up",
    cause,
  });
}

/** What a problem means for the caller. */
export function faultOf(status: number, problem: WireProblem | undefined): Fault {
  const {
    detail = `the answer was HTTP ${status} and nothing that could be read`,
    reason,
    next,
    trace_id,
  } = problem ?? {};
  const message = trace_id !== undefined && status >= 500 ? `${detail} (trace ${trace_id})` : detail;
  return new Fault(codeOf(status, reason), message, {
    next: next ?? NEXT[status] ?? "Is this address really a desk's?",
  });
}

const NEXT: Record<number, string> = { 404: "Is this address really a desk's, and as new as this program?" };

const STORE: readonly string[] = [
  "store_full",
  "store_unavailable",
  "store_corrupt",
  "store_version",
  "store_locked",
] satisfies FaultCode[];

function codeOf(status: number, reason: string | undefined): FaultCode {
  if (status === 401) return "unauthorised";
  if (status === 403) return "forbidden";
  if (reason !== undefined && STORE.includes(reason)) return reason as FaultCode;
  if (status === 421 || status === 404 || reason === undefined || status === 503) return "unreachable";
  return status < 500 ? "usage" : "internal";
}

export async function problemOf(response: Reply): Promise<WireProblem | undefined> {
  try {
    const body = await response.json();
    const shaped = typeof body === "object" && body !== null && "reason" in body && "detail" in body;
    return shaped ? (body as WireProblem) : undefined;
  } catch {
    return undefined;
  }
}
