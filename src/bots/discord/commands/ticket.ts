import type { TicketView } from "../../../core/view.ts";
import { escaped } from "../render/markdown.ts";
import { CHANNEL } from "../translate.ts";
import { type AppCommand, optionOf, outcome, subcommandOf } from "./command.ts";
import { findTicket } from "./find-ticket.ts";
import { CHAT, FOR_STAFF, named, number, sub, TEXT, text, zh } from "./shapes.ts";
import { type StaffWords, staffWordsIn } from "./words.ts";

/** Sends what no fact says. */
const reason = {
  type: TEXT,
  name: "reason",
  ...named("理由"),
  description: "Sends what no fact says all the same; the history keeps why",
  ...zh("仍然发送没有事实依据的内容；理由会保存在记录中"),
  max_length: 500,
};

const why = {
  type: TEXT,
  name: "reason",
  ...named("理由"),
  description: "Why you read it; the audit log keeps it with your name",
  ...zh("查看理由；审计日志会连同您的姓名一起保存"),
  max_length: 500,
};

export const ticket: AppCommand = {
  staff: true,
  definition: {
    name: "ticket",
    type: CHAT,
    description: "Read and work on a ticket",
    ...zh("查看和处理工单"),
    ...FOR_STAFF,
    options: [
      sub("show", "What was said", "查看内容", [number, why]),
      sub("reply", "Answer the customer", "回复客户", [
        number,
        text("What the customer reads", "客户看到的内容"),
        reason,
      ]),
      sub("take", "It is yours", "接手", [number]),
      sub("note", "Write what the customer never sees", "内部备注", [number, text("The note", "备注")]),
      sub("resolve", "Settle it", "解决", [number, text("What settled it", "解决说明")]),
    ],
  },
  async run({ bot, interaction, by }) {
    const say = staffWordsIn(interaction.locale);
    const wanted = Number(optionOf(interaction, "number") ?? "0");
    const found = await bot.store.ticket({ number: wanted });
    if (found === undefined) return say.noTicket(wanted);
    const said = optionOf(interaction, "text") ?? "";
    const once = { once: { channel: CHANNEL, externalId: `i${interaction.id}` } };
    const { id: stream, conversation } = found;
    const { desk } = bot;
    switch (subcommandOf(interaction)) {
      case "reply": {
        const why = optionOf(interaction, "reason");
        const override = why === undefined ? undefined : { reason: why };
        const command = { type: "reply", by, text: said, from: null, redacted: 0, override } as const;
        return outcome(
          await desk.execute({ to: "conversation", stream: conversation, command }, once),
          say.sent,
          interaction,
        );
      }
      case "take": {
        const command = { type: "assign", by, to: by } as const;
        return outcome(await desk.execute({ to: "ticket", stream, command }, once), say.yours(wanted), interaction);
      }
      case "note": {
        const command = { type: "note", by, text: said } as const;
        return outcome(await desk.execute({ to: "ticket", stream, command }, once), say.noted, interaction);
      }
      case "resolve": {
        const command = { type: "resolve", by, text: said } as const;
        return outcome(await desk.execute({ to: "ticket", stream, command }, once), say.resolved(wanted), interaction);
      }
      default: {
        const reader = { name: by, role: null, door: CHANNEL };
        const read = await desk.audit.readTicket(wanted, reader, optionOf(interaction, "reason"));
        return read.ok ? shown(read.view, say) : escaped(read.detail);
      }
    }
  },
  complete: findTicket,
};

function shown({ ticket: it, transcript }: TicketView, say: StaffWords) {
  const due = it.dueAt === null ? "" : `, ${say.due(it.dueKind ?? "", Math.floor(it.dueAt / 1_000))}`;
  const head = `**T-${it.number}** ${it.priority} ${say.states[it.state]}, ${it.owner === null ? say.nobodys : escaped(it.owner)}${due}`;
  const lines = transcript.slice(-8).map(({ author, text: said }) => {
    const who = author.side === "responder" ? author.name : say.sides[author.side];
    return `**${escaped(who)}**: ${said === null ? say.erased : escaped(said)}`;
  });
  return [head, ...lines].join("\n");
}
