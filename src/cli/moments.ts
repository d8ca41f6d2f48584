import { Fault } from "../core/errors.ts";
import type { Span } from "../core/oncall/calendar.ts";
import { isZone, parseMoment } from "../core/oncall/zoned.ts";
import { parseDuration } from "../core/time.ts";

export interface MomentOptions {
  zone?: string;
  from?: string;
  to?: string;
}

/** A moment as people write it: "2026-12-24T18:00" on the clocks of --zone, with an offset or Z as it stands, "+8h" or "-28d" from now. */
export function moment(text: string, { zone = "UTC" }: MomentOptions, now: number): number {
  if (!isZone(zone)) {
    throw new Fault("usage", `there is no time zone “${zone}”`, {
      next: "A time zone looks like Europe/London or UTC.",
    });
  }
  const length = /^[+-]\d+[smhdw]/.test(text) ? parseDuration(text.slice(1)) : undefined;
  const found = length === undefined ? parseMoment(text, zone) : text.startsWith("-") ? now - length : now + length;
  if (found !== undefined) return found;
  throw new Fault("usage", `“${text}” is not a time`, {
    next: "A time looks like 2026-12-24, 2026-12-24T18:00, 2026-12-24T18:00+01:00, +8h for eight hours from now, or -28d for four weeks ago.",
  });
}

/** From --from (now when left out) to --to (so many days later when left out). */
export function spanOfOptions(options: MomentOptions, now: number, days: number): Span {
  const from = options.from === undefined ? now : moment(options.from, options, now);
  const until = options.to === undefined ? from + days * 86_400_000 : moment(options.to, options, now);
  if (from < until && until - from <= 400 * 86_400_000) return { from, until };
  throw new Fault("usage", from < until ? "that is more than 400 days" : "--to is not after --from", {
    next: "Choose a shorter span.",
  });
}
