import { refuse } from "../errors.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Conversation, ConversationCommand, ConversationEvent } from "./conversation.ts";
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
