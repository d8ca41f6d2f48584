import type { ConversationCommand } from "../conversation/conversation.ts";
import type { Policy } from "../policy.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { Risk, RiskEvent } from "./risk.ts";

/** What an event of an account causes: its owner is asked whether it was them, and above the higher threshold a ticket opens. */
export function react({ id, event }: Recorded<RiskEvent>, _: Risk, { config }: Policy): Reaction[] {
  if (event.type !== "risk.raised") return [];
  if (event.reached === null) return tellLead(id, event, config.paging.lead);
  const { level, warned, trace, reached } = event;
  const { conversation: stream } = reached;
  const toConversation = (command: ConversationCommand): Reaction => ({
    key: stream,
    act: { kind: "command", command: { to: "conversation", stream, command } },
  });
  const gave = trace.steps
    .filter(({ result }) => result === "applied")
    .map(({ step, because }) => `${step}: ${because}`);
  const text = [trace.outcome, ...gave].join("; ");
  return [
    ...(warned ? [toConversation({ type: "warn-of-risk" })] : []),
    ...(level === "incident" ? [toConversation({ type: "raise", by: "desk", reason: "risk", text })] : []),
  ];
}

/** An incident that no customer and no ticket can be told of reaches whoever leads the desk. */
function tellLead(
  id: string,
  { level, account, points }: Extract<RiskEvent, { type: "risk.raised" }>,
  person: string | undefined,
): Reaction[] {
  if (level !== "incident" || person === undefined) return [];
  return [{ key: `tell:${id}:${person}`, act: { kind: "tell", person, about: "risk.unreached", account, points } }];
}
