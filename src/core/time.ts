/** Milliseconds since 1970-01-01T00:00:00Z. Core never reads a clock; it is handed one of these. */
export type Instant = number;

/** A length of time in milliseconds. */
export type Millis = number;

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DURATION = /^(?:\d+(?:ms|[smhdw]))+$/;

/** Reads "90s", "5m", "1h30m", "7d"; undefined when the text is not a duration. */
export function parseDuration(text: string): Millis | undefined {
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g)) {
    total += Number(amount) * UNITS[unit as keyof typeof UNITS];
  }
  return total;
}

/** The two largest units of a duration, as the configuration would write it: 5_400_000 -> "1h30m". */
export function formatDuration(length: Millis): string {
  let rest = Math.max(0, Math.round(length / 1_000)) * 1_000;
  const parts: string[] = [];
  for (const unit of ["d", "h", "m", "s"] as const) {
    const amount = Math.floor(rest / UNITS[unit]);
    rest -= amount * UNITS[unit];
    if (amount > 0) parts.push(`${amount}${unit}`);
  }
  return parts.slice(0, 2).join("") || "0s";
}
