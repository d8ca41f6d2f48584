import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { ContentRef } from "../ports.ts";
import type { Instant } from "../time.ts";

/** Something that an auditor may ask about. It never holds personal text: a reason is a content, which can be erased. */
export interface AuditRecord {
  at: Instant;
  /** Whose name it was done under; a stranger is a pseudonym (see pseudonym.ts), the desk itself is “nightdesk”. */
  actor: string;
  /** The role of the token, where there was one. */
  role: string | null;
  /** Where it came in: api, slack, discord, cli, outbox, desk. */
  door: string;
  /** Such as ticket.read, access.refused, config.changed, or the type of the event that the action became. */
  action: string;
  /** What it was done to: a stream, a route, a file's name. Customers are pseudonyms. */
  on: string | null;
  reason: ContentRef | null;
  /** Ids, counts and digests that say more. */
  more: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** A record in its place in the chain. */
export interface AuditEntry extends AuditRecord {
  /** 1 for the first, without gaps. */
  seq: number;
  /** Hash of the entry before it; GENESIS for the first. Hexadecimal. */
  prev: string;
}

/** An entry as the store keeps it: `body` is its canonical JSON (RFC 8785), `hash` the SHA-256 of that. The rest only serves lists. */
export interface AuditRow {
  seq: number;
  at: Instant;
  actor: string;
  action: string;
  subject: string | null;
  body: string;
  hash: string;
}

/** What an append-only log was at a moment. */
export interface AuditHead {
  size: number;
  hash: string;
}

export const GENESIS: string = "0".repeat(64);
export const emptyLog: AuditHead = { size: 0, hash: GENESIS };

/** The same value always gives the same bytes: RFC 8785. @throws for what JSON cannot say exactly, such as NaN. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("there is no JSON for undefined");
  return text;
}

export const sha256 = (text: string): string => hash("sha256", text, "hex");

/** Puts records at the end of the log. */
export function chained(records: readonly AuditRecord[], head: AuditHead): AuditRow[] {
  let { size, hash: prev } = head;
  return records.map((record) => {
    size += 1;
    const entry: AuditEntry = { ...record, seq: size, prev };
    const body = canonical(entry);
    prev = sha256(body);
    const { at, actor, action, on } = record;
    return { seq: size, at, actor, action, subject: on, body, hash: prev };
  });
}

/** The entry that a row holds. */
export const entryOf = ({ body }: AuditRow): AuditEntry => JSON.parse(body) as AuditEntry;
