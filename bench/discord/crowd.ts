import { setTimeout as pause } from "node:timers/promises";
import type { FakeDiscord } from "../../tests/harness/discord/fake.ts";
import { community, readText } from "../../tests/harness/discord/people.ts";
import { quantile } from "../figures.ts";
import { QUESTIONS } from "./questions.ts";

/** What became of all that was asked. */
export interface Outcome {
  sent: number;
  answeredOnce: number;
  duplicates: number;
  outOfOrder: number;
  /** Milliseconds from a question to its answer. */
  p50: number;
  p99: number;
  /** For a look at what went wrong: what customers asked and got, where the two differ. */
  wrong: string[];
}

const SOURCE = /Source: ([A-Z]+-\d+)/;
const LOOK = 20;

/** Customers who write direct messages, and wait for their answers before they write again. */
export function openCrowd(discord: FakeDiscord, size: number) {
  const { state, gateway } = discord;
  const people = community(discord);
  const crowd = Array.from({ length: size }, (_, n) => ({
    ...people.person(`customer${n}`),
    n,
    asked: [] as { article: string; at: number }[],
  }));
  type Customer = (typeof crowd)[number];
  const answersTo = (who: Customer) =>
    (state.messages.get(who.inbox().id) ?? []).filter(({ author }) => author.id === state.bot.id);

  /** Two questions in a row of one customer are never the same, so that answers that change places are seen. */
  function ask(who: Customer, twice: boolean): void {
    const [article, text] = QUESTIONS[(who.n + who.asked.length) % QUESTIONS.length] ?? ["", ""];
    who.asked.push({ article, at: Date.now() });
    const message = who.dms(text);
    if (twice) gateway.dispatch("MESSAGE_CREATE", message);
  }

  function judge(who: Customer) {
    const got = answersTo(who).map((it) => ({
      article: SOURCE.exec(readText(it))?.[1] ?? readText(it).slice(0, 60),
      at: Date.parse(it.timestamp),
    }));
    const open = who.asked.map((it, place) => ({ ...it, place }));
    let extra = 0;
    const matched = got.flatMap(({ article, at }) => {
      const found = open.findIndex((it) => it.article === article);
      const [asked] = found < 0 ? [] : open.splice(found, 1);
      if (asked === undefined) extra += 1;
      return asked === undefined ? [] : [{ place: asked.place, took: at - asked.at }];
    });
    const outOfOrder = matched.filter(({ place }, i) => place < (matched[i - 1]?.place ?? 0)).length;
    const names = (list: { article: string }[]) => list.map(({ article }) => article).join(" ");
    const wrong =
      open.length + extra + outOfOrder === 0
        ? []
        : [`${who.user.username} asked ${names(who.asked)}, got ${names(got)}`];
    return { matched, extra, outOfOrder, wrong };
  }

  return {
    /**
     * Sends so many messages; at most `atOnce` customers wait at the same time, none longer than `patience` milliseconds. Now and then one
     * writes three in a row. `sent` hears of each message, and says whether the gateway delivers it twice.
     */
    async talk(
      messages: number,
      options: { atOnce: number; patience: number; sent(n: number): boolean },
    ): Promise<void> {
      const { atOnce, patience, sent } = options;
      const idle = [...crowd];
      let n = 0;
      let turns = 0;
      const worker = async () => {
        while (n < messages) {
          const who = idle.shift();
          if (who === undefined) return;
          turns += 1;
          for (let left = turns % 5 === 0 ? 3 : 1; left > 0 && n < messages; left--) ask(who, sent(++n));
          for (let waited = 0; answersTo(who).length < who.asked.length && waited < patience; waited += LOOK)
            await pause(LOOK);
          idle.push(who);
        }
      };
      await Promise.all(Array.from({ length: Math.min(atOnce, size) }, worker));
    },
    outcome(): Outcome {
      const all = crowd.map(judge);
      const sum = (of: (it: (typeof all)[number]) => number) => all.reduce((total, it) => total + of(it), 0);
      const took = all.flatMap(({ matched }) => matched.map((it) => it.took));
      const duplicates = sum(({ extra }) => extra);
      return {
        sent: crowd.reduce((total, { asked }) => total + asked.length, 0),
        answeredOnce: sum(({ matched, extra }) => matched.length - Math.min(matched.length, extra)),
        duplicates,
        outOfOrder: sum((it) => it.outOfOrder),
        p50: quantile(took, 0.5),
        p99: quantile(took, 0.99),
        wrong: all.flatMap((it) => it.wrong),
      };
    },
  };
}
