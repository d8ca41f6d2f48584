import type { KeyObject } from "node:crypto";
import type { NewEvent, StreamId } from "../ports.ts";
import { type AuditRecord, canonical, sha256 } from "./entry.ts";
import { auditedStream } from "./pseudonym.ts";

/** Events that name somebody who did not do them just now: what follows from another, and what customers ask. */
const NOBODYS: ReadonlySet<string> = new Set([
  "staff.verified",
  "acknowledgement.expired",
  "responder.replied",
  "triage.suggested",
  "incident.reported",
  "customer.told",
  "oversight.reported",
]);
/** Names under which nobody of the staff acts. */
const NOT_STAFF: ReadonlySet<string> = new Set(["customer", "desk"]);

/** What an entry says beside who and what. None of it is ever about a customer. */
const SAID = ["to", "priority", "schedule", "person", "clock", "target", "policy", "action"] as const;

/** Under whose name an event happened; null for what the desk itself or a customer did. */
function actorOf(event: Readonly<Record<string, unknown>>): string | null {
  const { type, by, from } = event;
  if (NOBODYS.has(String(type))) return null;
  if (typeof by === "string") return NOT_STAFF.has(by) ? null : by;
  const author = from as { side?: unknown; name?: unknown } | undefined;
  return author?.side === "responder" && typeof author.name === "string" ? author.name : null;
}

/** Who a customer is can be erased: the log, which cannot, is bound to all else. */
function withoutCustomer(data: { type: string }): object {
  const { customer: _, ...rest } = data as { type: string; customer?: unknown };
  return rest;
}

/** What the audit log says of a commit: one record for each thing that a person of the staff did. */
export function actionsIn(
  { stream, events, after }: { stream: StreamId; events: readonly NewEvent[]; after: number },
  { door, key }: { door: string; key: KeyObject },
): AuditRecord[] {
  return events.flatMap(({ at, data, content }, i) => {
    const event = data as Readonly<Record<string, unknown>>;
    const actor = actorOf(event);
    if (actor === null) return [];
    const said = SAID.flatMap((name) => (typeof event[name] === "string" ? [[name, event[name]] as const] : []));
    const action = data.type === "message.received" ? "reply.sent" : data.type;
    const on = auditedStream(stream, key);
    // The digest binds the event to the log: whoever changes it afterwards contradicts what is signed.
    const more = {
      ...Object.fromEntries(said),
      event: after + i + 1,
      digest: sha256(canonical(withoutCustomer(data))),
    };
    return [{ at, actor, role: null, door, action, on, reason: content, more }];
  });
}
