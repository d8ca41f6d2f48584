import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { App } from "../../../src/cli/tui/app.tsx";
import { frame } from "../../../src/cli/tui/frame.ts";
import { openScreen } from "../../../src/cli/tui/screen.ts";
import type { State } from "../../../src/cli/tui/state/state.ts";
import { lineWidth } from "../../../src/cli/tui/text/line.ts";
import { width } from "../../../src/cli/tui/text/width.ts";
import { type Message, update } from "../../../src/cli/tui/update/update.ts";
import type { FactFinding } from "../../../src/core/outbound/check.ts";
import { atNight, key, keys, screenText } from "../../harness/desk-screen.ts";
import { bare, lookOf, mount } from "../../harness/tui.tsx";
import { NIGHT, QUEUE, ticket, VIEW } from "../../harness/wire.ts";
import { ARTICLE, DEAD, DONE, HITS, INCIDENT, INCIDENTS, PEOPLE, SHIFT, TRAFFIC } from "../../harness/wire-rooms.ts";

const SIZES = [
  [60, 15],
  [80, 24],
  [100, 30],
  [120, 40],
  [160, 45],
  [213, 57],
] as const;

const found = (kind: FactFinding["kind"], text: string, says: string | null): FactFinding => {
  return { kind, text, start: 0, end: 1, nearest: says === null ? null : { fact: "wdl.hold.password", says } };
};
const STOPPED = {
  ok: false,
  reason: "facts_not_known",
  detail: "not sent",
  findings: [
    found("duration", "36 hours", "24 hours"),
    found("link", "evil.example", null),
    found("amount", "3 USDT", null),
  ],
} as const;
const MACROS = [
  { id: "ask-for-hash", title: "Ask for the transaction hash", language: "en", text: "Please send the hash." },
  { id: "in-review", title: "提币审核中", language: "zh", text: "您的提币正在安全审核中。\n工单 T-7 会保持打开。" },
];

/** T-7 before mei answered: the suggested reply has not been overtaken. */
const UNANSWERED = { ...VIEW, transcript: VIEW.transcript.slice(0, 3) };

/** What a responder may have done to the screen. */
const SCENES: Record<string, Message[]> = {
  queue: [],
  ticket: keys("enter"),
  triage: keys("enter", "2"),
  reasons: keys("enter", "2", "t"),
  suggested: [{ type: "viewed", number: 7, view: UNANSWERED }, ...keys("enter", "r")],
  why: keys("enter", "3"),
  history: keys("enter", "4"),
  composer: [
    ...keys("enter", "r"),
    { type: "pasted", text: "您好，我们已暂停该账户的提现。\n\nWe will write again within an hour." },
  ],
  stopped: [
    ...keys("enter", "r"),
    { type: "pasted", text: "The hold ends after 36 hours; see evil.example\n提币手续费 3 USDT" },
    key("ctrl+s"),
    { type: "refused", id: "t1-1", refusal: { ...STOPPED }, view: null },
  ],
  macros: [...keys("enter", "r", "ctrl+t"), { type: "macros", number: 7, macros: MACROS }],
  help: keys("?"),
  palette: [...keys(":"), { type: "pasted", text: "res" }],
  filter: [...keys("/"), { type: "pasted", text: "lang:zh" }],
  snooze: [...keys("z"), { type: "next-shift", at: NIGHT + 5 * 3_600_000 }],
  correct: keys("enter", "E"),
  resolve: keys("x", "enter"),
  quit: [...keys("enter", "n"), { type: "pasted", text: "call back" }, ...keys("ctrl+c")],
  customer: [
    ...keys("C"),
    { type: "pasted", text: "提币一直显示处理中，帮我转人工，我已经等了很久很久了，请尽快处理，谢谢" },
  ],
  urgent: [{ type: "received", tickets: [ticket(20, { priority: "P0", subject: "助记词泄露了，怎么办？" })] }],
  security: [...keys("g", "s"), { type: "incidents", items: INCIDENTS, views: [INCIDENT] }],
  freeze: [...keys("enter", "F"), { type: "pasted", text: "客户 00:05 报告" }, ...keys("enter", "enter", "c", "o")],
  people: [...keys("I"), { type: "people", people: PEOPLE }],
  shift: [...keys("g", "o"), { type: "shift", news: SHIFT }],
  handover: [...keys("g", "o"), { type: "shift", news: SHIFT }, ...keys("H")],
  "take-over": [...keys("g", "o"), { type: "shift", news: SHIFT }, ...keys("T")],
  stats: [...keys("g", "d"), { type: "traffic", hours: 24, traffic: TRAFFIC }],
  activity: [...keys("g", "a"), { type: "activity", all: false, done: DONE, dead: DEAD }],
  knowledge: [
    ...keys("enter", "r", "ctrl+k"),
    { type: "found", of: QUEUE[0]?.subject ?? "", hits: HITS },
    { type: "article", id: "WDL-01", article: ARTICLE },
  ],
  customer_of: [
    ...keys("enter", "5"),
    {
      type: "customer",
      customer: "console:customer-7",
      profile: { tier: "vip", since: NIGHT - 400 * 86_400_000 },
      tickets: [...QUEUE.slice(0, 2), ticket(4, { state: "resolved", dueAt: null })],
    },
  ],
  offline: [{ type: "lost", tries: 6 }, key("a")],
  denied: [{ type: "denied" }],
};

const scene = (columns: number, rows: number, messages: Message[]): State =>
  atNight({ columns, rows, demo: true }, { type: "resized", columns, rows }, ...messages);

describe("every frame", () => {
  for (const [columns, rows] of SIZES) {
    it(`fills ${columns}x${rows} exactly, whatever is open`, () => {
      for (const [name, messages] of Object.entries(SCENES)) {
        const { lines, caret } = frame(scene(columns, rows, messages));
        expect(lines, name).toHaveLength(rows);
        expect(lines.map(lineWidth), name).toEqual(lines.map(() => columns));
        if (caret !== undefined)
          expect(caret.x < columns && caret.y < rows && caret.x >= 0 && caret.y >= 0, name).toBe(true);
      }
    });

    it(`goes through Ink at ${columns}x${rows} row for row`, async () => {
      const screen = openScreen({
        start: { columns, rows, language: "en", demo: true, terminal: "t", url: "u" },
        now: () => NIGHT,
        run: () => undefined,
      });
      const terminal = mount(<App screen={screen} look={() => lookOf(0)} />, columns, rows);
      screen.dispatch({ type: "snapshot", tickets: QUEUE });
      screen.dispatch({ type: "viewed", number: 7, view: VIEW });
      await terminal.types("\r");
      screen.close();
      expect(terminal.lines()).toHaveLength(rows);
      for (const line of terminal.lines()) expect(width(line)).toBeLessThanOrEqual(columns);
      expect(bare(terminal.lines())).toBe(screenText(screen.get()));
    });
  }

  it("keeps its size whatever customers are called and write", { timeout: 60_000 }, () => {
    const wild = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc
        .array(fc.constantFrom("账户", "👨‍👩‍👧", "e\u0301", "\x1b[2J", "\u202e", "ｶﾞ", "ก็", "ﷺ", "🇨", "\n", "**"), {
          maxLength: 20,
        })
        .map((it) => it.join("")),
    );
    fc.assert(
      fc.property(wild, wild, wild, fc.constantFrom(...SIZES), (subject, said, owner, [columns, rows]) => {
        const wilder = { ...(QUEUE[0] ?? ticket(7)), version: 2, subject, owner, customer: said, category: owner };
        const view = {
          ...VIEW,
          ticket: wilder,
          transcript: [
            {
              ...VIEW.transcript[0],
              id: "x",
              at: NIGHT,
              author: { side: "customer" as const },
              article: owner,
              text: said,
            },
          ],
        };
        const state = scene(columns, rows, [{ type: "viewed", number: 7, view }, key("enter")]);
        const { lines } = frame(state);
        expect(lines.map(lineWidth)).toEqual(Array.from({ length: rows }, () => columns));
        expect(lines.flat().every(({ text }) => !/[\x00-\x1f\x7f-\x9f\u202e]/.test(text))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("shows where to look up what a customer names, below their words", () => {
    const value = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    const url = `https://tronscan.org/#/address/${value}`;
    const view = {
      ...VIEW,
      transcript: [
        {
          ...VIEW.transcript[0],
          id: "x",
          at: NIGHT,
          author: { side: "customer" as const },
          article: null,
          text: value,
        },
      ],
      entities: [{ kind: "trx_address", value, links: [{ network: "tron" as const, url }] }],
    };
    const shown = screenText(scene(140, 40, [{ type: "viewed", number: 7, view }, key("enter")]));
    expect(shown).toContain("tron:");
    expect(shown).toContain(url);
  });

  it("says so when the terminal is too small, and keeps what was there", () => {
    const small = update(scene(80, 24, keys("enter")), { type: "resized", columns: 50, rows: 10 }, NIGHT)[0];
    expect(screenText(small).trim()).toBe("terminal too small (50x10), need 60x15");
    expect(screenText(update(small, { type: "resized", columns: 80, rows: 24 }, NIGHT)[0])).toContain(
      "账户疑似被盗，请立即冻结！",
    );
  });
});

describe("the screens", () => {
  for (const [columns, rows] of [
    [80, 24],
    [120, 40],
  ] as const) {
    for (const name of [
      "queue",
      "snooze",
      "ticket",
      "triage",
      "suggested",
      "composer",
      "stopped",
      "macros",
      "help",
      "security",
      "freeze",
      "people",
      "shift",
      "handover",
      "stats",
      "activity",
      "knowledge",
      "customer_of",
    ] as const) {
      it(`${name} at ${columns}x${rows}`, async () => {
        const text = screenText(scene(columns, rows, SCENES[name] ?? []));
        await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}-${columns}x${rows}.txt`);
      });
    }
  }

  for (const [name, ...pressed] of [
    ["ticket", "enter"],
    ["triage", "enter", "2", "t"],
    ["snooze", "z"],
    ["customer_of", "enter", "5"],
  ] as const) {
    it(`${name} speaks Chinese`, async () => {
      const text = screenText(atNight({ language: "zh" }, ...keys(...pressed)));
      await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}-zh-80x24.txt`);
    });
  }

  it("shows what triage makes of a ticket beside it where there is room", async () => {
    const text = screenText(atNight({ columns: 200, rows: 50 }, ...keys("enter")));
    await expect(`${text}\n`).toMatchFileSnapshot("golden/side-200x50.txt");
  });
});
