/*
 * npm run soak:discord: 10,000 messages of 500 customers, while connections drop, sessions end, requests fail, are applied although they
 * fail, or are to wait. All must be answered once, in order, in flat memory. It takes some minutes: a bot may make fifty requests a
 * second. Other numbers: npm run soak:discord -- MESSAGES CUSTOMERS
 */
import { startBot } from "./discord/child.ts";
import { soak } from "./discord/soak.ts";
import { printTable } from "./figures.ts";

const [messages = 10_000, customers = 500] = process.argv.slice(2).map(Number);
const sessions = Math.max(1, Math.round(messages / 1_500));
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1_000);
const { rss, heap, faults, wrong, complaints, log, ...result } = await soak((api) => startBot("desk", api), {
  messages,
  customers,
  atOnce: 40,
  patience: 180_000,
  sessions,
  outages: sessions,
  progress: (sent) => process.stderr.write(`${sent} sent after ${seconds()} s\n`),
});
const MB = 1e6;
printTable(`Discord, ${customers} customers, faults on, ${seconds()} s`, [
  ["", ""],
  ["sent", result.sent],
  ["answered once", result.answeredOnce],
  ["duplicates", result.duplicates],
  ["out of order", result.outOfOrder],
  ["p50 ms", result.p50],
  ["p99 ms", result.p99],
  ["CPU ms for each message", result.cpu],
]);
printTable("Memory of the bot's process after a collection, MB", [
  ["", "after a tenth", "in the middle", "at the end"],
  ["resident", ...rss.map((it) => it / MB)],
  ["heap", ...heap.map((it) => it / MB)],
]);
printTable("Faults", [["", "times"], ...Object.entries(faults)]);
const well = result.answeredOnce === messages && result.duplicates === 0 && result.outOfOrder === 0;
if (!well) process.stderr.write(`${wrong.slice(0, 8).join("\n")}\n${log.slice(-6_000)}`);
if (complaints.length > 0) process.stderr.write(`${complaints.slice(0, 5).join("\n")}\n`);
process.exitCode = well && complaints.length === 0 ? 0 : 1;
