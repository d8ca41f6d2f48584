import type { Action, Bulk, Inflight } from "../state/action.ts";
import { settle, sorted } from "../state/order.ts";
import type { Seen } from "../state/seen.ts";
import { seenNow } from "../state/seen.ts";
import { isLive, ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { clean } from "../text/clean.ts";
import { act } from "./act.ts";
import { move } from "./move.ts";
import { type Errand, type Step, step, takeId, toast } from "./step.ts";
import { reverse, WINDOW } from "./undo.ts";

/** The tickets that an action is meant for: those that are marked, in the list's order, or the one under the cursor. */
export function meant({ focus, marks, list, cursor }: State): readonly number[] {
  if (focus === "list" && marks.size > 0) return list.order.filter((number) => marks.has(number));
  return cursor === null ? [] : [cursor];
}

/** Whether several tickets are meant, so that what concerns one alone is out of the question. */
export const isBulk = (state: State): boolean => state.focus === "list" && state.marks.size > 0;

/** Carries an action out on all that are meant. */
export const actOnAll = (state: State, action: Action): Step =>
  isBulk(state) ? actOn(state, meant(state), action) : one(state, action);

function one(state: State, action: Action): Step {
  const { cursor } = state;
  if (cursor === null) return step(state);
  const careful = action.kind === "prioritise" ? seenNow(state, cursor) : undefined;
  return act(state, cursor, action, careful);
}

/** One ticket as ever; several as one deed, with one word about it in the end and one way back. */
export function actOn(state: State, numbers: readonly number[], action: Action, seen?: Seen): Step {
  const [only, ...more] = numbers;
  if (only === undefined) return step(state);
  if (more.length === 0 && !isBulk(state)) return act(state, only, action, seen);
  let next = state;
  const errands: Errand[] = [];
  const [bulk, counted] = takeId(next);
  next = counted;
  const inflight = new Map(next.inflight);
  const wanted = numbers.filter((number) => changes(state, number, action));
  if (wanted.length === 0) return step(toast(state, "good", wordsOf(state).bulkNothing));
  for (const number of wanted) {
    const [id, after] = takeId(next);
    next = after;
    inflight.set(id, { number, action, seen: undefined, before: state.tickets.get(number), bulk, at: state.now });
    errands.push({ errand: "act", id, number, action, seen: undefined, quiet: true });
  }
  const bulks = new Map(next.bulks).set(bulk, { action, waits: wanted.length, done: [], refused: [] });
  return [sorted({ ...next, inflight, bulks, marks: new Set<number>() }), errands];
}

/** Whether an action would change a ticket: the desk would only say that it is so already. */
function changes(state: State, number: number, action: Action): boolean {
  const ticket = state.tickets.get(number);
  if (ticket === undefined || !isLive(ticket)) return false;
  if (action.kind === "acknowledge") return !ticket.acknowledged;
  if (action.kind === "assign") return ticket.owner !== action.to;
  if (action.kind === "prioritise") return ticket.priority !== action.priority;
  return action.kind === "wake" ? ticket.snoozedUntil !== null : true;
}

/** The desk answered for one of them: after the last, one sentence says how it went. */
export function answered(state: State, { bulk, number, action, before }: Inflight, refusal: string | null): State {
  const known = bulk === null ? undefined : state.bulks.get(bulk);
  if (known === undefined || bulk === null) return state;
  const more: Bulk = {
    ...known,
    waits: known.waits - 1,
    done: refusal === null ? [...known.done, { number, back: reverse({ action, before }, state.now) }] : known.done,
    refused: refusal === null ? known.refused : [...known.refused, { number, detail: refusal }],
  };
  const bulks = new Map(state.bulks).set(bulk, more);
  const settled = settle({ ...state, bulks }, [number]);
  return more.waits > 0 ? settled : finished(settled, bulk, more);
}

function finished(state: State, id: string, { action, done, refused }: Bulk): State {
  const words = wordsOf(state);
  const bulks = new Map(state.bulks);
  bulks.delete(id);
  const back = done.flatMap(({ number, back }) => (back === null ? [] : [{ number, action: back }]));
  const undo = { done: action.kind, back, until: state.now + WINDOW };
  const said = `${words.bulkDone(done.length)}${back.length === 0 ? "" : ` ${words.undoKey}`}`;
  const told = done.length === 0 ? state : toast({ ...state, undo }, "good", said);
  const [first] = refused;
  const failed =
    first === undefined
      ? told
      : toast(told, "bad", words.bulkRefused(refused.length, ticketName(first.number), clean(first.detail)));
  return { ...failed, bulks };
}

const withMarks = (state: State, marks: ReadonlySet<number>): State => ({ ...state, marks });

/** Marks the ticket under the cursor, or takes its mark away, and goes on to the next. */
export function mark(state: State): Step {
  const { cursor, marks } = state;
  if (cursor === null) return step(state);
  const next = new Set(marks);
  if (!next.delete(cursor)) next.add(cursor);
  return move(withMarks(state, next), 1);
}

/** Marks everything from the nearest mark above to the cursor, or below where there is none above. */
export function markRange(state: State): Step {
  const { cursor, marks, list } = state;
  const at = cursor === null ? -1 : list.order.indexOf(cursor);
  if (at === -1) return step(state);
  const places = list.order.flatMap((number, i) => (marks.has(number) ? [i] : []));
  const from = places.findLast((i) => i < at) ?? places.find((i) => i > at) ?? at;
  const range = list.order.slice(Math.min(from, at), Math.max(from, at) + 1);
  return step(withMarks(state, new Set([...marks, ...range])));
}

/** Marks all that the view and the filter show; a second time, none. */
export function markAll(state: State): Step {
  const all = state.list.order.every((number) => state.marks.has(number));
  return step(withMarks(state, new Set(all ? [] : state.list.order)));
}

/** Marks of tickets that have left the list are gone: nothing happens to what nobody sees. */
export function seenMarks(state: State): State {
  if (state.marks.size === 0) return state;
  const listed = new Set(state.list.order);
  const kept = [...state.marks].filter((number) => listed.has(number));
  return kept.length === state.marks.size ? state : withMarks(state, new Set(kept));
}
