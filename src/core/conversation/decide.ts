import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import { samePlace } from "./audience.ts";
import type { ReplyCommand } from "./commands.ts";
import type { Conversation, ConversationCommand, ConversationEvent } from "./conversation.ts";
import { correct, takeBack } from "./correct.ts";
import { releaseDue, withhold } from "./hold.ts";
import { sendMacro } from "./macro.ts";
import { tellOfOutage } from "./outage.ts";
import { noticeText, type Voice } from "./phrases.ts";
import type { Place } from "./place.ts";
import { link, linkFailed, placeGone } from "./privacy.ts";
import { raise } from "./raise.ts";
import { type Context, receive } from "./receive.ts";
import { warnOfRisk } from "./risk.ts";
import { stoppedBy } from "./stopped.ts";

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
      return reply(command, state, context.now);
    case "take-back":
      return takeBack(command, state, context.policy);
    case "forget": {
      const places = state.places.map(({ channel, thread }) => ({ channel, thread }));
      return decided({ event: { type: "erased", places } });
    }
    case "withhold":
      return withhold(command.by, state);
    case "deadline":
      return releaseDue(state, context.now);
    case "notify":
      return notify(command, state, context.policy);
    case "send-macro":
      return sendMacro(command, state, context.policy);
    case "warn-of-risk":
      return warnOfRisk(state, context.policy);
    case "outage-news":
      return tellOfOutage(command, state);
    case "feedback":
      return feedback(command.helpful, state, context.policy);
    case "correct":
      return correct(command, state);
    case "raise":
      return raise(command, state, context);
    case "amend":
      return amend(command, state);
    case "link":
      return command.side === "staff" ? showStaff(command.place, state) : link(command.place, state, context.policy);
    case "link-failed":
      return linkFailed(command.busy === true, state, context.policy);
    case "place-gone":
      return placeGone(command, state);
  }
}

function reply(
  { by, text, from, redacted, findings = [], override, externalId, hold = 0 }: ReplyCommand,
  state: Started,
  now: Instant,
): Decision<ConversationEvent> {
  if (state.state === "closed")
    return refuse("conversation_closed", "the conversation is closed; reopen its ticket first");
  if (state.state === "with_bot")
    return refuse("with_bot", "the conversation is with the bot; there is no ticket to answer");
  if (text.trim() === "") return refuse("empty_text", "there is nothing to send");
  const stopped = stoppedBy(findings, override);
  if (stopped !== undefined) return stopped;
  const vouched: Event[] =
    override === undefined || findings.length === 0
      ? []
      : [
          {
            event: { type: "facts.overridden", by, claims: findings.map(({ kind }) => kind) },
            text: override.reason,
          },
        ];
  const author = { side: "responder", name: by } as const;
  const id = externalId === undefined ? {} : { externalId };
  const held = hold > 0 ? { heldUntil: now + hold } : {};
  return decided(...vouched, {
    event: { type: "message.received", from: author, place: from, signals: [], redacted, ...id, ...held },
    text,
  });
}

/** Staff are shown the conversation in one more place; what waits for the customer goes on waiting. */
function showStaff(place: Place, { places }: Started): Decision<ConversationEvent> {
  if (places.some((it) => samePlace(it, place))) return decided();
  return decided({ event: { type: "thread.linked", place, side: "staff", held: [] } });
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

/** Whether an answer helped: a yes ends what the bot was doing, a no says how to go on. With a person it changes nothing. */
function feedback(helpful: boolean, state: Started, { config }: Policy): Decision<ConversationEvent> {
  const rated: Event = { event: { type: "answer.rated", helpful } };
  if (state.state !== "with_bot") return decided(rated);
  const voice: Voice = { desk: config.desk.name, language: state.language, introduced: true };
  const name = helpful ? "solved" : "not_solved";
  const told: Event = {
    event: { type: "notified", notice: name, language: state.language },
    text: noticeText(voice, name, { ticket: "" }),
  };
  return helpful ? decided(rated, told, { event: { type: "closed", reason: "solved" } }) : decided(rated, told);
}

/** The transcript follows what an author makes of their own message; what was answered to it stands. */
function amend(
  { externalId, text, redacted }: Extract<ConversationCommand, { type: "amend" }>,
  state: Started,
): Decision<ConversationEvent> {
  const of = state.said.findLast((said) => said.externalId === externalId)?.content;
  if (of === undefined) return refuse("not_found", "it is not one of the newest messages of the conversation");
  return text === null
    ? decided({ event: { type: "message.deleted", of }, rewrites: of })
    : decided({ event: { type: "message.edited", of, redacted }, text, rewrites: of });
}
