/*
 * What judging messages in public costs: memory of 500,000 blocked domains, start, links and whole messages a second.
 * npx tsx bench/guard-public.ts
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openBlocklist, packBlocklist } from "../src/core/guard/blocklist.ts";
import { guardSchema } from "../src/core/guard/config.ts";
import { judge } from "../src/core/guard/judge.ts";
import { linkGuard } from "../src/core/guard/links/guard.ts";
import { judgeLink } from "../src/core/guard/links/judge-link.ts";
import { peopleGuard } from "../src/core/guard/people/guard.ts";

const DOMAINS = 500_000;
const MESSAGES = [
  "my withdrawal has been pending since yesterday, what can I do?",
  "I sent USDT on the wrong network, txid 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
  "提币一直显示处理中，请问怎么办",
  "see https://etherscan.io/address/0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae for the proof",
  "Hello, DM me on WhatsApp, I can help you to validate your wallet at wallet-sync.example",
];

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
const guard = {
  config,
  links,
  people: peopleGuard(
    { staff: [], brands: ["Borealis"] },
    ["Mei", "Bob"].map((name) => ({ name, accounts: [] })),
  ),
};

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

const times: number[] = [];
const rounds = 4_000;
const whole = cpu(() => {
  for (let i = 0; i < rounds; i++)
    for (const text of MESSAGES) {
      const from = performance.now();
      judge({ text, author: { displayName: `Customer ${i}` }, now: 0 }, guard);
      times.push(performance.now() - from);
    }
});
times.sort((a, b) => a - b);
const at = (share: number): string => ((times[Math.floor(times.length * share)] ?? 0) * 1_000).toFixed(0);
say(
  "messages judged",
  `${Math.round((times.length / whole) * 1_000).toLocaleString("en")}/s, p50 ${at(0.5)} µs, p99 ${at(0.99)} µs`,
);
