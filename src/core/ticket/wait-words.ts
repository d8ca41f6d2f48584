import type { Calendar } from "../oncall/calendar.ts";
import type { ExpectedWait } from "./wait.ts";

/** What a customer may be told of how long it takes; the desk adds what the line says before the conversation decides. */
export interface Waiting {
  /** The target for the answer, in minutes. */
  target: number;
  /** The hours in which the target's clock runs; always, without one. */
  calendar?: Calendar;
  /** What the line says; null where too little is known. */
  expected?: ExpectedWait | null | undefined;
  /** Far more customers than usual write at this moment, or something is broken that many ask about. */
  busy?: boolean | undefined;
}

interface Words {
  length(minutes: number): string;
  between(from: string, to: string): string;
  /** Numbers of one unit share it. */
  sharing(from: number, to: number, unit: "minutes" | "hours" | "days"): string;
  expected(range: string): string;
  within(length: string): string;
  longer: string;
  /** After that it takes longer. */
  because: string;
  target(length: string, reopened: boolean): string;
  mayBeLonger: string;
  end: string;
}

const en: Words = {
  length: (minutes) => {
    const { count, unit } = inUnits(minutes);
    return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
  },
  between: (from, to) => `${from} to ${to}`,
  sharing: (from, to, unit) => `${from} to ${to} ${unit}`,
  expected: (range) => `; as things stand, that takes about ${range}`,
  within: (length) => `; as things stand, within about ${length}`,
  longer: ", which is longer than usual",
  because: ", because many people are writing at the moment",
  target: (length, reopened) =>
    reopened ? `; our target is ${length}` : `; our target for the first answer is ${length}`,
  mayBeLonger: ", but many people are writing at the moment, and it may take longer",
  end: ".",
};

const UNIT_ZH = { minutes: "分钟", hours: "小时", days: "天" } as const;
const zh: Words = {
  length: (minutes) => {
    const { count, unit } = inUnits(minutes);
    return `${count} ${UNIT_ZH[unit]}`;
  },
  between: (from, to) => `${from}至 ${to}`,
  sharing: (from, to, unit) => `${from} 至 ${to} ${UNIT_ZH[unit]}`,
  expected: (range) => `；按目前情况，大约需要 ${range}`,
  within: (length) => `；按目前情况，大约在 ${length}以内`,
  longer: "，比平时要久",
  because: "，因为目前咨询的人很多",
  target: (length, reopened) => (reopened ? `；目标时间为 ${length}` : `；首次回复目标时间为 ${length}`),
  mayBeLonger: "，但目前咨询的人很多，可能需要更久",
  end: "。",
};

/** The end of the sentence that says that a person will answer, with its full stop. */
export function waitWords(language: string, wait: Waiting | undefined, reopened = false): string {
  const say = language.startsWith("zh") ? zh : en;
  if (wait === undefined) return say.end;
  const { target, expected, busy = false } = wait;
  if (expected) {
    const { from, to, longer } = expected;
    const range = from === 0 ? say.within(say.length(to)) : say.expected(rangeIn(say, from, to));
    const but = longer ? `${say.longer}${busy ? say.because : ""}` : busy ? say.mayBeLonger : "";
    return `${range}${but}${say.end}`;
  }
  return `${say.target(say.length(rounded(target)), reopened)}${busy ? say.mayBeLonger : ""}${say.end}`;
}

function rangeIn(say: Words, from: number, to: number): string {
  if (from === to) return say.length(to);
  const [low, high] = [inUnits(from), inUnits(to)];
  return low.unit === high.unit
    ? say.sharing(low.count, high.count, high.unit)
    : say.between(say.length(from), say.length(to));
}

/** A target is told in minutes up to two hours, then in whole hours. */
const rounded = (minutes: number): number => (minutes < 120 ? minutes : Math.round(minutes / 60) * 60);

function inUnits(minutes: number): { count: number; unit: "minutes" | "hours" | "days" } {
  if (minutes < 120) return { count: minutes, unit: "minutes" };
  return minutes <= 72 * 60
    ? { count: minutes / 60, unit: "hours" }
    : { count: Math.round(minutes / 1_440), unit: "days" };
}
