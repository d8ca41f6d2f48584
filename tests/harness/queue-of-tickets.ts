import { generator } from "../../src/core/knowledge/random.ts";
import { PRIORITIES, type Priority } from "../../src/core/ports.ts";
import { type AnsweredTicket, isAhead } from "../../src/core/ticket/line.ts";
import { type ExpectedWait, expectedWait, LEAST_HISTORY } from "../../src/core/ticket/wait.ts";

const MINUTE = 60_000;

interface Shop {
  seed: number;
  responders: number;
  /** Minutes between two customers, at a moment of the run (0 to 1). */
  between(at: number): number;
  /** Minutes that an answer takes, on the average; its spread is that of a log-normal with this sigma. */
  answer: number;
  sigma: number;
  tickets: number;
}

export interface Told {
  expected: ExpectedWait;
  /** What it was then, in minutes. */
  waited: number;
}

/**
 * A team that answers the most urgent first, then the oldest: customers come at random, and each is told what to expect by the function
 * that the desk asks. Says what each was told and how long they did wait.
 */
export function runShop({ seed, responders, between, answer, sigma, tickets }: Shop): Told[] {
  const random = generator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const told: Told[] = [];
  const line: { number: number; priority: Priority; openedAt: number; expected: ExpectedWait | null }[] = [];
  const answered: AnsweredTicket[] = [];
  const busy: { until: number; of: (typeof line)[number] }[] = [];

  function serve(now: number): void {
    while (busy.length < responders && line.length > 0) {
      line.sort((a, b) => (isAhead(a, b) ? -1 : 1));
      const of = line.shift();
      if (of === undefined) return;
      const length = answer * MINUTE * Math.exp(sigma * normal() - sigma ** 2 / 2);
      busy.push({ until: now + length, of });
      busy.sort((a, b) => a.until - b.until);
    }
  }

  function finishUntil(now: number): void {
    for (let first = busy[0]; first !== undefined && first.until <= now; first = busy[0]) {
      busy.shift();
      const { until, of } = first;
      answered.unshift({ priority: of.priority, openedAt: of.openedAt, answeredAt: until });
      if (of.expected !== null) told.push({ expected: of.expected, waited: (until - of.openedAt) / MINUTE });
      serve(until);
    }
  }

  let now = 0;
  for (let number = 1; number <= tickets; number++) {
    now += -Math.log(1 - random()) * between(number / tickets) * MINUTE;
    finishUntil(now);
    const dice = random();
    const priority = PRIORITIES[dice < 0.05 ? 0 : dice < 0.2 ? 1 : dice < 0.6 ? 2 : 3] ?? "P3";
    const it = { number, priority, openedAt: now };
    const ahead = [...line, ...busy.map(({ of }) => of)].filter((other) => isAhead(other, it)).length;
    const known = { ahead, answered: answered.slice(0, 80) };
    const expected = number <= LEAST_HISTORY ? null : expectedWait(known, { priority, now, calendar: undefined });
    line.push({ ...it, expected });
    serve(now);
  }
  finishUntil(Number.POSITIVE_INFINITY);
  return told;
}
