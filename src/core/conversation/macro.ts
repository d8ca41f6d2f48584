import { refuse } from "../errors.ts";
import { fillMacro, macrosIn } from "../macro/macro.ts";
import { checkOutgoing } from "../outbound/check.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided } from "../stream.ts";
import type { Conversation, ConversationCommand, ConversationEvent } from "./conversation.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/** A macro that a rule sends goes out like any reply: what no fact says stops it, and that is recorded. */
export function sendMacro(
  { macro: id, ticket }: Extract<ConversationCommand, { type: "send-macro" }>,
  state: Started,
  { macros, config, known }: Policy,
): Decision<ConversationEvent> {
  if (state.state !== "with_agent" || state.ticket !== ticket.id) return decided();
  const macro = macrosIn(macros, state.language).find((it) => it.id === id);
  if (macro === undefined) return refuse("not_found", `there is no macro “${id}” any more`);
  const { name } = config.desk;
  const values = { "desk.name": name, "responder.name": name, "ticket.number": `T-${ticket.number}` };
  const text = fillMacro(macro, values);
  const checked = checkOutgoing(text, known);
  if (checked.ok) return decided({ event: { type: "macro.sent", macro: id, language: macro.language }, text });
  const claims = [...new Set(checked.findings.map(({ kind }) => kind))];
  return decided({ event: { type: "macro.stopped", macro: id, claims } });
}
