/** What the guard costs: `npm run bench:guard`. Times are noisy; ratios hold. */

import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";

const before = process.memoryUsage().rss;
const loading = process.cpuUsage();
const { screen } = await import("../src/core/guard/screen.ts");
const load = spent(loading);

function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

const first = (text: string): number => {
  const start = process.cpuUsage();
  screen(text);
  return spent(start);
};
const ENGLISH =
  "hello, i have sent 0.5 btc two hours ago and it has not arrived in my account yet, can you look at it please";
console.log(`start: modules ${load.toFixed(1)} ms, first English message ${first(ENGLISH).toFixed(1)} ms,`);
console.log(
  `  first Chinese ${first("你好，我两个小时前充值了零点五个比特币，到现在还没有到账，请帮我查一下").toFixed(1)} ms,`,
);
console.log(`  first of one long word ${first("a".repeat(40)).toFixed(1)} ms`);
console.log(`memory: ${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(1)} MB more than before\n`);

/** Questions as customers write them, and whole articles as the longest of messages. */
function pack(language: string): { questions: string[]; articles: string[] } {
  const folder = join("examples/exchange/knowledge", language);
  const articles = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const questions = articles.flatMap((text) => [...text.matchAll(/^ {2}- (.+)$/gm)].map((it) => it[1] as string));
  return { questions, articles };
}

const en = pack("en");
const zh = pack("zh");
const SETS: Record<string, string[]> = {
  "questions, English": en.questions,
  "questions, Chinese": zh.questions,
  "messages with a hash, an address, a number": en.questions.map(
    (it, i) =>
      `${it} tx ${i.toString(16).padStart(64, "3b")} to 0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae, order 8812733${i}`,
  ),
  "messages with a secret": en.questions.map(
    (it) => `${it} legal winner thank year wave sausage worth useful legal winner thank yellow`,
  ),
  "long messages (1,000 characters)": en.articles.map((it) => it.slice(0, 1_000)),
  "whole articles": en.articles,
};

const ROUNDS = 20_000;
console.log(
  `${"".padEnd(44)}${["messages/s", "p50 µs", "p99 µs", "characters"].map((it) => it.padStart(12)).join("")}`,
);
for (const [name, texts] of Object.entries(SETS)) {
  const count = name === "whole articles" ? 2_000 : ROUNDS;
  const text = (i: number) => texts[i % texts.length] as string;
  for (let i = 0; i < count / 4; i++) screen(text(i));
  const start = process.cpuUsage();
  for (let i = 0; i < count; i++) screen(text(i));
  const rate = (count / spent(start)) * 1_000;
  const times = Float64Array.from({ length: count }, (_, i) => {
    const began = performance.now();
    screen(text(i));
    return performance.now() - began;
  }).sort();
  const at = (share: number) => ((times[Math.floor(share * (count - 1))] as number) * 1_000).toFixed(1);
  const length = Math.round(texts.reduce((sum, it) => sum + it.length, 0) / texts.length);
  const cells = [Math.round(rate).toLocaleString("en"), at(0.5), at(0.99), String(length)];
  console.log(`${name.padEnd(44)}${cells.map((it) => it.padStart(12)).join("")}`);
}
console.log(`\nOne thread; messages/s by processor time, p50 and p99 by the clock. Load ${loadavg()[0]?.toFixed(1)}.`);
