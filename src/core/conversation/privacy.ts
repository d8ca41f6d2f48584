import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import { isPersonal, privatePlaces, samePlace } from "./audience.ts";
import type { Conversation, ConversationCommand, ConversationEvent, Held, Notice } from "./conversation.ts";
import { noticeText } from "./phrases.ts";
import type { Place } from "./place.ts";

type Event = Emitted<ConversationEvent>;
type Started = Exclude<Conversation, { state: "none" }>;

/**
 * A hand-over that was asked for where others read along goes on in private: in the place that the conversation has, else in one that
 * is asked for now. Until there is one, what is for the customer alone waits.
 */
export function movePrivate(from: Place, state: Conversation, policy: Policy): Event[] {
  if (from.public !== true) return [];
  const open = state.state === "none" ? undefined : privatePlaces(state).at(-1);
  if (open !== undefined && state.state !== "none") return [moved(open, state, policy)];
  return [{ event: { type: "private.requested", from } }];
}

const say = (
  notice: "moved" | "private_failed" | "private_busy",
  { language }: Pick<Started, "language">,
  { config }: Policy,
): string => noticeText({ desk: config.desk.name, language, introduced: true }, notice, { ticket: "" });

const moved = (to: Place, state: Started, policy: Policy): Event => ({
  event: { type: "notified", notice: "moved", language: state.language, to: to.thread },
  text: say("moved", state, policy),
});

export function link(place: Place, state: Started, policy: Policy): Decision<ConversationEvent> {
  if (state.places.some((it) => samePlace(it, place))) return decided();
  const linked: Event = { event: { type: "thread.linked", place, side: "customer", held: state.waiting } };
  return state.at.public === true ? decided(linked, moved(place, state, policy)) : decided(linked);
}

/** There is no private place to be had: the customer is told what to do about it. What waits goes on waiting for the next try. */
export function linkFailed(busy: boolean, state: Started, policy: Policy): Decision<ConversationEvent> {
  const notice = busy ? "private_busy" : "private_failed";
  return decided(
    { event: { type: "private.failed" } },
    { event: { type: "notified", notice, language: state.language }, text: say(notice, state, policy) },
  );
}

/**
 * What a deleted thread can no longer hear, and is for the customer alone, is said in another private place; one is opened where there
 * is none. A public answer to a question that is gone is not sent after the customer.
 */
export function placeGone(
  { place, held }: Extract<ConversationCommand, { type: "place-gone" }>,
  state: Started,
): Decision<ConversationEvent> {
  const known = state.places.find((it) => samePlace(it, place));
  const kept = known?.side !== "staff" && held !== null && isForCustomer(held) ? held : null;
  if (known === undefined && kept === null) return decided();
  const others = privatePlaces(state).some((it) => !samePlace(it, place));
  const lost: Event = { event: { type: "thread.lost", place, held: kept } };
  const asks = kept !== null && !others && !state.asked;
  return asks ? decided(lost, { event: { type: "private.requested", from: place } }) : decided(lost);
}

const isForCustomer = ({ form }: Held): boolean =>
  form.form === "message" || (form.form === "notice" && isPersonal(form.notice as Notice));
