/*
 * npm run soak:discord: 10,000 messages of 500 customers, while connections drop, sessions end, requests fail, are applied although they
 * fail, or are to wait. All must be answered once, in order, in flat memory. Other numbers: npm run soak:discord -- MESSAGES CUSTOMERS
 */
import { soak } from "./discord/soak.ts";
import { printTable } from "./figures.ts";

const [messages = 10_000, customers = 500] = process.argv.slice(2).map(Number);
const invalid = Math.max(1, Math.round(messages / 1_500));
const { rss, heap, faults, wrong, log, ...result } = await soak({
  messages,
  customers,
  rate: 35,
  invalid,
  drops: invalid * 3,
});
const MB = 1e6;
printTable(`Discord, ${customers} customers, faults on`, [
  ["", ""],
  ["sent", result.sent],
  ["answered", result.answered],
  ["duplicates", result.duplicates],
  ["out of order", result.outOfOrder],
  ["p50 ms", result.p50],
  ["p99 ms", result.p99],
]);
printTable("Memory of the bot's process after a collection, MB", [
  ["", "after a tenth", "in the middle", "at the end"],
  ["resident", ...rss.map((it) => it / MB)],
  ["heap", ...heap.map((it) => it / MB)],
]);
printTable("Faults", [["", "times"], ...Object.entries(faults)]);
const well = result.answered === result.sent && result.duplicates === 0 && result.outOfOrder === 0;
if (!well) process.stderr.write(`${wrong.slice(0, 5).join("\n")}\n${log.slice(-4_000)}`);
process.exitCode = well ? 0 : 1;
