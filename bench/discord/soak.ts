import { setTimeout as pause } from "node:timers/promises";
import { startFakeDiscord } from "../../tests/harness/discord/fake.ts";
import { community, readText } from "../../tests/harness/discord/people.ts";
import { quantile } from "../figures.ts";
import type { Usage } from "./bot.ts";
import { startBot } from "./child.ts";
import { QUESTIONS } from "./questions.ts";

export interface SoakOptions {
  messages: number;
  customers: number;
  /** Messages a second, over all customers. Discord lets a bot make fifty requests a second. */
  rate: number;
  /** Sessions that end for good, evenly over the run. */
  invalid: number;
  /** Connections that break, evenly over the run. */
  drops: number;
  seed?: number;
}

export interface SoakResult {
  sent: number;
  answered: number;
  duplicates: number;
  outOfOrder: number;
  /** Milliseconds from a question to its answer. */
  p50: number;
  p99: number;
  /** Bytes, after a collection: after the first tenth, in the middle, at the end. */
  rss: [number, number, number];
  heap: [number, number, number];
  faults: Record<string, number>;
  /** For a look at what went wrong: what customers asked and got, where the two differ. */
  wrong: string[];
  log: string;
}

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SOURCE = /Source: ([A-Z]+-\d+)/;
const POST = { method: "POST", path: /^\/channels\/\d+\/messages$/ };

/** Customers write without waiting, while Discord fails in every way that it is known to. Each of their messages must be answered once, in order. */
export async function soak({ messages, customers, rate, invalid, drops, seed = 1 }: SoakOptions): Promise<SoakResult> {
  const discord = await startFakeDiscord();
  const people = community(discord);
  const bot = startBot("desk", discord.url);
  const { gateway, state } = discord;
  try {
    await discord.wait("the bot connects", () => gateway.seen.identified > 0, 60);
    const ofBot = (where: string) =>
      (state.messages.get(where) ?? []).filter(({ author }) => author.id === state.bot.id);
    const chance = random(seed);
    const faults = inject(discord, chance);
    const crowd = Array.from({ length: customers }, (_, i) => ({
      ...people.person(`customer${i}`),
      asked: [] as string[],
    }));
    const usage: Usage[] = [];
    const breaks = new Map<number, "invalid" | "drop">();
    for (let i = 1; i <= drops; i++) breaks.set(Math.floor((messages * i) / (drops + 1)), "drop");
    for (let i = 1; i <= invalid; i++) breaks.set(Math.floor((messages * i) / (invalid + 1)) + 1, "invalid");
    const started = performance.now();
    for (let i = 0; i < messages; i++) {
      const ahead = (i * 1_000) / rate - (performance.now() - started);
      if (ahead > 2) await pause(ahead);
      const who = crowd[i % customers];
      const question = QUESTIONS[Math.floor(chance() * QUESTIONS.length)];
      if (who === undefined || question === undefined) continue;
      const message = who.dms(question[1]);
      who.asked.push(question[0]);
      if (chance() < 0.03) {
        faults.duplicates += 1;
        gateway.dispatch("MESSAGE_CREATE", message);
      }
      const broken = breaks.get(i);
      if (broken === "drop") {
        faults.drops += 1;
        gateway.drop();
      }
      if (broken === "invalid") {
        faults["invalid sessions"] += 1;
        gateway.lose();
      }
      if (i === Math.floor(messages / 10) || i === Math.floor(messages / 2)) usage.push(await bot.usage());
    }
    const answers = () => crowd.map((it) => ofBot(it.inbox().id));
    const count = () => answers().reduce((sum, { length }) => sum + length, 0);
    await discord
      .wait("everything is answered", () => count() >= messages, Math.max(20, messages / 50))
      .catch(() => undefined);
    await pause(1_000);
    usage.push(await bot.usage());
    const took: number[] = [];
    let duplicates = 0;
    let outOfOrder = 0;
    const wrong: string[] = [];
    for (const [n, got] of answers().entries()) {
      const who = crowd[n];
      const questions = (state.messages.get(who?.inbox().id ?? "") ?? []).filter(
        ({ author }) => author.id === who?.user.id,
      );
      const sources = got.map((it) => SOURCE.exec(readText(it))?.[1] ?? readText(it).slice(0, 60));
      if (sources.join() !== who?.asked.join()) wrong.push(`asked ${who?.asked.join(" ")}, got ${sources.join(" ")}`);
      duplicates += Math.max(0, got.length - questions.length);
      for (const [i, answer] of got.entries()) {
        if (i < questions.length && SOURCE.exec(readText(answer))?.[1] !== who?.asked[i]) outOfOrder += 1;
        took.push(Date.parse(answer.timestamp) - Date.parse(questions[i]?.timestamp ?? answer.timestamp));
      }
    }
    const triple = (of: "rss" | "heap") => [0, 1, 2].map((i) => usage[i]?.[of] ?? 0) as [number, number, number];
    const result = {
      sent: messages,
      answered: count(),
      duplicates,
      outOfOrder,
      p50: quantile(took, 0.5),
      p99: quantile(took, 0.99),
    };
    return { ...result, rss: triple("rss"), heap: triple("heap"), faults, wrong, log: bot.log() };
  } finally {
    await bot.end();
    await discord.close();
  }
}

/** REST fails in one request of twenty: applied or not, with and without a word on how long to wait. */
function inject(discord: Awaited<ReturnType<typeof startFakeDiscord>>, chance: () => number) {
  const counts = {
    duplicates: 0,
    drops: 0,
    "invalid sessions": 0,
    "5xx applied": 0,
    "5xx": 0,
    "429": 0,
    "429 unexplained": 0,
    "hung up": 0,
  };
  const often = (share: number, name: keyof typeof counts) => () => {
    const now = chance() < share;
    if (now) counts[name] += 1;
    return now;
  };
  discord.fault({ ...POST, status: 502, applied: true, when: often(0.02, "5xx applied") });
  discord.fault({ ...POST, status: 503, when: often(0.01, "5xx") });
  discord.fault({ ...POST, status: 429, headers: { "retry-after": "0.2" }, when: often(0.01, "429") });
  discord.fault({ ...POST, status: 429, when: often(0.001, "429 unexplained") });
  discord.fault({ ...POST, hangUp: true, when: often(0.01, "hung up") });
  return counts;
}
