import { escalate, markAsAnswer, reportScam } from "./about-message.ts";
import { ask, askTheDesk, freeze } from "./ask.ts";
import type { AppCommand } from "./command.ts";
import { desk } from "./desk.ts";
import { incident } from "./incident.ts";
import { kb } from "./kb.ts";
import { oncall } from "./oncall.ts";
import { ticket } from "./ticket.ts";
import { verifyStaff } from "./verify-staff.ts";

/** Every command that the desk has in Discord; at most five of them act on a message. */
export const COMMANDS: AppCommand[] = [
  ask,
  freeze,
  verifyStaff,
  ticket,
  oncall,
  incident,
  kb,
  desk,
  askTheDesk,
  reportScam,
  escalate,
  markAsAnswer,
];
