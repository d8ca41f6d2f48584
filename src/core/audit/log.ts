import type { Content } from "../ports.ts";
import type { Instant } from "../time.ts";
import type { AuditHead, AuditRecord, AuditRow } from "./entry.ts";

export interface AuditQuery {
  /** Only entries after this number, in their order; with `newest` those before it, newest first. */
  after?: number | undefined;
  newest?: boolean | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  since?: Instant | undefined;
  /** 1 to 10,000. */
  limit: number;
}

/** The append-only part of the store: nothing in it is ever changed or removed, and the engines refuse to. */
export interface AuditLog {
  /** Adds to the end; resolves when durable, and lands together with what else waits. `contents`: reasons, which can be erased. */
  record(records: AuditRecord[], contents?: Content[]): Promise<AuditRow[]>;
  auditHead(): Promise<AuditHead>;
  auditRows(query: AuditQuery): Promise<AuditRow[]>;
  /** Each thing that somebody did something to since, once. */
  auditSubjects(query: { actor: string; action: string; since: Instant }): Promise<string[]>;
}
