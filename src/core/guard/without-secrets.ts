import { cleanText } from "../text.ts";
import { screen } from "./screen.ts";

/** A responder may write where to reach the desk or the customer. */
const RESPONDERS_MAY = ["email", "phone"] as const;

/** A responder's words pass the guard as well: nobody may store a customer's seed phrase by quoting it. */
export function withoutSecrets<Command extends { type: string }>(command: Command): Command {
  if (!("text" in command) || typeof command.text !== "string") return command;
  const { clean, redacted } = screen(cleanText(command.text), { keep: RESPONDERS_MAY });
  return { ...command, text: clean, ...("redacted" in command ? { redacted } : {}) };
}
