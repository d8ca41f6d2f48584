import { freezeInWords } from "../../core/incident/order.ts";
import type { TicketListItem } from "../../core/ports.ts";
import type { Executed, Once } from "../../core/run.ts";
import type { TicketView } from "../../core/view.ts";
import type { DeskCommandOfSlack } from "./commands.ts";
import { line } from "./lines.ts";
import { escaped } from "./mrkdwn.ts";
import type { SlackPorts, Staff } from "./ports.ts";

const NUMBER = /^\s*(?:T-|#)?(\d{1,9})(?:\s+([\s\S]*))?$/i;

/** The ticket that the first word names, and the words after it; or what to say when there is none. */
async function namedTicket(
  words: string,
  store: SlackPorts["store"],
): Promise<{ ticket: TicketListItem; rest: string } | string> {
  const [, digits, rest = ""] = NUMBER.exec(words) ?? [];
  if (digits === undefined) return "Which ticket? It has a number such as T-142.";
  const ticket = await store.ticket({ number: Number(digits) });
  return ticket === undefined ? `There is no ticket T-${Number(digits)}.` : { ticket, rest: rest.trim() };
}

/** What was said in it, for somebody of the staff; the words after the ticket are their reason. */
export async function viewed(
  words: string,
  { name }: Staff,
  { store, desk }: Pick<SlackPorts, "store" | "desk">,
): Promise<TicketView | string> {
  const found = await namedTicket(words, store);
  if (typeof found === "string") return found;
  const read = await desk.audit.readTicket(found.ticket.number, { name, role: null, door: "slack" }, found.rest);
  return read.ok ? read.view : escaped(`Not shown: ${read.detail}.`);
}

/** A command that changes a ticket: it names one and says something. Sent to us twice, it is carried out once. */
const acting = (
  usage: string,
  says: string,
  run: (
    found: { ticket: TicketListItem },
    words: string,
    staff: Staff,
    desk: SlackPorts["desk"],
    once: Once,
  ) => Promise<Executed>,
  done: (number: number) => string,
): DeskCommandOfSlack => ({
  usage,
  says,
  async run(words, staff, { store, desk }, once) {
    const found = await namedTicket(words, store);
    if (typeof found === "string") return found;
    if (found.rest === "") return `It goes like this: \`/desk ${usage}\``;
    const result = await run(found, found.rest, staff, desk, once);
    return result.ok ? done(found.ticket.number) : escaped(`Not done: ${result.detail}.`);
  },
});

export const ACTING = {
  reply: acting(
    "reply T-142 TEXT",
    "answer the customer",
    ({ ticket }, text, { name }, desk, once) => {
      const command = { type: "reply", by: name, text, from: null, redacted: 0 } as const;
      return desk.execute({ to: "conversation", stream: ticket.conversation, command }, { once });
    },
    (number) => `Sent to the customer of T-${number}.`,
  ),
  page: acting(
    "page T-142 WHY",
    "page the next step at once, or start an escalation",
    ({ ticket }, text, { name }, desk, once) => {
      const command = { type: "escalate", by: name, policy: null, text } as const;
      return desk.execute({ to: "ticket", stream: ticket.id, command }, { once });
    },
    (number) => `T-${number} is escalated; its card and pages show who is told.`,
  ),
};

export const FREEZE = acting(
  "freeze T-142 [account:ID] WHY",
  "have the back office freeze the customer's account, at once",
  ({ ticket }, words, { name }, desk, once) => desk.execute(freezeInWords(ticket, name, words), { once }),
  (number) =>
    `The back office is told to freeze the account of T-${number}; \`nightdesk incident show INC-${number}\` says when it has.`,
);

const raise = acting(
  "incident T-142 WHY",
  "the customer's account is in danger",
  ({ ticket }, text, { name }, desk, once) => {
    const command = { type: "raise", by: name, reason: "security", text } as const;
    return desk.execute({ to: "conversation", stream: ticket.conversation, command }, { once });
  },
  (number) => `The customer of T-${number} has a security ticket now.`,
);

const MOST = 100;

/** Tickets about accounts in danger, whoever saw the danger first. */
export const INCIDENT: DeskCommandOfSlack = {
  usage: "incident [T-142 WHY]",
  says: "accounts in danger; with a ticket and a reason, its customer's account is one",
  async run(words, staff, ports, once) {
    if (words.trim() !== "") return raise.run(words, staff, ports, once);
    await ports.desk.audit.note({ name: staff.name, role: null, door: "slack" }, "tickets.listed");
    const { items } = await ports.store.tickets({ states: ["open", "pending"], limit: MOST });
    const found = items.filter(({ category, team }) => category === "security" || team === "security");
    return found.length === 0 ? "No security ticket is open." : found.map(line).join("\n");
  },
};
