import { formatDuration } from "../../../core/time.ts";
import { escaped } from "../render/markdown.ts";
import type { AppCommand } from "./command.ts";
import { CHAT, FOR_STAFF, sub, zh } from "./shapes.ts";
import { staffWordsIn } from "./words.ts";

const MARKS = { ready: "🟢", connecting: "🟡", degraded: "🟠", dead: "🔴" };

/** How the desk is: what waits, what is late, and each chat platform with what to do about one that is dead. */
export const desk: AppCommand = {
  staff: true,
  definition: {
    name: "desk",
    type: CHAT,
    description: "The support desk itself",
    ...zh("客服台"),
    ...FOR_STAFF,
    options: [sub("status", "Channels, queue and what was not delivered", "各渠道、队列及未送达情况", [])],
  },
  async run({ bot, interaction }) {
    const say = staffWordsIn(interaction.locale);
    const { tickets, effects, outboxLag } = await bot.store.counts(bot.now());
    const { items } = await bot.store.tickets({ states: ["open", "pending"], limit: 500 });
    const count = (is: (it: (typeof items)[number]) => boolean) => items.filter(is).length;
    const paging = count(({ escalation }) => escalation === "paging" || escalation === "exhausted");
    const nobody = count(({ escalation }) => escalation === "nobody");
    return [
      say.tickets(tickets.open, tickets.pending),
      say.overdue(count(({ breached, dueAt }) => breached || (dueAt !== null && dueAt < bot.now()))),
      say.pages(paging + nobody, nobody),
      say.waiting(effects.pending + effects.leased, outboxLag > 0 ? formatDuration(outboxLag) : null),
      say.lost(effects.dead),
      ...bot.connections().map(({ name, state, detail, next }) => {
        const why = detail === undefined ? "" : `, ${escaped(detail)}`;
        return `${MARKS[state]} ${say.channel(escaped(name), state)}${why}${next === undefined ? "" : `\n-# ${escaped(next)}`}`;
      }),
    ].join("\n");
  },
};
