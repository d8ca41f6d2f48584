import type { ShiftNews } from "../../src/cli/tui/state/rooms.ts";
import { INDICATORS } from "../../src/core/incident/indicators.ts";
import { PHASES } from "../../src/core/incident/runbook.ts";
import type { WireArticle, WireEffect, WireHits } from "../../src/server/api.ts";
import type { WireIncident, WireIncidentRow } from "../../src/server/api-incident.ts";
import type { WireActivity, WirePeople, WireTraffic } from "../../src/server/api-insight.ts";
import { NIGHT } from "./wire.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** mei is on call until eight; bob left a note; three tickets have news. */
export const SHIFT: ShiftNews = {
  turns: [
    { schedule: "primary", zone: "UTC", person: "mei", because: "rotation", until: NIGHT + 5 * HOUR },
    { schedule: "security", zone: "UTC", person: null, because: "nobody", until: null },
  ],
  shifts: [
    {
      schedule: "primary",
      zone: "UTC",
      zones: {},
      shifts: [
        { person: "mei", because: "rotation", from: NIGHT - 3 * HOUR, until: NIGHT + 5 * HOUR },
        { person: "bob", because: "rotation", from: NIGHT + 5 * HOUR, until: NIGHT + 13 * HOUR },
      ],
    },
    { schedule: "security", zone: "UTC", zones: {}, shifts: [] },
  ],
  handovers: [
    {
      id: "h0",
      schedule: "primary",
      by: "ann",
      to: "bob",
      at: NIGHT - 12 * HOUR,
      notes: "All quiet.",
      reminded: 0,
      accepted: { by: "bob", at: NIGHT - 11 * HOUR, notes: "thanks" },
    },
    {
      id: "h1",
      schedule: "primary",
      by: "bob",
      to: "mei",
      at: NIGHT - 3 * HOUR,
      notes: "链上拥堵，TRC20 延迟；KB-087 已更新。\nT-7: wait for the freeze before you answer.",
      reminded: 1,
      accepted: null,
    },
  ],
  catchUp: {
    since: NIGHT - 9 * HOUR,
    until: NIGHT,
    counts: { opened: 31, resolved: 24, reopened: 1, missed: 2, unheard: 1 },
    tickets: [
      {
        number: 7,
        priority: "P0",
        state: "open",
        owner: "mei",
        subject: "账户疑似被盗，请立即冻结！",
        grave: true,
        at: NIGHT - 51 * MINUTE,
        what: ["ticket T-7 opened", "SLA first response was missed", "mei took it"],
      },
      {
        number: 12,
        priority: "P1",
        state: "open",
        owner: "bob",
        subject: "提币一直显示处理中 👨‍👩‍👧 帮我转人工",
        grave: false,
        at: NIGHT - 80 * MINUTE,
        what: ["bob escalated it: the network says it is through, the customer that it is not"],
      },
      {
        number: 4,
        priority: "P2",
        state: "resolved",
        owner: "bob",
        subject: "Deposit 4 has not arrived",
        grave: false,
        at: NIGHT - 200 * MINUTE,
        what: ["bob resolved it: credited by hand"],
      },
    ],
    more: 3,
    others: [{ at: NIGHT - 100 * MINUTE, what: "the desk opened outage o1 about DEP-02" }],
  },
};

const wave = (i: number): number => Math.round(6 + 5 * Math.sin(i / 3));

export const TRAFFIC: WireTraffic = {
  from: NIGHT - 24 * HOUR,
  until: NIGHT,
  slots: Array.from({ length: 24 }, (_, i) => ({
    from: NIGHT - (24 - i) * HOUR,
    arrived: wave(i),
    resolved: i === 3 ? 0 : wave(i + 2),
    backlog: 20 + i,
  })),
  arrived: 142,
  resolved: 130,
  backlog: 43,
  missed: 5,
  firstReply: 130_000,
  languages: [
    { of: "en", count: 84 },
    { of: "zh", count: 57 },
    { of: "ja", count: 1 },
  ],
  categories: [
    { of: "withdrawals", count: 70 },
    { of: "deposits", count: 41 },
    { of: "security", count: 20 },
    { of: "-", count: 11 },
  ],
  priorities: [
    { of: "P2", count: 99 },
    { of: "P1", count: 30 },
    { of: "P3", count: 10 },
    { of: "P0", count: 3 },
  ],
  asked: 520,
  alone: 378,
  aloneByLanguage: [
    { language: "en", asked: 300, alone: 220 },
    { language: "zh", asked: 220, alone: 158 },
  ],
  ratings: { count: 41, mean: 4.34 },
};

export const DONE: WireActivity["items"] = [
  { id: "t/9", at: NIGHT - 2 * MINUTE, ticket: 7, by: "mei", what: "replied to the customer" },
  { id: "t/4", at: NIGHT - 60 * MINUTE, ticket: 7, by: "mei", what: "mei took it" },
  { id: "r/1", at: NIGHT - 20 * HOUR, ticket: null, by: "mei", what: "mei hands primary over to bob" },
];

export const DEAD: WireEffect[] = [
  {
    id: "c/9-0",
    status: "dead",
    what: "send message to discord",
    key: "discord:1",
    dueAt: NIGHT - HOUR,
    attempts: 8,
    error: "Unknown Channel (10003): the thread was deleted",
    updatedAt: NIGHT - 30 * MINUTE,
  },
];

export const HITS: WireHits["hits"] = [
  { article: "WDL-01", language: "zh", title: "提币确认时间", score: 0.91 },
  { article: "SEC-09", language: "en", title: "Freezing an account, for staff", score: 0.4 },
];

export const ARTICLE: WireArticle = {
  id: "WDL-01",
  language: "zh",
  exact: true,
  title: "提币确认时间",
  category: "withdrawals",
  audience: "public",
  route: "self",
  owner: "payments",
  reviewed: "2026-11-20",
  questions: ["提币多久到账"],
  related: [],
  body: "**网络确认数**\n\n1. TRC20 需要 20 个确认，约 1 分钟。\n2. ERC20 需要 12 个确认，约 3 分钟，网络拥堵时会更久，请耐心等待，不要重复提交。\n\n仍未到账？发送“转人工”。",
};

/** T-7's, whose account is frozen. */
export const INCIDENT: WireIncident = {
  number: 7,
  state: "contained",
  kind: "takeover",
  customer: "console:customer-7",
  account: "u-4711",
  freeze: { state: "frozen", by: "mei", at: NIGHT - 40 * MINUTE },
  restore: { state: "none" },
  verifiedAt: null,
  reportedAt: NIGHT - 51 * MINUTE,
  timeToFreeze: { fromAsked: 30_000, fromReport: 11 * MINUTE },
  coolUntil: NIGHT + 20 * HOUR,
  updateDueAt: NIGHT + 9 * MINUTE,
  indicators: [{ kind: INDICATORS[0], value: "203.0.113.9", by: "mei", at: NIGHT - 30 * MINUTE }],
  linked: [3],
  runbook: [
    {
      id: "contain",
      phase: PHASES[0],
      role: "responder",
      task: "freeze the account",
      done: { by: "mei", at: NIGHT - 41 * MINUTE },
    },
    { id: "verify", phase: PHASES[0], role: "responder", task: "have the customer sign in", done: null },
  ],
  timeline: [
    { id: "i/1", at: NIGHT - 51 * MINUTE, what: "reported: somebody else may be in the account", trace: null },
    { id: "i/2", at: NIGHT - 41 * MINUTE, what: "mei asked for a freeze: 客户要求", trace: null },
    { id: "i/3", at: NIGHT - 40 * MINUTE, what: "the account is frozen", trace: null },
  ],
};

export const INCIDENTS: WireIncidentRow[] = [
  {
    number: 7,
    version: 4,
    state: "contained",
    kind: "takeover",
    customer: "console:customer-7",
    channel: "console",
    language: "zh",
    account: "u-4711",
    freeze: "frozen",
    restore: "none",
    reportedAt: NIGHT - 51 * MINUTE,
    askedAt: NIGHT - 41 * MINUTE,
    frozenAt: NIGHT - 40 * MINUTE,
    updateDueAt: NIGHT + 9 * MINUTE,
    missed: 0,
    updatedAt: NIGHT - 40 * MINUTE,
  },
];

/** Whom tickets can be given to. */
export const PEOPLE: WirePeople["people"] = [
  { id: "mei", name: "Mei", onCall: ["primary"], tickets: 2 },
  { id: "bob", name: "Bob", onCall: [], tickets: 1 },
  { id: "wang", name: "王伟", onCall: [], tickets: 0 },
];
