import { type Refusal, refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Reaction, type Recorded } from "../stream.ts";
import type { Instant, Millis } from "../time.ts";
import { type Roster, rotaOf } from "./roster.ts";
import { onCallAt, shifts } from "./shifts.ts";

/** `to`: null for whoever is next on call. */
export type HandoverCommand =
  | { type: "hand-over"; by: string; id?: string; schedule: string; to: string | null; text: string }
  | { type: "take-over"; by: string; id: string; text: string }
  | { type: "withdraw"; by: string; id: string }
  /** A deadline of the stream has passed: "handover.<id>". */
  | { type: "deadline"; kind: string };

export type HandoverEvent =
  | { type: "handover.offered"; id: string; schedule: string; by: string; to: string; remindAfter: Millis }
  /** Nobody has taken it over yet; `time` is 1 for the first reminder. */
  | { type: "handover.reminded"; id: string; time: number; to: string[] }
  | { type: "handover.accepted"; id: string; by: string }
  | { type: "handover.withdrawn"; id: string; by: string };

/** What one responder leaves for the next. It waits until somebody takes it over; it never runs out. */
export interface Handover {
  id: string;
  schedule: string;
  by: string;
  to: string;
  at: Instant;
  /** Of the notes, in the store's contents. */
  notes: string;
  remindAfter: Millis;
  reminded: number;
  /** Null while it waits. `notes`: what the next responder answered, if anything. */
  accepted: { by: string; at: Instant; notes: string | null } | null;
  nextAt: Instant;
}

/** So many that were taken over are remembered. */
const REMEMBERED = 20;
/** Reminders come ever more seldom, and at least this often. */
const LONGEST: Millis = 86_400_000;
const AHEAD = 14 * 86_400_000;

interface Context {
  now: Instant;
  policy: Policy;
}

export function decideHandover(command: HandoverCommand, state: Roster, context: Context): Decision<HandoverEvent> {
  const { now, policy } = context;
  switch (command.type) {
    case "hand-over": {
      const { id = "", schedule, by, text } = command;
      if (text.trim() === "") return refuse("empty_text", "there are no notes to hand over");
      const to = recipient(command, state, context);
      if (typeof to !== "string") return to;
      const remindAfter = policy.config.paging.handover;
      return decided({ event: { type: "handover.offered", id, schedule, by, to, remindAfter }, text });
    }
    case "take-over": {
      const { id, by, text } = command;
      const found = waiting(state, id);
      if (found === undefined) return refuse("not_found", `no hand-over ${id} waits for anybody`);
      const rota = rotaOf(found.schedule, policy, state);
      const onCall = rota === undefined ? undefined : onCallAt(rota, now)?.person;
      if (by === found.by || (by !== found.to && by !== onCall))
        return refuse("not_yours", `hand-over ${id} waits for ${found.to}, or whoever is on call, not for ${by}`);
      return decided({ event: { type: "handover.accepted", id, by }, ...(text.trim() === "" ? {} : { text }) });
    }
    case "withdraw": {
      const { id, by } = command;
      const found = waiting(state, id);
      if (found === undefined) return refuse("not_found", `no hand-over ${id} waits for anybody`);
      if (found.by !== by) return refuse("not_yours", `hand-over ${id} is from ${found.by}`);
      return decided({ event: { type: "handover.withdrawn", id, by } });
    }
    case "deadline": {
      const found = waiting(state, command.kind.replace(/^handover\./, ""));
      if (found === undefined || found.nextAt > now) return decided();
      const { lead } = policy.config.paging;
      const to = [...new Set([found.to, ...(lead === undefined ? [] : [lead])])];
      return decided({ event: { type: "handover.reminded", id: found.id, time: found.reminded + 1, to } });
    }
  }
}

const waiting = ({ handovers }: Roster, id: string): Handover | undefined =>
  handovers.find((it) => it.id === id && it.accepted === null);

function recipient(
  { schedule, by, to }: Extract<HandoverCommand, { type: "hand-over" }>,
  state: Roster,
  { now, policy }: Context,
): string | Refusal {
  const rota = rotaOf(schedule, policy, state);
  if (rota === undefined) {
    const known = Object.keys(policy.config.schedules);
    return refuse("unknown_schedule", `there is no schedule “${schedule}”; there are ${known.join(", ") || "none"}`);
  }
  if (to === by) return refuse("not_yours", "a hand-over needs two people");
  if (to !== null && policy.config.people[to] === undefined)
    return refuse("unknown_responder", `no “${to}” under people: in nightdesk.yaml`);
  const next = to ?? shifts(rota, { from: now, until: now + AHEAD }).find(({ person }) => person !== by)?.person;
  return next ?? refuse("unknown_responder", `nobody else is on call in ${schedule} within two weeks; name a person`);
}

export function evolveHandovers(
  handovers: readonly Handover[],
  { event, at, content }: Recorded<HandoverEvent>,
): readonly Handover[] {
  const change = (id: string, more: (it: Handover) => Partial<Handover>) =>
    handovers.map((it) => (it.id === id ? { ...it, ...more(it) } : it));
  switch (event.type) {
    case "handover.offered": {
      const { type: _, ...offered } = event;
      const nextAt = at + event.remindAfter;
      return [...handovers, { ...offered, at, notes: content ?? "", reminded: 0, accepted: null, nextAt }];
    }
    case "handover.reminded":
      return change(event.id, ({ remindAfter }) => ({
        reminded: event.time,
        nextAt: at + Math.min(LONGEST, remindAfter * 2 ** event.time),
      }));
    case "handover.accepted": {
      const changed = change(event.id, () => ({ accepted: { by: event.by, at, notes: content } }));
      const old = changed.filter(({ accepted }) => accepted !== null).slice(0, -REMEMBERED);
      return changed.filter((it) => !old.includes(it));
    }
    case "handover.withdrawn":
      return handovers.filter(({ id }) => id !== event.id);
  }
}

/** People are told by their own ways: the next responder, again and with the lead while nobody takes it over, and who handed over. */
export function reactHandover({ id: event, event: it }: Recorded<HandoverEvent>, { handovers }: Roster): Reaction[] {
  const found = handovers.find(({ id }) => id === it.id);
  if (found === undefined || it.type === "handover.withdrawn") return [];
  const people = it.type === "handover.reminded" ? it.to : [it.type === "handover.accepted" ? found.by : found.to];
  const { id, schedule, by, to, accepted } = found;
  return people.map((person) => ({
    key: `tell:${event}:${person}`,
    act: { kind: "tell", person, about: it.type, id, schedule, by, to: accepted?.by ?? to },
  }));
}

/** When somebody has to be reminded. */
export const handoverDeadlines = ({ handovers }: Roster): { kind: string; at: Instant }[] =>
  handovers
    .filter(({ accepted }) => accepted === null)
    .map(({ id, nextAt }) => ({ kind: `handover.${id}`, at: nextAt }));
