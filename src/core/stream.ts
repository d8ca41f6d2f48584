import type { Effect } from "./effect.ts";
import type { Refusal } from "./errors.ts";
import type { Roster } from "./oncall/roster.ts";
import type { Deadline, StreamId } from "./ports.ts";
import type { Instant } from "./time.ts";

/** What a decision emits: the event, and the text that goes with it. The desk stores the text apart, where it can be erased. */
export interface Emitted<Event> {
  event: Event;
  text?: string;
  /** The content whose text this is now, or which is erased where there is no text. */
  rewrites?: string;
}

export type Decision<Event> = { ok: true; events: Emitted<Event>[] } | Refusal;

/** An event with its place and time, as `evolve` and `react` see it. */
export interface Recorded<Event> {
  id: string;
  at: Instant;
  event: Event;
  content: string | null;
}

/** An effect before it has its id, which the desk makes from the event's. */
export type Reaction = Pick<Effect, "key" | "act"> & { holder?: Effect["holder"] };

/**
 * A kind of stream: how it decides, changes and causes. All pure. `decide` sees state before, `react` the state after an event.
 */
export interface StreamKind<State, Command, Event, Policy> {
  initial: State;
  decide(command: Command, state: State, context: { now: Instant; policy: Policy; roster: Roster }): Decision<Event>;
  evolve(state: State, recorded: Recorded<Event>, stream: StreamId): State;
  react(recorded: Recorded<Event>, state: State, policy: Policy): Reaction[];
  deadlines(state: State, policy: Policy): Omit<Deadline, "stream">[];
}

export const decided = <Event>(...events: Emitted<Event>[]): Decision<Event> => ({ ok: true, events });
