import type { Refusal } from "../../../core/errors.ts";
import type { WireHandovers } from "../../../server/api-oncall.ts";
import { chosen } from "../panes/rooms/rows.ts";
import { byUrgency } from "../state/order.ts";
import type { ShiftNews } from "../state/rooms.ts";
import { isLive, ticketName, ticketShown, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { emptyField, type Field, fieldWith } from "../text/field.ts";
import { type Step, step, toast, whyReadOnly } from "./step.ts";

type Handovers = WireHandovers["handovers"];

/** Tickets that a note begins with. */
const LISTED = 10;

export const withShift = (state: State, more: Partial<State["rooms"]["shift"]>): State => ({
  ...state,
  rooms: { ...state.rooms, shift: { ...state.rooms.shift, ...more } },
});

/** Who is on call there after whoever is now; null when nobody is known to be. */
export function nextOnCall(state: State, schedule: string): string | null {
  const { news } = state.rooms.shift;
  const turns = news?.shifts.find((it) => it.schedule === schedule)?.shifts ?? [];
  return turns.find(({ person, until }) => until > state.now && person !== state.me?.name)?.person ?? null;
}

/** One's own turns first: those are what one hands over. */
function schedulesOf({ me }: State, { turns }: ShiftNews): string[] {
  const mine = turns.filter(({ person }) => person !== null && person === me?.name);
  return [...mine, ...turns.filter((it) => !mine.includes(it))].map(({ schedule }) => schedule);
}

/** What the next responder has to know, as far as the queue tells it: one's own tickets, and all that are urgent. */
function begun(state: State): Field {
  const words = wordsOf(state).room;
  const left = [...state.tickets.keys()]
    .flatMap((number) => ticketShown(state, number) ?? [])
    .filter((it) => isLive(it) && (it.owner === state.me?.name || it.priority === "P0" || it.priority === "P1"))
    .sort(byUrgency);
  const lines = left
    .slice(0, LISTED)
    .map(({ number, priority, subject, owner }) =>
      words.ticketLine(ticketName(number), priority, cell(subject ?? wordsOf(state).erased), owner),
    );
  return left.length === 0 ? emptyField : fieldWith(`${[words.openLine(left.length), ...lines].join("\n")}\n\n`);
}

export const whyNoHandover = (state: State): string | null =>
  whyReadOnly(state) ?? ((state.rooms.shift.news?.turns.length ?? 0) === 0 ? wordsOf(state).room.noSchedule : null);

/** Opens the note for the next responder, begun with what is open. */
export function writeHandover(state: State): Step {
  const { news, note } = state.rooms.shift;
  const schedule = news === null ? undefined : schedulesOf(state, news)[0];
  if (schedule === undefined) return step(state);
  return step({ ...withShift(state, { note: note ?? { schedule, field: begun(state) } }), focus: "handover" });
}

/** The next of the schedules, where there are several. */
export function turnSchedule(state: State): Step {
  const { news, note } = state.rooms.shift;
  if (news === null || note === null) return step(state);
  const all = schedulesOf(state, news);
  const next = all[(all.indexOf(note.schedule) + 1) % all.length] ?? note.schedule;
  return step(withShift(state, { note: { ...note, schedule: next } }));
}

export const leaveHandover = (state: State): Step => step({ ...state, focus: "shift" });

export function sendHandover(state: State): Step {
  const { note } = state.rooms.shift;
  if (note === null) return step(state);
  const why = whyReadOnly(state);
  if (why !== null) return step(toast(state, "bad", why));
  const notes = note.field.text.trim();
  if (notes === "") return step(toast(state, "bad", wordsOf(state).room.emptyNote));
  return step({ ...state, focus: "shift" }, { errand: "hand-over", schedule: note.schedule, notes });
}

/** What the desk said to a hand-over or to who takes one: the note is kept until it is there. */
export function handedOver(
  state: State,
  { result, id }: { result: { ok: true; handovers: Handovers } | Refusal; id: string | null },
): Step {
  const words = wordsOf(state).room;
  if (!result.ok) return step(toast(state, "bad", `✗ ${clean(result.detail)}`));
  const { news } = state.rooms.shift;
  const known = withShift(state, { news: news === null ? null : { ...news, handovers: result.handovers } });
  const found = id === null ? result.handovers.at(-1) : result.handovers.find((it) => it.id === id);
  const said = id === null ? words.handedOver(cell(found?.to ?? "")) : words.tookOver(cell(found?.by ?? ""));
  return step(toast(id === null ? withShift(known, { note: null }) : known, "good", said));
}

function waiting(state: State) {
  const target = chosen(state);
  const all = state.rooms.shift.news?.handovers.filter(
    ({ accepted, by }) => accepted === null && by !== state.me?.name,
  );
  if (target !== undefined && "handover" in target) return all?.find(({ id }) => id === target.handover);
  // With one that waits there is no doubt about which is meant.
  return all?.length === 1 ? all[0] : undefined;
}

export const whyNoTakeOver = (state: State): string | null =>
  whyReadOnly(state) ?? (waiting(state) === undefined ? wordsOf(state).room.nothingToTake : null);

/** Asks for an answer to whoever hands over; it may be empty. */
export function askTakeOver(state: State): Step {
  const found = waiting(state);
  if (found === undefined) return step(state);
  return step({ ...state, overlay: { is: "take-over", id: found.id, by: found.by, field: emptyField } });
}
