import type { FactFinding } from "./outbound/check.ts";

/**
 * A fault: something is broken, so it is thrown. It carries a stable code to branch on, what happened, and what to try next.
 * An expected "no" is not a fault: see Refusal.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly next: string | undefined;

  constructor(code: FaultCode, message: string, options: { next?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.next = options.next;
  }
}

export type FaultCode =
  | "config_invalid"
  | "knowledge_invalid"
  | "usage"
  | "store_full"
  | "store_unavailable"
  | "store_corrupt"
  | "store_version"
  | "store_locked"
  | "unreachable"
  | "unauthorised"
  | "forbidden"
  | "internal";

/** An expected no, as data. `detail` is for people; code branches on `reason`. */
export interface Refusal {
  ok: false;
  reason: RefusalReason;
  detail: string;
  /** With facts_not_known: what was stopped, and the nearest facts. */
  findings?: readonly FactFinding[];
}

export type RefusalReason =
  | "not_found"
  | "already_acknowledged"
  | "already_assigned"
  | "already_resolved"
  | "must_be_kept"
  | "already_open"
  | "conversation_closed"
  | "with_bot"
  | "empty_text"
  | "too_long"
  | "version_changed"
  | "unknown_responder"
  | "already_moderated"
  | "already_undone"
  | "unknown_schedule"
  | "unknown_policy"
  | "no_policy"
  | "bad_span"
  | "not_snoozed"
  | "nothing_held"
  | "not_yours"
  | "nothing_to_change"
  | "reading_budget"
  | "facts_not_known"
  | "no_account"
  | "no_linking"
  | "link_void"
  | "already_asked"
  | "already_frozen"
  | "not_restored"
  | "in_flight";

export const refuse = (reason: RefusalReason, detail: string): Refusal => ({ ok: false, reason, detail });

/** What a process returns to its shell; documented in docs/reference/exit-codes.md, which is generated from this table. */
export const EXIT = {
  ok: { code: 0, means: "it worked" },
  failed: { code: 1, means: "it ran and the answer is no (a refusal, a check that found something)" },
  usage: { code: 2, means: "wrong flags, configuration or articles; nothing was started" },
  unavailable: { code: 3, means: "the store, the desk or the network could not be reached" },
  denied: { code: 4, means: "the token is missing, wrong, revoked or of too low a role" },
  broken: { code: 70, means: "a fault in nightdesk itself; please report it" },
} as const;

const EXIT_OF: Record<FaultCode, number> = {
  config_invalid: EXIT.usage.code,
  knowledge_invalid: EXIT.usage.code,
  usage: EXIT.usage.code,
  store_full: EXIT.unavailable.code,
  store_unavailable: EXIT.unavailable.code,
  store_corrupt: EXIT.unavailable.code,
  store_version: EXIT.unavailable.code,
  store_locked: EXIT.unavailable.code,
  unreachable: EXIT.unavailable.code,
  unauthorised: EXIT.denied.code,
  forbidden: EXIT.denied.code,
  internal: EXIT.broken.code,
};

/** The exit code for anything thrown. */
export const exitCode = (error: unknown): number => (error instanceof Fault ? EXIT_OF[error.code] : EXIT.broken.code);
