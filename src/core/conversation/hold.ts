import { refuse } from "../errors.ts";
import { type Decision, decided } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import { withHeld } from "./private-place.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/** A responder takes back what nobody has been sent yet; the text goes, as if it had never been written. */
export function withhold(by: string, { held }: Started): Decision<ConversationEvent> {
  const last = held.findLast((it) => it.by === by);
  if (last === undefined) return refuse("nothing_held", "it has gone out already; change it instead");
  return decided({ event: { type: "reply.withheld", of: last.content, by }, rewrites: last.content });
}

/** Replies whose time is over go out. A deadline that is early decides nothing. */
export const releaseDue = ({ held }: Started, now: Instant): Decision<ConversationEvent> =>
  decided(
    ...held
      .filter(({ until }) => until <= now)
      .map(({ content: of }) => ({ event: { type: "reply.released", of } as const })),
  );

export const holdDeadlines = (state: Conversation): { kind: string; at: Instant }[] =>
  state.state === "none" || state.held.length === 0
    ? []
    : [{ kind: "reply.held", at: Math.min(...state.held.map(({ until }) => until)) }];

const without = <State extends Started>(state: State, of: string): State => ({
  ...state,
  held: state.held.filter(({ content }) => content !== of),
});

export function released(state: Started, of: string): Started {
  const reply = state.held.find(({ content }) => content === of);
  if (reply === undefined) return state;
  return withHeld(without(state, of), { content: of, form: { form: "message", author: reply.by } });
}

export const withheld = (state: Started, of: string): Started => ({
  ...without(state, of),
  said: state.said.filter(({ content }) => content !== of),
});
