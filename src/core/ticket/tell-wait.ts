import type { ConversationCommand } from "../conversation/conversation.ts";
import type { Store } from "../ports.ts";
import type { Instant, Millis } from "../time.ts";
import { expectedWait, LOOKED_AT } from "./wait.ts";

/** Who was answered before that was answered by another team on other days. */
const RECENT: Millis = 7 * 86_400_000;
/** To know how many were ahead of the oldest of those that are looked at, as many more are read. */
const READ = 2 * LOOKED_AT;

type Notify = Extract<ConversationCommand, { type: "notify" }>;

/** Adds what the line says to a notice that tells the customer how long it takes; whoever reopens a ticket stands at the end of it. */
export async function withWait(
  command: Notify,
  { store, now, busy }: { store: Pick<Store, "ticket" | "line">; now: Instant; busy(): Promise<boolean> },
): Promise<Notify> {
  const { wait } = command;
  const ticket = wait === undefined ? undefined : await store.ticket({ id: command.ticket.id });
  if (wait === undefined || ticket === undefined) return command;
  const { team, priority, number } = ticket;
  const openedAt = command.notice === "ticket_opened" ? ticket.openedAt : now;
  const line = await store.line({ team, priority, openedAt, number, since: now - RECENT, limit: READ });
  const expected = expectedWait(line, { priority, now, calendar: wait.calendar });
  return { ...command, wait: { ...wait, expected, busy: await busy() } };
}
