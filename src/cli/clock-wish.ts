import { Fault } from "../core/errors.ts";
import { REGULATORY_CLOCKS, REGULATORY_TARGETS, sayTarget } from "../core/ticket/regulatory.ts";
import { formatDuration } from "../core/time.ts";
import type { ClockWish } from "../server/desk-client.ts";

/** A clock to start, or a target that has been met. */
export function clockWish(name: string | undefined, met: string | undefined): ClockWish {
  const clock = REGULATORY_CLOCKS.find((it) => it === name);
  const target = REGULATORY_TARGETS.find((it) => it === met);
  if (clock !== undefined && met === undefined) return { start: clock };
  if (target !== undefined && name === undefined) return { met: target };
  throw new Fault("usage", "name a clock to start, or --met with what has been done", {
    next: `Clocks: ${REGULATORY_CLOCKS.join(", ")}. --met: ${REGULATORY_TARGETS.join(", ")}.`,
  });
}

/** "first response  due 2026-11-22 10:00 UTC, in 3h" */
export function clockText({ target, dueAt }: { target: string; dueAt: number }, now: number): string {
  const left = dueAt - now;
  const when = new Date(dueAt).toISOString().slice(0, 16).replace("T", " ");
  return `  ${sayTarget(target)}  due ${when} UTC, ${left < 0 ? `${formatDuration(-left)} ago` : `in ${formatDuration(left)}`}`;
}
