import type { WireConsoleMessage } from "../../../server/api.ts";
import type { Chat, ChatMessage } from "../state/chat.ts";
import { isOffline, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { emptyField, insert } from "../text/field.ts";
import { type Step, step, takeId, toast } from "./step.ts";

const withChat = (state: State, chat: Partial<Chat>): State => ({ ...state, chat: { ...state.chat, ...chat } });

/** Opens the customer's side of the console channel; the first time, it also begins to listen. */
export function openChat(state: State): Step {
  const opened = { ...withChat(state, { open: true, listening: true, scroll: 0 }), focus: "customer" as const };
  return state.chat.listening ? step(opened) : step(opened, { errand: "listen", thread: state.chat.thread });
}

export const leaveChat = (state: State): Step => step({ ...withChat(state, { open: false }), focus: "list" });

export const newline = (state: State): Step => step(withChat(state, { field: insert(state.chat.field, "\n") }));

/** Sends what the customer has written. */
export function say(state: State): Step {
  const text = state.chat.field.text.trim();
  if (text === "") return step(state);
  if (isOffline(state)) return step(toast(state, "bad", wordsOf(state).chatClosed));
  const [id, counted] = takeId(state);
  const message: ChatMessage = { from: "customer", id, at: state.now, text, status: "sending" };
  const next = withChat(counted, { messages: [...state.chat.messages, message], field: emptyField, scroll: 0 });
  return step(next, { errand: "say", id, thread: state.chat.thread, text });
}

/** Whether a message of the customer arrived. */
export function said(state: State, id: string, arrived: boolean): Step {
  const status = arrived ? "sent" : "failed";
  const messages = state.chat.messages.map((it) =>
    it.from === "customer" && it.id === id ? { ...it, status: status as "sent" | "failed" } : it,
  );
  return step(withChat(state, { messages }));
}

/** What the desk answered; each message once, however often it is read. */
export function heard(state: State, messages: WireConsoleMessage[]): Step {
  const known = new Set(state.chat.messages.map((it) => (it.from === "desk" ? it.message.seq : -1)));
  const fresh = messages.filter(({ seq }) => !known.has(seq)).map((message) => ({ from: "desk" as const, message }));
  return step(
    fresh.length === 0 ? state : withChat(state, { messages: [...state.chat.messages, ...fresh], scroll: 0 }),
  );
}
