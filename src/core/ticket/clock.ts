import { refuse } from "../errors.ts";
import type { Routing } from "../rules/route.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import { legsOf, REGULATORY_TARGETS, type Running, sayTarget } from "./regulatory.ts";
import type { LiveTicket, TicketCommand, TicketEvent } from "./ticket.ts";

/** A clock of the law starts once; each report or decision that is made stops its part. */
export function decideClock(
  command: Extract<TicketCommand, { type: "start-clock" | "meet-clock" }>,
  state: LiveTicket,
): Decision<TicketEvent> {
  const { opened, sla } = state;
  if (state.state === "resolved") return refuse("already_resolved", `T-${opened.number} is resolved; reopen it first`);
  const runs = sla.regulatory.map(({ target }) => target);
  if (command.type === "start-clock") {
    const wanted = legsOf(command.clock, 0).map(({ target }) => target);
    return wanted.some((target) => runs.includes(target))
      ? refuse("nothing_to_change", `the clock ${command.clock} runs already`)
      : decided({ event: { type: "clock.started", clock: command.clock, by: command.by, aware: sla.openedAt } });
  }
  return runs.includes(command.target)
    ? decided({ event: { type: "clock.met", target: command.target, by: command.by } })
    : refuse(
        "nothing_to_change",
        `no clock for the ${sayTarget(command.target)} runs; there are ${runs.join(", ") || "none"} of ${REGULATORY_TARGETS.join(", ")}`,
      );
}

/** The clock that the rules start with a ticket, unless it runs. */
export function clocksOf({ clock, rule }: Routing, running: readonly Running[]): Emitted<TicketEvent>[] {
  if (clock === null) return [];
  const targets = running.map(({ target }) => target);
  const runs = legsOf(clock, 0).some(({ target }) => targets.includes(target));
  return runs ? [] : [{ event: { type: "clock.started", clock, by: `rule “${rule}”` } }];
}
