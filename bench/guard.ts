/** What the guard costs: `npm run bench:guard`. Times are noisy; ratios hold. */
import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { blocklistReader } from "../src/cli/blocklist.ts";
import { guardSchema } from "../src/core/guard/config.ts";
import { judge } from "../src/core/guard/judge.ts";
import { linkGuard } from "../src/core/guard/links/guard.ts";
import { peopleGuard } from "../src/core/guard/people/guard.ts";
import { screen } from "../src/core/guard/screen.ts";
import { printTable, quantile } from "./figures.ts";
import { startOfGuard } from "./guard-start.ts";

const { load, memory, firsts } = await startOfGuard();
console.log(`start, bundled: the guard's modules ${load.toFixed(1)} ms of processor time, ${memory.toFixed(1)} MB;`);
console.log(`  ${firsts.map(([name, ms]) => `first ${name} ${ms.toFixed(1)} ms`).join(", ")}`);

/** Questions as customers write them, and whole articles as the longest of messages. */
function pack(language: string): { questions: string[]; articles: string[] } {
  const folder = join("examples/exchange/knowledge", language);
  const articles = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const questions = articles.flatMap((text) => [...text.matchAll(/^ {2}- (.+)$/gm)].map((it) => it[1] as string));
  return { questions, articles };
}

const en = pack("en");
const zh = pack("zh");
const LURES = [
  "Hello, DM me on WhatsApp +1 555 0100, I can help you to validate your wallet at wallet-sync.example",
  "send 1 eth to this address 0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae and get 2 eth back instantly",
  "加我微信 abc12345，专业追回被骗资金",
];

/** Kinds of messages, and how many of a hundred in the mixture are of each. */
const KINDS: [name: string, share: number, texts: string[]][] = [
  ["question, English", 58, en.questions],
  ["question, Chinese", 20, zh.questions],
  [
    "with a hash, an address, a number",
    8,
    en.questions.map(
      (it, i) =>
        `${it} tx ${i.toString(16).padStart(64, "3b")} to 0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae, order 8812733${i}`,
    ),
  ],
  [
    "with a link",
    6,
    en.questions.map((it, i) => `${it} see https://shop${i}.market-${i % 97}.com/help?id=${i} or github.com/a/b${i}`),
  ],
  // More hosts than are remembered: each is judged anew.
  [
    "with a link to a host never seen",
    0,
    Array.from({ length: 20_000 }, (_, i) => `is this honest? https://shop${i}.market-${i}.com/help?id=${i}`),
  ],
  ["a lure", 3, LURES.flatMap((it) => Array.from({ length: 50 }, (_, i) => `${it} ${i}`))],
  [
    "with a recovery phrase",
    1,
    en.questions.map((it) => `${it} legal winner thank year wave sausage worth useful legal winner thank yellow`),
  ],
  ["1,000 characters", 4, en.articles.map((it) => JSON.parse(JSON.stringify(it.slice(0, 1_000))))],
];
const MIXTURE = KINDS.flatMap(([, share, texts]) =>
  Array.from({ length: share * 20 }, (_, i) => texts[(i * 31) % texts.length] as string),
);
const shuffled = MIXTURE.map((it, i) => [(i * 7_919) % MIXTURE.length, it] as const)
  .sort((a, b) => a[0] - b[0])
  .map(([, it]) => it);

const config = guardSchema.parse({ domains: ["borealis.com"] });
const guard = {
  config,
  links: linkGuard(config, blocklistReader(undefined)),
  people: peopleGuard(
    { staff: [], brands: ["Borealis"] },
    ["Mei", "Bob"].map((name) => ({ name, accounts: [] })),
  ),
};

/** Everything that a public message passes: what is taken out, and what it, its links and its author are judged to be. */
function whole(text: string, i: number): void {
  screen(text);
  const author = { id: `discord:${i % 500}`, displayName: `Customer ${i % 500}`, createdAt: 0 };
  judge({ text, author, now: 1_800_000_000_000 }, guard);
}

const ROUNDS = 20_000;
function row(name: string, texts: string[]): (string | number)[] {
  const text = (i: number) => texts[i % texts.length] as string;
  for (let i = 0; i < ROUNDS / 2; i++) whole(text(i), i);
  const start = process.cpuUsage();
  for (let i = 0; i < ROUNDS; i++) whole(text(i), i);
  const { user, system } = process.cpuUsage(start);
  // The best of three for each message: what another program takes meanwhile is not the guard's, and the clock of processor time is
  // too coarse for one message.
  const times = new Float64Array(ROUNDS).fill(Number.POSITIVE_INFINITY);
  for (let round = 0; round < 3; round++)
    for (let i = 0; i < ROUNDS; i++) {
      const began = performance.now();
      whole(text(i), i);
      times[i] = Math.min(times[i] ?? 0, 1_000 * (performance.now() - began));
    }
  const length = Math.round(texts.reduce((sum, it) => sum + it.length, 0) / texts.length);
  return [name, (ROUNDS / (user + system)) * 1e6, quantile(times, 0.5), quantile(times, 0.99), length];
}

printTable("the whole screen: secrets, personal data, entities, links, people, lures, judging", [
  ["", "messages/s", "p50 µs", "p99 µs", "characters"],
  ...KINDS.map(([name, share, texts]) => row(`${name} (${share} %)`, texts)),
  row("the mixture of these", shuffled),
]);
console.log("\ngoal for the mixture: 20,000/s on one core, p99 under 250 µs");
console.log(`Messages a second by processor time, percentiles by the clock. Load ${loadavg()[0]?.toFixed(1)}.`);
