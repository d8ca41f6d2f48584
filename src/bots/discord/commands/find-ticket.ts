import { excerpt } from "../../../core/text.ts";
import type { AppCommand } from "./command.ts";

const SHOWN = 25;

/** Live tickets whose number or subject has what was typed, most urgent first. */
export const findTicket: NonNullable<AppCommand["complete"]> = async ({ bot, by }, typed) => {
  await bot.desk.audit.note({ name: by, role: null, door: "discord" }, "tickets.listed");
  const { items } = await bot.store.tickets({ states: ["open", "pending"], limit: 100 });
  return items
    .filter(({ number, subject }) => `T-${number} ${subject ?? ""}`.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, SHOWN)
    .map((it) => ({ name: excerpt(`T-${it.number} ${it.priority} ${it.subject ?? ""}`, 100), value: it.number }));
};
