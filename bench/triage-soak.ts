// npm run soak:triage: three processes on one PostgreSQL, one killed (-9) after the other, for ten minutes; --minutes 1 for a shorter one.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startPostgres } from "../tests/harness/postgres.ts";
import { openSeveral } from "../tests/harness/several.ts";
import { printTable } from "./figures.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    "per-second": { type: "string", default: "2" },
    "kill-every": { type: "string", default: "10" },
  },
});
const [minutes, rate, every] = [Number(values.minutes), Number(values["per-second"]), Number(values["kill-every"])];
/** How long a process stays away. */
const AWAY = 2_000;

const server = process.env.DATABASE_URL ? undefined : await startPostgres([]);
const redis = process.env.REDIS_URL;
const several = await openSeveral(
  process.env.DATABASE_URL ?? server?.url ?? "",
  ["api", "worker,clock", "worker,clock"],
  redis === undefined ? {} : { REDIS_URL: redis },
);
const begun = Date.now();
const end = begun + minutes * 60_000;
let [customer, away, kills] = [0, 0, 0];

async function customers(): Promise<void> {
  while (Date.now() < end) {
    // Who is not heard says it again, as a platform would deliver it again: under the same name.
    const thread = `c${customer}`;
    if (await several.ask(thread)) customer += 1;
    else away += 1;
    await pause(1_000 / rate);
  }
}

async function killer(): Promise<void> {
  for (let turn = 0; Date.now() + (every + 5) * 1_000 < end; turn++) {
    await pause(every * 1_000);
    await several.kill(turn % 3);
    kills += 1;
    await pause(AWAY);
    await several.start(turn % 3);
  }
}

try {
  await Promise.all([0, 1, 2].map((i) => several.start(i)));
  await Promise.all([customers(), killer()]);
  const talked = Date.now();
  const { wrong, ...counts } = await several.settled(120);
  printTable(`Three processes, one killed every ${every} s, ${redis === undefined ? "no Redis" : "Redis"}`, [
    ["", "figure"],
    ["minutes", (talked - begun) / 60_000],
    ["processes killed (-9)", String(kills)],
    ["tickets", String(counts.tickets)],
    ["read by triage", String(counts.suggestions)],
    ["pages decided", String(counts.pages)],
    ["calls at the telephone", String(counts.calls)],
    ["of them with an id it had heard (it drops them)", String(counts.repeated)],
    ["messages not taken while the API was away, and said again", String(away)],
    ["seconds until all was done", (Date.now() - talked) / 1_000],
    ["wrong", String(wrong.length)],
  ]);
  for (const line of wrong.slice(0, 20)) process.stdout.write(`  ${line}\n`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await several.close();
  await server?.stop();
}
