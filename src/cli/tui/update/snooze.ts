import { type Instant, parseDuration } from "../../../core/time.ts";
import type { Overlay } from "../state/overlay.ts";
import { seenNow } from "../state/seen.ts";
import type { State } from "../state/state.ts";
import { emptyField } from "../text/field.ts";
import { actOn, isBulk, meant } from "./bulk.ts";
import { type Step, step } from "./step.ts";

type Snoozing = Extract<Overlay, { is: "snooze" }>;

/** A choice of how long: a length as it is typed, or until the next shift. */
interface SnoozeChoice {
  length: string | null;
  until: Instant;
}

const LENGTHS = ["15m", "1h", "4h"];
const DAY = 86_400_000;
/** What the desk allows. */
const LONGEST = 31 * DAY;

/** Opens the choice of how long to put the ticket under the cursor aside. */
export function openSnooze(state: State): Step {
  const { me, now } = state;
  const numbers = meant(state);
  const [only] = numbers;
  if (only === undefined || me === null) return step(state);
  const seen = isBulk(state) ? undefined : seenNow(state, only);
  const overlay: Snoozing = { is: "snooze", numbers, seen, field: emptyField, index: 0 };
  return step({ ...state, overlay }, { errand: "load-shift", person: me.name, now });
}

/** The next time that a clock in UTC shows `17:30`; undefined for what is no time of the day. */
function nextAt(typed: string, now: Instant): Instant | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(typed) ?? [];
  if (hour === undefined) return undefined;
  const today = now - (now % DAY) + (Number(hour) * 60 + Number(minute)) * 60_000;
  return today > now ? today : today + DAY;
}

/** What can be chosen: what was typed, as far as it means a moment, or else the usual lengths and one's next shift. */
export function snoozeChoices({ now, nextShift }: State, { field }: Snoozing): SnoozeChoice[] {
  const typed = field.text.trim();
  if (typed !== "") {
    const length = parseDuration(typed);
    const until = length === undefined ? nextAt(typed, now) : now + length;
    return until === undefined || until <= now || until - now > LONGEST ? [] : [{ length: typed, until }];
  }
  const usual = LENGTHS.map((length) => ({ length, until: now + (parseDuration(length) ?? 0) }));
  const shift = nextShift !== null && nextShift > now && nextShift - now <= LONGEST;
  return shift ? [...usual, { length: null, until: nextShift }] : usual;
}

/** Puts the ticket aside for what was chosen. */
export function snooze(state: State, overlay: Snoozing): Step {
  const chosen = snoozeChoices(state, overlay)[overlay.index];
  if (chosen === undefined) return step(state);
  return actOn({ ...state, overlay: null }, overlay.numbers, { kind: "snooze", until: chosen.until }, overlay.seen);
}
