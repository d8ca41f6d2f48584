import { shiftsOf, whoIsOnCall } from "../../../core/oncall/who.ts";
import { escaped } from "../render/markdown.ts";
import { type AppCommand, type Context, optionOf } from "./command.ts";
import { CHAT, FOR_STAFF, named, TEXT, zh } from "./shapes.ts";
import { staffWordsIn } from "./words.ts";

const AHEAD = 14 * 86_400_000;
const OFFERED = 25;

const seconds = (at: number): number => Math.floor(at / 1_000);

/** Who is on call now, until when, and who comes next, in every schedule or in one. */
export const oncall: AppCommand = {
  staff: true,
  definition: {
    name: "oncall",
    type: CHAT,
    ...named("值班"),
    description: "Who is on call, until when, and who is next",
    ...zh("谁在值班、到何时、下一位是谁"),
    ...FOR_STAFF,
    options: [
      {
        type: TEXT,
        name: "schedule",
        ...named("排班"),
        description: "One of the schedules; all when left out",
        ...zh("某个排班；留空则显示全部"),
        max_length: 40,
        autocomplete: true,
      },
    ],
  },
  async run({ bot, interaction }) {
    const say = staffWordsIn(interaction.locale);
    const only = optionOf(interaction, "schedule");
    const at = bot.now();
    const roster = await bot.desk.roster();
    const current = whoIsOnCall(bot.policy(), roster, at).filter(
      ({ schedule }) => only === undefined || schedule === only,
    );
    if (current.length === 0) return say.noSchedules;
    const ahead = shiftsOf(bot.policy(), roster, { from: at, until: at + AHEAD }, only);
    const lines = current.map(({ schedule, person, until }) => {
      const shifts = ahead.find((it) => it.schedule === schedule)?.shifts ?? [];
      const next = shifts.find((it) => it.from > at && it.person !== person);
      const who = person === null ? say.nobodyOnCall : nameOf(bot, person);
      const ends = until === null ? "" : ` ${say.until(seconds(until))}`;
      const comes = next === undefined ? say.nobodyNext : say.next(nameOf(bot, next.person), seconds(next.from));
      return `**${escaped(schedule)}**: ${who}${ends}\n-# ${comes}`;
    });
    return lines.join("\n");
  },
  complete: async ({ bot }, typed) =>
    Object.keys(bot.policy().config.schedules)
      .filter((it) => it.includes(typed.trim().toLowerCase()))
      .slice(0, OFFERED)
      .map((it) => ({ name: it, value: it })),
};

const nameOf = (bot: Context["bot"], person: string): string =>
  escaped(bot.policy().config.people[person]?.name ?? person);
