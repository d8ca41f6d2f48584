import { type Refusal, refuse } from "../errors.ts";
import type { FactFinding } from "../outbound/check.ts";
import { sayFinding } from "../outbound/say.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Conversation, ConversationCommand, ConversationEvent, ReplyCommand } from "./conversation.ts";
import { noticeText, type Voice } from "./phrases.ts";
import { type Context, receive } from "./receive.ts";

type Event = Emitted<ConversationEvent>;
type Started = Exclude<Conversation, { state: "none" }>;

/** Decides a command against a conversation. Pure: the same command, state, time and policy give the same events. */
export function decide(
  command: ConversationCommand,
  state: Conversation,
  context: Context,
): Decision<ConversationEvent> {
  if (state.state === "none") {
    return command.type === "receive"
      ? receive(command, state, context)
      : refuse("not_found", "there is no such conversation");
  }
  switch (command.type) {
    case "receive":
      return receive(command, state, context);
    case "reply":
      return reply(command, state);
    case "notify":
      return notify(command, state, context.policy);
    case "link":
      return link(command, state);
  }
}

function reply(
  { by, text, from, redacted, findings = [], override }: ReplyCommand,
  state: Started,
): Decision<ConversationEvent> {
  if (state.state === "closed")
    return refuse("conversation_closed", "the conversation is closed; reopen its ticket first");
  if (state.state === "with_bot")
    return refuse("with_bot", "the conversation is with the bot; there is no ticket to answer");
  if (text.trim() === "") return refuse("empty_text", "there is nothing to send");
  if (findings.length > 0 && override === undefined) return stopped(findings);
  if (override !== undefined && override.reason.trim() === "")
    return refuse("empty_text", "an override needs its reason");
  const vouched: Event[] =
    override === undefined || findings.length === 0
      ? []
      : [
          {
            event: { type: "facts.overridden", by, claims: findings.map(({ kind }) => kind) },
            text: override.reason,
          },
        ];
  return decided(...vouched, {
    event: { type: "message.received", from: { side: "responder", name: by }, place: from, signals: [], redacted },
    text,
  });
}

function stopped(findings: readonly FactFinding[]): Refusal {
  const list = findings.slice(0, MOST_SAID).map((finding) => sayFinding(finding));
  const more = findings.length > MOST_SAID ? [`and ${findings.length - MOST_SAID} more`] : [];
  return { ...refuse("facts_not_known", `not sent: ${[...list, ...more].join("; ")}`), findings };
}

const MOST_SAID = 5;

function link(
  { place, side }: Extract<ConversationCommand, { type: "link" }>,
  { places }: Started,
): Decision<ConversationEvent> {
  const there = places.some((it) => it.channel === place.channel && it.thread === place.thread);
  return there ? decided() : decided({ event: { type: "thread.linked", place, side } });
}

/** What the ticket's life means for the customer, said in the conversation. News of a ticket that no longer holds it is dropped. */
function notify(
  { notice: name, ticket, ...details }: Extract<ConversationCommand, { type: "notify" }>,
  state: Started,
  { config }: Policy,
): Decision<ConversationEvent> {
  const holds = state.state === "with_agent" && state.ticket === ticket.id;
  const elsewhere = state.state === "with_agent" && !holds;
  if (elsewhere || (!holds && name !== "ticket_reopened")) return decided();
  const voice: Voice = { desk: config.desk.name, language: state.language, introduced: state.introduced };
  const event: Event = {
    event: { type: "notified", notice: name, language: state.language },
    text: noticeText(voice, name, { ticket: `T-${ticket.number}`, ...details }),
  };
  const before: Event[] = holds ? [] : [{ event: { type: "resumed", ticket: ticket.id } }];
  const after: Event[] = name === "resolved" ? [{ event: { type: "closed", reason: "ticket resolved" } }] : [];
  return decided(...before, event, ...after);
}
