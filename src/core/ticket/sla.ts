import type { Calendar } from "../oncall/calendar.ts";
import type { Instant, Millis } from "../time.ts";
import type { RegulatoryTarget, Running } from "./regulatory.ts";
import { afterWorking } from "./working.ts";

/** How soon a customer hears from a person, and how soon the matter is settled; fixed when the ticket is routed. */
export interface SlaTargets {
  first: Millis;
  next: Millis;
  resolution: Millis;
  /** Working hours in which the clocks run; always, without one. */
  calendar?: Calendar | undefined;
  /** Share of a target after which a warning is due, between 0 and 1. */
  warnAt: number;
}

export type SlaTarget = "first" | "next" | "resolution" | RegulatoryTarget;

/** What the clocks need to know of a ticket. */
export interface SlaState {
  targets: SlaTargets;
  openedAt: Instant;
  /** When the customer began to wait for a person, or null while they do not. */
  waitingSince: Instant | null;
  /** When a person first answered; null while nobody has. */
  answeredAt: Instant | null;
  /** Time spent waiting for the customer, which does not count towards the resolution. */
  /** Working time, where there is a calendar. */
  paused: Millis;
  pausedSince: Instant | null;
  /** Which target's warning or breach has been recorded, by its start: a new wait has a new clock. */
  warned: string[];
  breached: string[];
  /** Clocks of the law that run. */
  regulatory: Running[];
}

export interface Clock {
  target: SlaTarget;
  /** Names this run of the clock. */
  run: string;
  warnAt: Instant;
  dueAt: Instant;
}

/** The clocks that are running. The one for the resolution stands still while the desk waits for the customer. */
export function clocks(sla: SlaState): Clock[] {
  const { targets, openedAt, waitingSince, regulatory } = sla;
  const { calendar, warnAt } = targets;
  const clock = (target: "first" | "next" | "resolution", start: Instant, stood: Millis = 0): Clock => ({
    target,
    run: `${target}@${start}`,
    warnAt: afterWorking(start, stood + Math.round(targets[target] * warnAt), calendar),
    dueAt: afterWorking(start, stood + targets[target], calendar),
  });
  const running: Clock[] = regulatory.map(({ target, startedAt, dueAt }) => ({
    target,
    run: `${target}@${startedAt}`,
    warnAt: startedAt + Math.round((dueAt - startedAt) * warnAt),
    dueAt,
  }));
  if (waitingSince !== null) {
    running.push(clock(sla.answeredAt !== null ? "next" : "first", waitingSince));
  }
  if (sla.pausedSince === null) running.push(clock("resolution", openedAt, sla.paused));
  return running;
}

/** The clock that runs out first and has not been breached yet; a breached one counts when no other is left. */
export function nextDue(sla: SlaState): Clock | undefined {
  const running = clocks(sla).sort((a, b) => a.dueAt - b.dueAt);
  return running.find(({ run }) => !sla.breached.includes(run)) ?? running[0];
}

/** The moments at which something has to be said: a warning, then a breach, once per run of a clock. */
export function slaDeadlines(sla: SlaState): { kind: string; at: Instant }[] {
  return clocks(sla).flatMap(({ target, run, warnAt, dueAt }) => [
    ...(sla.warned.includes(run) || sla.breached.includes(run) ? [] : [{ kind: `sla.warn.${target}`, at: warnAt }]),
    ...(sla.breached.includes(run) ? [] : [{ kind: `sla.breach.${target}`, at: dueAt }]),
  ]);
}
