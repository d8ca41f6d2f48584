import { freezeInWords } from "../../../core/incident/order.ts";
import type { TicketRow } from "../../../core/ports.ts";
import { excerpt } from "../../../core/text.ts";
import { escaped } from "../render/markdown.ts";
import { CHANNEL } from "../translate.ts";
import { type AppCommand, type Context, optionOf, outcome, subcommandOf } from "./command.ts";
import { findTicket } from "./find-ticket.ts";
import { CHAT, FOR_STAFF, named, number, sub, TEXT, text, zh } from "./shapes.ts";
import { type StaffWords, staffWordsIn } from "./words.ts";

const LISTED = 15;

/** Tickets about accounts in danger: those that are open, and a ticket whose customer turns out to be in danger. */
export const incident: AppCommand = {
  staff: true,
  definition: {
    name: "incident",
    type: CHAT,
    ...named("安全事件"),
    description: "Accounts in danger",
    ...zh("账户安全事件"),
    ...FOR_STAFF,
    options: [
      sub("list", "Open security tickets, most urgent first", "未结的安全工单", []),
      sub(
        "open",
        "The account of a ticket's customer is in danger: open a security ticket",
        "客户账户有危险：创建安全工单",
        [number, text("Why you think so; the customer does not see it", "原因；客户看不到")],
      ),
      sub("freeze", "Freeze the account of a ticket's customer, at once", "立即冻结工单客户的账户", [
        number,
        text("Why; the customer does not see it", "原因；客户看不到"),
        {
          type: TEXT,
          name: "account",
          ...named("账户"),
          description: "The account at the exchange, where none is linked",
          ...zh("交易所账户编号；已关联时不必填写"),
          max_length: 80,
        },
      ]),
    ],
  },
  run: (context) => (RUNS[subcommandOf(context.interaction)] ?? list)(context),
  complete: findTicket,
};

/** Of the category or the team "security", whoever saw the danger first. */
async function list({ bot, interaction }: Context): Promise<string> {
  const say = staffWordsIn(interaction.locale);
  const { items } = await bot.store.tickets({ states: ["open", "pending"], limit: 500 });
  const found = items.filter(({ category, team }) => category === "security" || team === "security").slice(0, LISTED);
  if (found.length === 0) return say.noIncidents;
  return found.map((it) => line(it, say)).join("\n");
}

function line(
  it: { number: number; priority: string; state: TicketRow["state"]; owner: string | null; subject: string | null },
  say: StaffWords,
): string {
  const owner = it.owner === null ? say.nobodys : escaped(it.owner);
  return `**T-${it.number}** ${it.priority} ${say.states[it.state]}, ${owner}: ${escaped(excerpt(it.subject ?? say.erased, 80))}`;
}

async function open({ bot, interaction, by }: Context): Promise<string> {
  const say = staffWordsIn(interaction.locale);
  const wanted = Number(optionOf(interaction, "number") ?? "0");
  const ticket = await bot.store.ticket({ number: wanted });
  if (ticket === undefined) return say.noTicket(wanted);
  const command = { type: "raise", by, reason: "security", text: optionOf(interaction, "text") ?? "" } as const;
  const once = { channel: CHANNEL, externalId: `i${interaction.id}` };
  const done = await bot.desk.execute({ to: "conversation", stream: ticket.conversation, command }, { once });
  return outcome(done, say.declared, interaction);
}

/** One of the staff is enough; the back office is told at once. */
async function freeze({ bot, interaction, by }: Context): Promise<string> {
  const say = staffWordsIn(interaction.locale);
  const wanted = Number(optionOf(interaction, "number") ?? "0");
  const ticket = await bot.store.ticket({ number: wanted });
  if (ticket === undefined) return say.noTicket(wanted);
  const account = optionOf(interaction, "account");
  const words = `${account === undefined ? "" : `account:${account} `}${optionOf(interaction, "text") ?? ""}`;
  const once = { channel: CHANNEL, externalId: `i${interaction.id}` };
  return outcome(await bot.desk.execute(freezeInWords(ticket, by, words), { once }), say.freezing(wanted), interaction);
}

const RUNS: Record<string, (context: Context) => Promise<string>> = { list, open, freeze };
