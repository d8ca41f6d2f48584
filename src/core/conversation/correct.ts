import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Conversation, ConversationCommand, ConversationEvent } from "./conversation.ts";
import { noticeText, type Voice } from "./phrases.ts";
import { stoppedBy } from "./stopped.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/** A responder changes what they told the customer, wherever they said it; the facts are asked as for a new reply. */
export function correct(
  { by, of, text, redacted, findings = [], override }: Extract<ConversationCommand, { type: "correct" }>,
  { said }: Started,
): Decision<ConversationEvent> {
  const known = said.findLast(
    (it) =>
      it.from.side === "responder" && ("content" in of ? it.content === of.content : it.externalId === of.externalId),
  );
  if (known === undefined || known.from.side === "customer")
    return refuse("not_found", "it is not one of the newest replies of the conversation");
  if (known.from.name !== by) return refuse("not_yours", `${known.from.name} wrote it; write a reply of your own`);
  if (text.trim() === "") return refuse("empty_text", "there is nothing to say instead");
  const stopped = stoppedBy(findings, override);
  if (stopped !== undefined) return stopped;
  const edited: Emitted<ConversationEvent> = {
    event: { type: "message.edited", of: known.content, redacted, by },
    text,
    rewrites: known.content,
  };
  if (override === undefined || findings.length === 0) return decided(edited);
  const claims = findings.map(({ kind }) => kind);
  return decided({ event: { type: "facts.overridden", by, claims }, text: override.reason }, edited);
}

/** What the customer may have read is gone from the transcript and its copies, and they are told so. */
export function takeBack(
  { by, externalId }: Extract<ConversationCommand, { type: "take-back" }>,
  state: Started,
  { config }: Policy,
): Decision<ConversationEvent> {
  const of = state.said.findLast((it) => it.from.side === "responder" && it.externalId === externalId)?.content;
  if (of === undefined) return refuse("not_found", "it is not one of the newest replies of the conversation");
  if (state.state !== "with_agent")
    return refuse("conversation_closed", "the conversation is closed; reopen its ticket first");
  const voice: Voice = { desk: config.desk.name, language: state.language, introduced: true };
  return decided<ConversationEvent>(
    { event: { type: "message.deleted", of }, rewrites: of },
    {
      event: { type: "notified", notice: "taken_back", language: state.language },
      text: noticeText(voice, "taken_back", { ticket: "", name: by }),
    },
  );
}
