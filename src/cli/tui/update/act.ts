import type { Refusal } from "../../../core/errors.ts";
import type { WireTicket, WireTicketView } from "../../../server/api.ts";
import type { Action, Writing } from "../state/action.ts";
import { settle } from "../state/order.ts";
import { type Seen, sayChange } from "../state/seen.ts";
import { isLive, ticketName, ticketShown, timeOf, wordsOf } from "../state/select.ts";
import { draftKey, type State } from "../state/state.ts";
import { clean } from "../text/clean.ts";
import { fieldWith } from "../text/field.ts";
import { answered, isBulk } from "./bulk.ts";
import { type Step, step, takeId, toast, whyReadOnly } from "./step.ts";
import { withoutStopped, withStopped } from "./stopped.ts";
import { undoOf } from "./undo.ts";

/** Why an action on the ticket under the cursor is out of the question; null when it is not. */
export function whyNot(state: State, kind: Action["kind"] | "take"): string | null {
  const words = wordsOf(state);
  const readOnly = whyReadOnly(state);
  if (readOnly !== null) return readOnly;
  if (isBulk(state)) return BULK.has(kind) ? null : words.notInBulk;
  const ticket = state.cursor === null ? undefined : ticketShown(state, state.cursor);
  if (ticket === undefined) return words.noTicket;
  const name = ticketName(ticket.number);
  if (kind === "reopen") return isLive(ticket) ? words.already.open(name) : null;
  if (kind === "reply" || kind === "note" || kind === "correct") return null;
  if (!isLive(ticket)) return words.already.resolved(name);
  if (kind === "wake" && ticket.snoozedUntil === null) return words.already.awake(name);
  if (kind === "acknowledge" && ticket.acknowledged) return words.already.acknowledged(name);
  if (kind === "take" && state.me !== null && ticket.owner === state.me.name) return words.already.yours(name);
  return null;
}

/** What can be done to several at once: whatever can be taken back, or tells nobody outside. */
const BULK: ReadonlySet<string> = new Set(["acknowledge", "take", "assign", "snooze", "wake", "prioritise"]);

/** Sends an action and shows it as done. `seen`: refuse it when the ticket has moved on from that. */
export function act(before: State, number: number, action: Action, seen?: Seen): Step {
  const [fresh, counted] = takeId(before);
  const unsure = isText(action) ? before.unsure.get(draftKey(number, action.kind)) : undefined;
  const id = isText(action) && unsure?.text === action.text ? unsure.id : fresh;
  const was = before.tickets.get(number);
  const inflight = new Map(counted.inflight).set(id, { number, action, seen, before: was, bulk: null, at: before.now });
  return step(settle({ ...counted, inflight }, [number]), { errand: "act", id, number, action, seen });
}

const isText = (action: Action): action is Extract<Action, { kind: Writing }> =>
  action.kind === "reply" || action.kind === "note" || action.kind === "correct";

/** The desk did it. */
export function acted(state: State, id: string, ticket: WireTicket, view: WireTicketView | null): Step {
  const done = state.inflight.get(id);
  if (done === undefined) return step(state);
  const { action } = done;
  if (done.bulk !== null) return step(answered(withTickets(landed(state, id), [ticket]), done, null));
  const rid =
    action.kind === "reply" || action.kind === "correct" ? withoutStopped(state, done.number, action.kind) : state;
  const again = action.kind === "take-back" ? withDraft(rid, done.number, { kind: "reply", text: action.text }) : rid;
  const known = withView(withTickets(landed(again, id), [ticket]), view);
  const undo = undoOf(done, state.now);
  const said = sayDone(state, action, ticket.number) + (undo.back.length === 0 ? "" : ` ${wordsOf(state).undoKey}`);
  return step(toast({ ...settle(known, [ticket.number]), undo }, "good", said));
}

function sayDone(state: State, action: Action, number: number): string {
  const words = wordsOf(state);
  const name = ticketName(number);
  switch (action.kind) {
    case "reply":
      return words.sent(name);
    case "note":
      return words.noted(name);
    case "assign":
      return words.done.assign(name, action.to);
    case "prioritise":
      return words.done.prioritise(name, action.priority);
    case "correct":
      return words.corrected(name);
    case "snooze":
      return words.snoozed(name, timeOf(action.until, state.now));
    case "take-back":
      return words.takenBack(name);
    case "acknowledge":
    case "wake":
    case "resolve":
    case "reopen":
    case "escalate":
      return words.done[action.kind](name);
  }
}

/** The desk said no: what was shown as done is taken back, and who or what was faster is said. */
export function refused(state: State, id: string, refusal: Refusal, view: WireTicketView | null): Step {
  const wanted = state.inflight.get(id);
  if (wanted === undefined) return step(state);
  if (wanted.bulk !== null) return step(answered(landed(state, id), wanted, refusal.detail));
  const words = wordsOf(state);
  const { seen } = wanted;
  const isStale = refusal.reason === "version_changed" && view !== null && seen !== undefined;
  const detail = isStale ? words.changed(sayChange(state, seen, view)) : refusal.detail;
  const known = withView(withDraft(landed(state, id), wanted.number, wanted.action), view);
  if (refusal.findings !== undefined && isText(wanted.action) && wanted.action.kind !== "note")
    return step(settle(withStopped(known, wanted.number, wanted.action, refusal.findings), [wanted.number]));
  const kept = isText(wanted.action) ? ` ${words.retryKept}` : "";
  return step(
    toast(settle(known, [wanted.number]), "bad", words.conflict(ticketName(wanted.number), clean(detail)) + kept),
  );
}

/** Nobody knows whether the desk did it: the desk or the way to it is broken. */
export function failed(state: State, id: string, detail: string): Step {
  const wanted = state.inflight.get(id);
  if (wanted === undefined) return step(state);
  if (wanted.bulk !== null) return step(answered(landed(state, id), wanted, detail));
  const { number, action } = wanted;
  const words = wordsOf(state);
  const kept = isText(action) ? ` ${words.retryKept}` : "";
  const unsure = isText(action)
    ? new Map(state.unsure).set(draftKey(number, action.kind), { id, text: action.text })
    : state.unsure;
  const back = withDraft({ ...landed(state, id), unsure }, number, action);
  return step(toast(settle(back, [number]), "bad", words.failed(ticketName(number), clean(detail)) + kept));
}

function landed(state: State, id: string): State {
  const inflight = new Map(state.inflight);
  inflight.delete(id);
  return { ...state, inflight };
}

/** Puts the text of an action that came to nothing back into its draft, unless another one has been begun. */
function withDraft(state: State, number: number, action: Action): State {
  if (!isText(action)) return state;
  const key = draftKey(number, action.kind);
  if ((state.drafts.get(key)?.text ?? "") !== "") return state;
  return { ...state, drafts: new Map(state.drafts).set(key, fieldWith(action.text)) };
}

/** Takes in what the desk says of tickets; an older version than the one at hand is not news. */
export function withTickets(state: State, news: WireTicket[]): State {
  const fresh = news.filter(({ number, version }) => (state.tickets.get(number)?.version ?? 0) <= version);
  if (fresh.length === 0) return state;
  const tickets = new Map(state.tickets);
  for (const ticket of fresh) tickets.set(ticket.number, ticket);
  return { ...state, tickets };
}

export const withView = (state: State, view: WireTicketView | null): State =>
  view === null
    ? state
    : withTickets({ ...state, views: new Map(state.views).set(view.ticket.number, view) }, [view.ticket]);
