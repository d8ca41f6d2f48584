import type { Policy } from "../policy.ts";
import { type Decision, decided } from "../stream.ts";
import { privatePlaces } from "./audience.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import { noticeText } from "./phrases.ts";
import { movePrivate } from "./privacy.ts";

/** The customer is asked whether it was them, where nobody else can read it, whether or not anybody holds the conversation. */
export function warnOfRisk(
  state: Exclude<Conversation, { state: "none" }>,
  policy: Policy,
): Decision<ConversationEvent> {
  const { language, introduced } = state;
  const voice = { desk: policy.config.desk.name, language, introduced };
  return decided(
    {
      event: { type: "notified", notice: "risk_warning", language },
      text: noticeText(voice, "risk_warning", { ticket: "" }),
    },
    ...(privatePlaces(state).length === 0 ? movePrivate(state.at, state, policy) : []),
  );
}
