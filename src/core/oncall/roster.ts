import { type Refusal, refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Reaction, type Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import { common, type Span } from "./calendar.ts";
import {
  decideHandover,
  evolveHandovers,
  type Handover,
  type HandoverCommand,
  type HandoverEvent,
  handoverDeadlines,
  reactHandover,
} from "./handover.ts";
import type { Override, Rota } from "./shifts.ts";

/** The one stream in which people change who is on call while the desk runs; see docs/adr/0010-changes-of-turns.md. */
export const ROSTER = "roster:changes";

/** `id` is filled in by the desk before the roster decides. */
export type RosterCommand =
  | ({ type: "override"; by: string; id?: string; schedule: string; person: string; instead: string | null } & Span)
  | { type: "cancel"; by: string; id: string }
  /** `by` gives `mine` to `to`, and takes `theirs` in return; `to` has to agree. */
  | { type: "offer"; by: string; id?: string; schedule: string; to: string; mine: Span; theirs: Span | null }
  | { type: "answer"; by: string; id: string; accept: boolean }
  | HandoverCommand;

export type RosterEvent =
  | ({
      type: "override.added";
      id: string;
      by: string;
      schedule: string;
      person: string;
      instead: string | null;
    } & Span)
  | { type: "override.cancelled"; id: string; by: string }
  | ({ type: "swap.offered" } & Swap)
  | { type: "swap.accepted"; id: string; by: string }
  | { type: "swap.declined"; id: string; by: string }
  | HandoverEvent;

export interface Swap {
  id: string;
  schedule: string;
  by: string;
  to: string;
  mine: Span;
  theirs: Span | null;
}

export interface Roster {
  /** Every change in force, the newest last. */
  overrides: readonly (Override & { id: string })[];
  /** Swaps that wait for the other's word. */
  offers: readonly Swap[];
  /** Notes for the next responder that wait, and the last that were taken over. */
  handovers: readonly Handover[];
  /** When who is on call last changed; 0 for never. */
  changedAt: Instant;
}

export const noChanges: Roster = { overrides: [], offers: [], handovers: [], changedAt: 0 };

/** A command with the id by which people name what it makes. */
export const named = (command: RosterCommand, newId: () => string): RosterCommand =>
  command.type === "override" || command.type === "offer" || command.type === "hand-over"
    ? { ...command, id: newId().slice(-8) }
    : command;

/** A change of turns of more than a year is a change of the schedule. */
const LONGEST = 366 * 86_400_000;

export function decide(
  command: RosterCommand,
  state: Roster,
  { now, policy }: { now: Instant; policy: Policy },
): Decision<RosterEvent> {
  switch (command.type) {
    case "override": {
      const { type: _, id = "", ...change } = command;
      const wrong =
        unknownNames(policy, change.schedule, [change.person, ...(change.instead === null ? [] : [change.instead])]) ??
        badSpan(change, now);
      return wrong ?? decided({ event: { type: "override.added", id, ...change } });
    }
    case "cancel":
      return state.overrides.some(({ id }) => id === command.id)
        ? decided({ event: { type: "override.cancelled", id: command.id, by: command.by } })
        : refuse("not_found", `there is no override ${command.id}`);
    case "offer": {
      const { type: _, id = "", ...swap } = command;
      const wrong =
        unknownNames(policy, swap.schedule, [swap.by, swap.to]) ??
        badSpan(swap.mine, now) ??
        (swap.theirs === null ? undefined : badSpan(swap.theirs, now));
      if (wrong !== undefined) return wrong;
      if (swap.by === swap.to) return refuse("not_yours", "a swap needs two people");
      if (swap.theirs !== null && common(swap.mine, swap.theirs) !== undefined)
        return refuse("bad_span", "the two turns overlap");
      return decided({ event: { type: "swap.offered", id, ...swap } });
    }
    case "answer": {
      const { id, by, accept } = command;
      const offer = state.offers.find((it) => it.id === id);
      if (offer === undefined) return refuse("not_found", `no swap ${id} waits for an answer`);
      if (!accept && by === offer.by) return decided({ event: { type: "swap.declined", id, by } });
      if (by !== offer.to) return refuse("not_yours", `swap ${id} waits for the word of ${offer.to}, not of ${by}`);
      if (!accept) return decided({ event: { type: "swap.declined", id, by } });
      return badSpan(offer.mine, now) ?? decided({ event: { type: "swap.accepted", id, by } });
    }
    case "hand-over":
    case "take-over":
    case "withdraw":
    case "deadline":
      return decideHandover(command, state, { now, policy });
  }
}

function unknownNames({ config }: Policy, schedule: string, people: string[]): Refusal | undefined {
  if (config.schedules[schedule] === undefined) {
    const known = Object.keys(config.schedules);
    return refuse("unknown_schedule", `there is no schedule “${schedule}”; there are ${known.join(", ") || "none"}`);
  }
  const stranger = people.find((it) => config.people[it] === undefined);
  if (stranger === undefined) return undefined;
  return refuse("unknown_responder", `no “${stranger}” under people: in nightdesk.yaml`);
}

function badSpan({ from, until }: Span, now: Instant): Refusal | undefined {
  if (from >= until) return refuse("bad_span", "it ends before it begins");
  if (until <= now) return refuse("bad_span", "it is over already");
  return until - from > LONGEST
    ? refuse("bad_span", "it is longer than a year: change the schedule in nightdesk.yaml instead")
    : undefined;
}

export function evolve(state: Roster, recorded: Recorded<RosterEvent>): Roster {
  const { event, at } = recorded;
  const { overrides, offers } = state;
  switch (event.type) {
    case "override.added": {
      const { id, by, schedule, person, instead, from, until } = event;
      const added = { id, schedule, person, instead, from, until, because: `override by ${by}` };
      return { ...state, overrides: [...overrides, added], changedAt: at };
    }
    case "override.cancelled":
      return { ...state, overrides: overrides.filter(({ id }) => id !== event.id), changedAt: at };
    case "swap.offered": {
      const { type: _, ...swap } = event;
      return { ...state, offers: [...offers, swap] };
    }
    case "swap.declined":
      return { ...state, offers: offers.filter(({ id }) => id !== event.id) };
    case "swap.accepted": {
      const swap = offers.find(({ id }) => id === event.id);
      if (swap === undefined) return state;
      const { id, schedule, by, to, mine, theirs } = swap;
      const given = { id, schedule, person: to, instead: by, ...mine, because: `swap of ${by} and ${to}` };
      const taken = theirs === null ? [] : [{ ...given, person: by, instead: to, ...theirs }];
      return {
        ...state,
        overrides: [...overrides, given, ...taken],
        offers: offers.filter((it) => it.id !== id),
        changedAt: at,
      };
    }
    case "handover.offered":
    case "handover.reminded":
    case "handover.accepted":
    case "handover.withdrawn":
      return { ...state, handovers: evolveHandovers(state.handovers, { ...recorded, event }) };
  }
}

export const react = ({ event, ...recorded }: Recorded<RosterEvent>, state: Roster): Reaction[] =>
  isHandover(event) ? reactHandover({ ...recorded, event }, state) : [];

const isHandover = (event: RosterEvent): event is HandoverEvent => event.type.startsWith("handover.");

export const deadlines = handoverDeadlines;

/** A schedule with the changes that hold for it; undefined when there is none of that name. */
export function rotaOf(id: string, { config }: Policy, roster: Roster): Rota | undefined {
  const schedule = config.schedules[id];
  if (schedule === undefined) return undefined;
  return { id, schedule, calendar: config.calendars[schedule.calendar ?? ""], overrides: roster.overrides };
}
