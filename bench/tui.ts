/**
 * What the responder's terminal costs: npm run bench:tui. The built program runs in a pty on a desk that plays the wire, beside a list
 * written with Ink in the plain way, on the same wire in the same minute. Processor time, since the clock is everybody's.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { printTable, quantile } from "./figures.ts";
import { playDesk } from "./tui/desk.ts";
import { watch } from "./tui/watch.ts";

const KEYS = 40;
const MEASURED = 10_000;
const folder = mkdtempSync(join(tmpdir(), "nightdesk-bench-tui-"));
const built = join(resolve("node_modules"), ".bench-tui");
const peer = join(built, "ink-list.js");
await build({
  entryPoints: ["bench/tui/ink-list.tsx"],
  outdir: built,
  splitting: true,
  bundle: true,
  format: "esm",
  platform: "node",
  jsx: "automatic",
  minifySyntax: true,
  define: { "process.env.NODE_ENV": '"production"' },
  external: ["react-devtools-core"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
const token = `nd_lead_${"a".repeat(43)}`;
const env = { NIGHTDESK_TOKEN: token, LANG: "en_GB.UTF-8", XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };

interface Cost {
  first: { wall: number; cpu: number };
  share: number;
  idle: number;
  kilobytes: number;
  keys: { cpu: number; wall: number }[];
  clears: number;
  memory: number;
}

async function cost(program: (url: string) => string[], tickets: number, rate: number): Promise<Cost> {
  const quietDesk = await playDesk(tickets, 0);
  const still = await watch(process.execPath, program(quietDesk.url), env, [120, 40]);
  const first = await still.first();
  await still.later(4_000);
  const idle = (await still.during(4_000)).share;
  still.kill();
  quietDesk.close();

  const desk = await playDesk(tickets, rate);
  const busy = await watch(process.execPath, program(desk.url), env, [120, 40]);
  await busy.first();
  await busy.later(tickets > 20_000 ? 12_000 : 5_000);
  const during = await busy.during(MEASURED);
  const keys: Cost["keys"] = [];
  for (let i = 0; i < KEYS; i++) keys.push(await busy.key(i % 20 < 15 ? "j" : "k"));
  const { most } = busy.memory();
  const clears = busy.clears();
  busy.kill();
  desk.close();
  return { first, share: during.share, idle, kilobytes: during.kilobytes, keys, clears, memory: most };
}

const ours = (url: string) => [
  "--max-semi-space-size=2",
  resolve("dist/main.js"),
  "tui",
  "--server",
  url,
  "--lang",
  "en",
];
const plain = (url: string) => [peer, url];

const rows = [];
for (const [name, program, tickets, rate] of [
  ["nightdesk tui, 10,000 tickets, 60 events/s", ours, 10_000, 60],
  ["plain Ink list, 10,000 tickets, 60 events/s", plain, 10_000, 60],
  ["nightdesk tui, 50,000 tickets, 60 events/s", ours, 50_000, 60],
] as const) {
  process.stderr.write(`${name} …\n`);
  const it = await cost(program, tickets, rate);
  const [cpu, wall] = [it.keys.map((key) => key.cpu), it.keys.map((key) => key.wall)];
  rows.push([
    name,
    it.first.cpu,
    it.first.wall,
    100 * it.share,
    100 * it.idle,
    quantile(cpu, 0.5),
    quantile(cpu, 0.95),
    quantile(wall, 0.5),
    quantile(wall, 0.95),
    it.kilobytes,
    String(it.clears),
    it.memory,
  ]);
}
printTable("The responder's terminal at 120x40 (ms on the processor unless it says clock)", [
  [
    "",
    "first frame",
    "clock",
    "busy %",
    "idle %",
    "key p50",
    "p95",
    "clock p50",
    "p95",
    "kB/s",
    "clears",
    "MB at most",
  ],
  ...rows,
]);
rmSync(folder, { recursive: true, force: true });
rmSync(built, { recursive: true, force: true });
process.exit();
