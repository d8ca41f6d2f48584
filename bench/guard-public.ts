/*
 * What 500,000 blocked domains cost: memory, start, lookups and links a second. A part of `npm run bench:guard`.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openBlocklist, packBlocklist } from "../src/core/guard/blocklist.ts";
import { guardSchema } from "../src/core/guard/config.ts";
import { linkGuard } from "../src/core/guard/links/guard.ts";
import { judgeLink } from "../src/core/guard/links/judge-link.ts";

const DOMAINS = 500_000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const cpu = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};
const say = (what: string, figure: string): void => void process.stdout.write(`${what.padEnd(46)} ${figure}\n`);

let packed: Uint8Array = new Uint8Array();
const packing = cpu(() => {
  packed = packBlocklist(
    (function* () {
      for (let i = 0; i < DOMAINS; i++) yield `site-${i}.example.net`;
    })(),
    { source: "made up", made: "2026-11-26" },
  );
});
collect();
const rest = process.memoryUsage();
let opened: ReturnType<typeof openBlocklist>;
const opening = cpu(() => {
  opened = openBlocklist(Uint8Array.from(packed));
});
collect();
const held = process.memoryUsage();
const list = opened;
if (list === undefined) throw new Error("the list does not open");

const config = guardSchema.parse({ domains: ["borealis.com"] });
const links = linkGuard(config, () => list);

say("packing 500,000 domains", `${packing.toFixed(0)} ms`);
say("opening them (with the check of the digest)", `${opening.toFixed(1)} ms`);
say("file", `${(packed.length / 1e6).toFixed(1)} MB`);
say(
  "memory they hold",
  `${((held.arrayBuffers + held.heapUsed - rest.arrayBuffers - rest.heapUsed) / 1e6).toFixed(1)} MB`,
);

const lookups = 200_000;
const finding = cpu(() => {
  for (let i = 0; i < lookups; i++) list.find(`www.site-${i * 3}.example.net`, "example.net");
});
say("lookups of a host with its parents", `${Math.round((lookups / finding) * 1_000).toLocaleString("en")}/s`);

const judgedLinks = 50_000;
const judging = cpu(() => {
  for (let i = 0; i < judgedLinks; i++) judgeLink(`https://shop${i}.market-${i % 97}.com/path?x=${i}`, links);
});
say("links judged", `${Math.round((judgedLinks / judging) * 1_000).toLocaleString("en")}/s`);
