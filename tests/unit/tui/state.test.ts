import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../../src/cli/tui/state/filter.ts";
import { layout } from "../../../src/cli/tui/state/layout.ts";
import { HOLD, sorted } from "../../../src/cli/tui/state/order.ts";
import { changeSince } from "../../../src/cli/tui/state/seen.ts";
import { countdown } from "../../../src/cli/tui/state/select.ts";
import { languageOf } from "../../../src/cli/tui/words/words.ts";
import { atNight, key, keys, screenText, step } from "../../harness/desk-screen.ts";
import { NIGHT, QUEUE, ticket, VIEW } from "../../harness/wire.ts";

const BASE = [7, 12, 3, 5, 2, 1, 9];

describe("the order of the queue", () => {
  it("is most urgent first: priority, then the clock that runs out first, then age", () => {
    expect(atNight().list.order).toEqual(BASE);
  });

  it("stays as it is for a moment after a key, and says how many tickets wait to move", () => {
    const typing = atNight({}, key("j"));
    const late = ticket(5, { version: 2, priority: "P0", dueAt: NIGHT - 60_000 });
    const [held] = step(typing, { type: "received", tickets: [late, ticket(30, { priority: "P3" })] });
    expect(held.list.order).toEqual(BASE);
    expect(held.list.touched.size).toBe(2);
    const [settled] = step(held, { type: "ticked" }, NIGHT + HOLD);
    expect(settled.list.order).toEqual([7, 5, 12, 3, 2, 1, 30, 9]);
    expect(settled.cursor).toBe(12);
  });

  it("is applied at once by `.`, and without a key before it", () => {
    const late = ticket(5, { version: 2, priority: "P0", dueAt: NIGHT - 3_600_000 });
    const [held] = step(atNight({}, key("j")), { type: "received", tickets: [late] });
    expect(step(held, key("."))[0].list.order[0]).toBe(5);
    expect(step(atNight(), { type: "received", tickets: [late] })[0].list.order[0]).toBe(5);
  });

  it("is the same whether tickets are put into their places one by one or all are sorted", () => {
    const change = fc.record({
      number: fc.integer({ min: 1, max: 14 }),
      priority: fc.constantFrom("P0", "P1", "P2", "P3"),
      dueAt: fc.option(fc.integer({ min: -20, max: 20 }).map((it) => NIGHT + it * 60_000)),
      state: fc.constantFrom("open", "open", "resolved"),
    });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 6 }), (batches) => {
        let state = atNight({}, ...keys("/", "d", "enter"));
        let version = 2;
        for (const batch of batches) {
          const tickets = batch.map(({ number, ...more }) => ticket(number, { ...more, version: version++ }));
          state = step(state, { type: "received", tickets }, state.now + 10_000)[0];
        }
        expect(state.list.order).toEqual(sorted(state).list.order);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the cursor on its ticket when others come before it", () => {
    const [state] = step(
      atNight({}, ...keys("j", "j")),
      { type: "received", tickets: [ticket(40, { priority: "P0" })] },
      NIGHT + 10_000,
    );
    expect(state.cursor).toBe(3);
    expect(state.list.order).toContain(40);
  });

  it("moves the cursor to the neighbour when its ticket has left", () => {
    const [state] = step(
      atNight({}, key("j")),
      { type: "received", tickets: [{ ...(QUEUE[2] ?? ticket(12)), version: 2, state: "resolved" }] },
      NIGHT + 10_000,
    );
    expect(state.list.order).not.toContain(12);
    expect(state.cursor).toBe(3);
  });

  it("takes no older version than it has", () => {
    const [newer] = step(atNight(), { type: "received", tickets: [ticket(5, { version: 4, owner: "bob" })] });
    const [older] = step(newer, { type: "received", tickets: [ticket(5, { version: 3, owner: null })] });
    expect(older.tickets.get(5)?.owner).toBe("bob");
  });
});

describe("new urgent tickets", () => {
  it("ring for P0 and P1 that were not there before, not for the first page", () => {
    const rings = (...tickets: ReturnType<typeof ticket>[]) =>
      step(atNight(), { type: "received", tickets })[1].filter(({ errand }) => errand === "bell");
    expect(rings(ticket(50, { priority: "P0" }), ticket(51, { priority: "P1" }))).toHaveLength(1);
    expect(rings(ticket(50, { priority: "P2" }))).toEqual([]);
    expect(rings({ ...(QUEUE[0] ?? ticket(7)), version: 2 })).toEqual([]);
  });

  it("are announced until they are read, acknowledged, or a minute has passed", () => {
    const [state] = step(atNight(), { type: "received", tickets: [ticket(50, { priority: "P0" })] });
    expect(state.urgent?.number).toBe(50);
    expect(step(state, key("!"))[0].urgent).toBeNull();
    expect(step(state, { type: "ticked" }, NIGHT + 60_000)[0].urgent).toBeNull();
    expect(
      step(state, { type: "received", tickets: [ticket(50, { priority: "P0", version: 2, acknowledged: true })] })[0]
        .urgent,
    ).toBeNull();
  });
});

describe("keys", () => {
  it("come in chords, which say how they may go on and are forgotten after a moment", () => {
    const [began] = step(atNight({}, key("G")), key("g"));
    expect(began.cursor).toBe(9);
    expect(step(began, key("g"))[0].cursor).toBe(7);
    expect(step(began, key("g"), NIGHT + 2_000)[0].cursor).toBe(9);
    expect(step(began, key("up"))[0].cursor).toBe(1);
  });

  it("are letters while somebody writes", () => {
    const state = atNight({}, ...keys("enter", "r", "x", "q", "?"));
    expect(state.overlay).toBeNull();
    expect(state.drafts.get("reply/7")?.text).toBe("xq?");
  });

  it("do nothing to tickets while the desk is away, and say why", () => {
    const away = atNight({}, { type: "lost", tries: 5 }, key("down"));
    const [state, errands] = step(away, key("a"));
    expect(errands).toEqual([]);
    expect(state.inflight.size).toBe(0);
    expect(state.toasts.at(-1)?.text).toMatch(/cannot be reached/);
  });

  it("still act while the connection is only coming back", () => {
    const [, errands] = step(atNight({}, { type: "lost", tries: 2 }, key("down")), key("a"));
    expect(errands).toMatchObject([{ errand: "act", number: 12, action: { kind: "acknowledge" } }]);
  });
});

describe("what is longer than the screen", () => {
  const long = {
    ...VIEW,
    transcript: Array.from({ length: 40 }, (_, i) => ({
      id: `c/${i}`,
      at: NIGHT - 1,
      author: { side: "customer" as const },
      article: null,
      text: `message ${i}`,
    })),
  };

  it("is read from its newest message on, and scrolled, also while writing", () => {
    const state = atNight({}, { type: "viewed", number: 7, view: long }, key("enter"));
    expect(screenText(state)).toMatch(/message 39/);
    const first = step(state, key("home"))[0];
    expect(screenText(first)).toMatch(/message 0\n/);
    expect(step(step(first, key("k"))[0], key("G"))[0].scroll).toBe(0);
    const writing = step(step(state, key("R"))[0], key("pageup"))[0];
    expect(screenText(writing)).not.toMatch(/message 39/);
    expect(writing.drafts.size).toBe(0);
  });

  it("keeps the row of the cursor in sight in the list", () => {
    const many = Array.from({ length: 300 }, (_, i) => ticket(i + 1));
    const state = atNight({}, { type: "snapshot", tickets: many }, ...keys("G"));
    expect(screenText(state)).toMatch(/^>•T-300 /m);
    expect(screenText(step(step(state, key("pageup"))[0], key("pageup"))[0])).toMatch(/^>•T-260 /m);
    expect(screenText(step(state, key("home"))[0])).toMatch(/^>•T-1 /m);
  });
});

describe("a text whose fate nobody knows", () => {
  it("comes back as a draft, and goes out again under the same id, so that it is sent once", () => {
    const [sent, errands] = step(atNight({}, ...keys("enter", "r", "h", "i")), key("ctrl+s"));
    const id = errands.flatMap((it) => (it.errand === "act" ? [it.id] : []))[0] ?? "";
    expect(sent.drafts.size).toBe(0);
    const [failed] = step(sent, { type: "failed", id, detail: "nobody answers" });
    expect(failed.drafts.get("reply/7")?.text).toBe("hi");
    const [writing] = step(failed, key("r"));
    expect(step(writing, key("ctrl+s"))[1]).toMatchObject([{ errand: "act", id }]);
    const [longer] = step(writing, key("!"));
    expect(step(longer, key("ctrl+s"))[1]).not.toMatchObject([{ id }]);
  });
});

describe("what was seen of a ticket", () => {
  const seen = { version: 3, owner: "mei", live: true, wrote: "c/3" };
  const now = (more: Partial<typeof VIEW.ticket>) => ({ ...VIEW, ticket: { ...VIEW.ticket, version: 9, ...more } });

  it("is out of date when the customer wrote, another took it, or it was settled", () => {
    expect(changeSince({ ...seen, wrote: "c/1" }, now({}), "mei")).toBe("wrote");
    expect(changeSince(seen, now({ owner: "bob" }), "mei")).toBe("happened");
    expect(changeSince(seen, now({ state: "resolved" }), "mei")).toBe("happened");
  });

  it("is not when a clock ran out, or by one's own doing", () => {
    expect(changeSince(seen, now({ breached: true }), "mei")).toBeNull();
    expect(changeSince({ ...seen, owner: null }, now({ state: "pending" }), "mei")).toBeNull();
  });
});

describe("the filter", () => {
  const found = (typed: string) =>
    QUEUE.filter((it) => parseFilter(typed)(it, { now: NIGHT, me: "mei" })).map(({ number }) => number);

  it.each([
    ["p0 p1", [7, 3, 12]],
    ["lang:zh", [7, 12]],
    ["lang:zh p1", [12]],
    ["owner:me", [7, 1]],
    ["owner:none ch:discord", [2]],
    ["sla<5m", [7, 3, 12]],
    ["冻结", [7]],
    ["T-12", [12]],
    ["usdt 0x9F3C", [5]],
    ["state:pending", [1]],
    ["nothing:like-this", []],
  ])("%s", (typed, numbers) => {
    expect(found(typed)).toEqual(numbers);
  });
});

describe("the layout", () => {
  it.each([
    [59, 30, "small", []],
    [80, 14, "small", []],
    [60, 15, "one", ["list"]],
    [99, 40, "one", ["list"]],
    [100, 30, "two", ["list", "ticket"]],
    [159, 45, "two", ["list", "ticket"]],
    [160, 45, "three", ["list", "ticket", "side"]],
  ])("%i x %i is %s", (columns, rows, shape, panes) => {
    const found = layout(columns, rows, { focus: "list", customerOpen: false });
    expect(found.shape).toBe(shape);
    expect(found.panes.map(({ id }) => id)).toEqual(panes);
    const ends = found.panes.map(({ rect }) => rect.x + rect.columns);
    if (panes.length > 0) expect(ends.at(-1)).toBe(columns);
  });
});

describe("times and languages", () => {
  it.each([
    [54_000, "00:54"],
    [46 * 60_000 + 54_000, "46:54"],
    [106 * 60_000, "1h46m"],
    [51 * 3_600_000, "2d03h"],
    [-51 * 60_000 - 43_000, "!-51:43"],
  ])("%i ms is %s", (left, text) => {
    expect(countdown(NIGHT + left, NIGHT)).toBe(text);
  });

  it("takes the language of the flag, else of the environment", () => {
    expect(languageOf("zh", { LANG: "en_US.UTF-8" })).toBe("zh");
    expect(languageOf(undefined, { LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" })).toBe("zh");
    expect(languageOf(undefined, { LC_ALL: "", LANG: "zh_TW.UTF-8" })).toBe("zh");
    expect(languageOf(undefined, {})).toBe("en");
  });
});
