import type { ConversationCommand } from "../conversation/conversation.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { RiskEvent } from "./risk.ts";

/** What an event of an account causes: its owner is asked whether it was them, and above the higher threshold a ticket opens. */
export function react({ event }: Recorded<RiskEvent>): Reaction[] {
  if (event.type !== "risk.raised" || event.reached === null) return [];
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
