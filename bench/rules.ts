// npm run bench:rules: how long routing takes with 1,000 rules, and a tick with everything running at once.
import { parseConfig } from "../src/core/config/parse.ts";
import { guardPolicy } from "../src/core/guard/policy.ts";
import { noKnowledge } from "../src/core/knowledge/no-knowledge.ts";
import { noChanges } from "../src/core/oncall/roster.ts";
import { knownFrom } from "../src/core/outbound/known.ts";
import type { Policy } from "../src/core/policy.ts";
import type { StreamId } from "../src/core/ports.ts";
import { route } from "../src/core/rules/route.ts";
import { tickets } from "../src/core/streams.ts";
import type { LiveTicket, OpenTicket, Ticket } from "../src/core/ticket/ticket.ts";
import { printTable, quantile } from "./figures.ts";
import { tickWithStore } from "./ticking.ts";

const START = Date.UTC(2026, 10, 22, 3);
const RULES = 1_000;

function policyOf(rules: string): Policy {
  const { config } = parseConfig(
    `desk: { name: Bench }
teams: [frontline, security]
people: { mei: { name: Mei, team: security }, bob: { name: Bob, team: security } }
paging: { lead: mei }
schedules:
  s:
    zone: Europe/London
    layers:
      - { name: week, people: [mei, bob] }
      - { name: nights, people: [bob, mei], turn: 1 day, hours: "22:00-06:00", zone: Asia/Shanghai }
escalation: { urgent: { steps: [{ page: [{ schedule: s }] }, { page: [{ team: security }] }] } }
tickets: { escalate: { P1: urgent } }
rules: [${rules}]`,
    "bench.yaml",
  );
  if (config === undefined) throw new Error("the benchmark's configuration is wrong");
  return {
    config,
    knowledge: noKnowledge(["en"]),
    guard: guardPolicy(config),
    known: knownFrom(new Map()),
    macros: [],
  };
}

const opening = (confidence: number): Omit<OpenTicket, "type" | "number"> => ({
  conversation: "conversation:1",
  customer: "console:a",
  channel: "console",
  language: "en",
  subjectContent: "x",
  reason: "no_answer",
  subject: { content: null, article: null, category: null, confidence, signals: [] },
});

/** None of the rules applies but the last: all of them are looked at, and each says why not. */
function routing(): { took: number[]; worked: number[] } {
  const rules = Array.from({ length: RULES }, (_, i) =>
    i === RULES - 1
      ? "{ name: last, when: {}, do: { priority: P1 } }"
      : `{ name: rule ${i}, when: { reason: no_answer, language: [en, zh], channel: [discord, slack, x${i}], confidence_below: 0.5 }, do: { priority: P2 } }`,
  ).join(", ");
  const policy = policyOf(rules);
  const took: number[] = [];
  const worked: number[] = [];
  for (let i = 0; i < 6_000; i++) {
    const ticket = opening((i % 100) / 100);
    const began = performance.now();
    const before = process.threadCpuUsage();
    route(ticket, policy, START);
    const { user, system } = process.threadCpuUsage(before);
    if (i < 1_000) continue;
    took.push(performance.now() - began);
    worked.push((user + system) / 1_000);
  }
  return { took, worked };
}

function opened(policy: Policy, stream: StreamId): LiveTicket {
  const context = { now: START, policy, roster: noChanges };
  const decision = tickets.decide({ type: "open", number: 1, ...opening(0.2) }, tickets.initial, context);
  if (!decision.ok) throw new Error(decision.detail);
  let state: Ticket = tickets.initial;
  decision.events.forEach(({ event }, i) => {
    state = tickets.evolve(state, { id: `${stream}/${i + 1}`, at: START, event, content: null }, stream);
  });
  if ((state as Ticket).state === "none") throw new Error("it did not open");
  return state as unknown as LiveTicket;
}

/** Decides deadlines of `count` tickets that are all due in the same moment, without the store; in milliseconds. */
function ticking(count: number, kind: string, after: number): [took: number, worked: number] {
  const policy = policyOf("{ name: all, when: {}, do: { priority: P1 } }");
  const states = Array.from({ length: count }, (_, i) => opened(policy, `ticket:${i}`));
  const runs: number[] = [];
  const worked: number[] = [];
  for (let run = 0; run < 5; run++) {
    const context = { now: START + after + run, policy, roster: noChanges };
    const began = performance.now();
    const before = process.threadCpuUsage();
    let events = 0;
    for (const state of states) {
      const decision = tickets.decide({ type: "deadline", kind }, state, context);
      if (decision.ok) events += decision.events.length;
    }
    const { user, system } = process.threadCpuUsage(before);
    worked.push((user + system) / 1_000);
    runs.push(performance.now() - began);
    if (events === 0) throw new Error("nothing was due");
  }
  return [quantile(runs, 0.5), quantile(worked, 0.5)];
}

const { took, worked } = routing();
printTable("Routing", [
  ["rules", "p50 ms", "p99 ms", "p99 ms of CPU"],
  [String(RULES), quantile(took, 0.5), quantile(took, 0.99), quantile(worked, 0.99)],
]);
printTable("Deciding what is due in one moment, without the store", [
  ["deadlines", "ms", "ms of CPU"],
  ["10,000 escalation steps", ...ticking(10_000, "escalation.next", 6 * 60_000)],
  ["100,000 SLA deadlines", ...ticking(100_000, "sla.breach.first", 16 * 60_000)],
]);

const stored = await tickWithStore(20_000, policyOf("{ name: all, when: {}, do: { priority: P1 } }"), opening(0.2), {
  start: START,
  after: 16 * 60_000,
});
printTable("Carrying out what is due in one moment, each durable in SQLite", [
  ["deadlines", "ms", "ms of CPU", "of 100,000, seconds"],
  [
    stored.deadlines.toLocaleString("en-GB"),
    stored.took,
    stored.worked,
    ((stored.took / stored.deadlines) * 100_000) / 1_000,
  ],
]);
