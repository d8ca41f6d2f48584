/** Prints what issue-sized claims rest on, all in one run on one machine: `npm run bench`. Times are noisy; ratios hold. */
import { printTable } from "./figures.ts";
import { openBenchDesk, receive } from "./receive.ts";
import { startup } from "./startup.ts";
import { benchStore } from "./store.ts";

const MESSAGES = 100_000;

await benchStore();
await benchReceive();
await benchMemory();
printTable("Start-up, median of 15, milliseconds", [
  ["command", "ms"],
  ...startup().map(({ name, ms }): [string, number] => [name, ms]),
]);

async function benchReceive(): Promise<void> {
  const { desk, close } = await openBenchDesk();
  await receive(desk, { count: 2_000, concurrency: 64, run: "warm" });
  const results = [
    await receive(desk, { count: 3_000, concurrency: 1, run: "one" }),
    await receive(desk, { count: 20_000, concurrency: 64, run: "many" }),
  ];
  printTable("Messages received, decided and durable (SQLite, synchronous=FULL; 233 articles)", [
    ["customers at once", "messages/s", "p50 ms", "p99 ms"],
    ...results.map(({ concurrency, rate, p50, p99 }): (string | number)[] => [String(concurrency), rate, p50, p99]),
  ]);
  await close();
}

async function benchMemory(): Promise<void> {
  const { desk, close } = await openBenchDesk();
  const rows: (string | number)[][] = [["messages", "heap MB", "resident MB"]];
  const note = (done: number) => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    rows.push([done.toLocaleString("en-GB"), heapUsed / 1e6, rss / 1e6]);
  };
  await receive(desk, {
    count: MESSAGES,
    concurrency: 64,
    run: "memory",
    onEvery: (done) => done % 20_000 === 0 && note(done),
  });
  printTable(`Memory after ${MESSAGES.toLocaleString("en-GB")} messages`, rows);
  await close();
}
