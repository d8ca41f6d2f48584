import { ask, askTheDesk } from "./ask.ts";
import type { AppCommand } from "./command.ts";
import { desk, kb, markAsAnswer, reportScam, ticket } from "./staff.ts";
import { verifyStaff } from "./verify-staff.ts";

/** Every command that the desk has in Discord. */
export const COMMANDS: AppCommand[] = [ask, askTheDesk, ticket, kb, desk, markAsAnswer, reportScam, verifyStaff];
