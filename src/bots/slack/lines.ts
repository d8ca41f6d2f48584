import type { TicketListItem } from "../../core/ports.ts";
import { excerpt } from "../../core/text.ts";
import { escaped, moment } from "./mrkdwn.ts";

/** A ticket in one line of mrkdwn. */
export function line({ number, priority, state, subject, owner, dueAt, breached }: TicketListItem): string {
  const clock = dueAt === null ? "" : ` · ${breached ? "⚠ was due" : "due"} ${moment(dueAt)}`;
  return `*T-${number}* ${priority} ${state} · ${escaped(excerpt(subject ?? "(erased)", 80))} · ${escaped(owner ?? "nobody")}${clock}`;
}
