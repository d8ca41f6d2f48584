import { beforeEach, describe, expect, it } from "vitest";
import { Fault } from "../../src/core/errors.ts";
import { PRIORITIES, type Store, type TicketRow } from "../../src/core/ports.ts";
import type { TicketQuery } from "../../src/core/ticket/query.ts";
import { change, NOON, taken, ticketId, ticketRow } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

const STATES = ["open", "pending", "resolved", "closed"] as const;

describe.each(storeEngines)("the tickets of a store on $name", ({ open }) => {
  let store: Store;

  beforeEach(async () => {
    store = await open();
  });

  const put = async (row: TicketRow, text?: string) => {
    const version = (await store.read(row.id)).length;
    const contents = text === undefined ? [] : [{ id: row.subjectContent, subject: row.customer, text }];
    taken(await store.commit(change(row.id, version, { ticket: row, contents })));
  };
  const names = async (query: TicketQuery = {}) =>
    (await store.tickets(query)).items.map(({ id }) => id.replace("ticket:", ""));
  const pages = async (query: TicketQuery) => {
    const found: TicketRow[][] = [];
    let cursor: string | null | undefined;
    do {
      const page = await store.tickets({ ...query, cursor: cursor ?? undefined });
      found.push(page.items);
      cursor = page.cursor;
    } while (cursor !== null);
    return found;
  };

  it("that are put aside are found apart, and leave the others when asked", async () => {
    await put(ticketRow("here", 1, {}));
    await put(ticketRow("aside", 2, { snoozedUntil: NOON + 60_000 }));
    expect(await names({ snoozed: true })).toEqual(["aside"]);
    expect(await names({ snoozed: false })).toEqual(["here"]);
    expect(await names()).toHaveLength(2);
    expect(await store.ticket({ number: 2 })).toMatchObject({ snoozedUntil: NOON + 60_000 });
  });

  it("come most urgent first: priority, then the SLA clock with none last, then age", async () => {
    const rows = [
      ticketRow("old", 1, { priority: "P1", openedAt: NOON - 2 }),
      ticketRow("new", 2, { priority: "P1", openedAt: NOON - 1 }),
      ticketRow("due-late", 3, { priority: "P1", dueAt: NOON + 20, dueKind: "first_response" }),
      ticketRow("due-soon", 4, { priority: "P1", dueAt: NOON + 10, dueKind: "first_response" }),
      ticketRow("minor", 5, { priority: "P3", dueAt: NOON - 100, dueKind: "first_response" }),
      ticketRow("worst", 6, { priority: "P0" }),
      ticketRow("same-b", 8, { priority: "P2" }),
      ticketRow("same-a", 7, { priority: "P2" }),
    ];
    for (const row of rows) await put(row);
    expect(await names()).toEqual(["worst", "due-soon", "due-late", "old", "new", "same-a", "same-b", "minor"]);
  });

  it("are found by state, owner, priority, language, category and the clock", async () => {
    await put(
      ticketRow("a", 1, { state: "open", owner: "ann", language: "zh", dueAt: NOON + 10, dueKind: "first_response" }),
    );
    await put(ticketRow("b", 2, { state: "pending", category: "kyc", dueAt: NOON + 20, dueKind: "resolution" }));
    await put(ticketRow("c", 3, { state: "resolved", priority: "P0", owner: "ann" }));
    await put(ticketRow("d", 4, { state: "closed", category: "kyc" }));
    expect(await names({ states: ["open", "pending"] })).toEqual(["a", "b"]);
    expect(await names({ states: ["open", "resolved"] })).toEqual(["c", "a"]);
    expect(await names({ states: ["closed"] })).toEqual(["d"]);
    expect(await names({ states: [] })).toEqual([]);
    expect(await names({ owner: "ann" })).toEqual(["c", "a"]);
    expect(await names({ owner: null })).toEqual(["b", "d"]);
    expect(await names({ priority: "P0" })).toEqual(["c"]);
    expect(await names({ language: "zh" })).toEqual(["a"]);
    expect(await names({ category: "kyc" })).toEqual(["b", "d"]);
    expect(await names({ dueBefore: NOON + 20 })).toEqual(["a"]);
    expect(
      await names({
        category: "kyc",
        states: ["pending"],
        owner: null,
        language: "en",
        priority: "P2",
        dueBefore: NOON + 21,
      }),
    ).toEqual(["b"]);
  });

  it("stand in line behind the more urgent and the older of their team that nobody has answered", async () => {
    const asks = { team: "support", priority: "P2", openedAt: NOON, number: 10, since: NOON - 100, limit: 2 } as const;
    expect(await store.line(asks)).toEqual({ ahead: 0, answered: [] });
    await put(ticketRow("itself", 10, { openedAt: NOON }));
    await put(ticketRow("older", 9, { openedAt: NOON - 1 }));
    await put(ticketRow("same-time", 8, { openedAt: NOON }));
    await put(ticketRow("urgent", 11, { priority: "P1", openedAt: NOON + 5 }));
    await put(ticketRow("younger", 12, { openedAt: NOON + 1 }));
    await put(ticketRow("minor", 1, { priority: "P3", openedAt: NOON - 50 }));
    await put(ticketRow("aside", 2, { openedAt: NOON - 50, snoozedUntil: NOON + 50 }));
    await put(ticketRow("elsewhere", 3, { openedAt: NOON - 50, team: "security" }));
    await put(ticketRow("given-up", 4, { openedAt: NOON - 50, state: "resolved" }));
    await put(ticketRow("answered", 5, { openedAt: NOON - 50, answeredAt: NOON - 40 }));
    await put(
      ticketRow("settled", 6, { openedAt: NOON - 60, answeredAt: NOON - 30, state: "resolved", priority: "P0" }),
    );
    await put(ticketRow("before", 7, { openedAt: NOON - 70, answeredAt: NOON - 45 }));
    await put(ticketRow("long-ago", 13, { openedAt: NOON - 200, answeredAt: NOON - 101 }));
    expect(await store.line(asks)).toEqual({
      ahead: 3,
      answered: [
        { priority: "P0", openedAt: NOON - 60, answeredAt: NOON - 30 },
        { priority: "P2", openedAt: NOON - 50, answeredAt: NOON - 40 },
      ],
    });
    expect((await store.line({ ...asks, limit: 9 })).answered).toHaveLength(3);
  });

  it("move when they change", async () => {
    await put(ticketRow("a", 1, { priority: "P1" }));
    await put(ticketRow("b", 2, { priority: "P2" }));
    await put(ticketRow("b", 2, { priority: "P0", state: "pending", version: 2 }));
    await put(ticketRow("a", 1, { priority: "P1", state: "closed", version: 2 }));
    expect(await names()).toEqual(["b", "a"]);
    expect(await names({ states: ["open", "pending"] })).toEqual(["b"]);
    expect((await store.counts(NOON)).tickets).toEqual({ open: 0, pending: 1, resolved: 0, closed: 1 });
  });

  it("page through 500 without skipping or repeating one, whatever the filter", async () => {
    const rows = Array.from({ length: 500 }, (_, i) =>
      ticketRow(`t${(i * 7_919) % 10_007}`, i + 1, {
        state: STATES[i % 7 === 0 ? 2 : i % 2] ?? "open",
        priority: PRIORITIES[(i * 31) % 4] ?? "P3",
        dueAt: i % 3 === 0 ? null : NOON + ((i * 97) % 50),
        openedAt: NOON - ((i * 53) % 40),
        category: i % 5 === 0 ? "kyc" : null,
      }),
    );
    await Promise.all(rows.map((row) => put(row)));
    for (const query of [
      {},
      { states: ["open", "pending"] },
      { category: "kyc" },
      { priority: "P1" },
    ] satisfies TicketQuery[]) {
      const whole = (await store.tickets({ ...query, limit: 500 })).items;
      const found = await pages({ ...query, limit: 33 });
      expect(found.flat()).toEqual(whole);
      expect(found.slice(0, -1).every((page) => page.length === 33)).toBe(true);
    }
    const whole = (await store.tickets({ limit: 500 })).items;
    expect(new Set(whole.map(({ id }) => id)).size).toBe(500);
    expect(whole.map(({ subject, ...row }) => row)).toEqual(rows.toSorted(byUrgency));
    expect((await store.tickets({})).items).toHaveLength(50);
    expect((await store.tickets({ limit: 10_000 })).cursor).toBeNull();
  });

  it("page on from a place even when the ticket there has moved", async () => {
    for (let i = 1; i <= 4; i++) await put(ticketRow(`t${i}`, i));
    const first = await store.tickets({ limit: 2 });
    await put(ticketRow("t2", 2, { priority: "P0", version: 2 }));
    const rest = await store.tickets({ limit: 2, cursor: first.cursor ?? undefined });
    expect(rest.items.map(({ id }) => id)).toEqual([ticketId("t3"), ticketId("t4")]);
    expect(rest.cursor).toBeNull();
  });

  it("refuse a cursor that no page came with", async () => {
    for (const cursor of ["", "nonsense", "W10", Buffer.from('["P9",1,1,"x"]').toString("base64url")]) {
      const refused = await store.tickets({ cursor }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Fault);
      expect(refused).toMatchObject({ code: "usage", next: expect.stringContaining("first page") });
    }
  });

  it("show the first line of what the customer wrote, until it is erased", async () => {
    const long = "x".repeat(300);
    await put(ticketRow("a", 1, { customer: "mei" }), "  \n my USDT is gone \r\nplease help");
    await put(ticketRow("b", 2, { customer: "li" }), long);
    await put(ticketRow("c", 3, { customer: "mei" }), "钱不见了 👛");
    await put(ticketRow("d", 4));
    const subjects = async () => (await store.tickets({})).items.map(({ subject }) => subject);
    expect(await subjects()).toEqual(["my USDT is gone", `${"x".repeat(199)}…`, "钱不见了 👛", null]);
    expect(await store.erase("mei")).toBe(2);
    expect(await subjects()).toEqual([null, `${"x".repeat(199)}…`, null, null]);
    expect(await store.ticket({ number: 1 })).toMatchObject({
      subject: null,
      customer: expect.stringMatching(/^erased:/),
    });
  });

  it("get a number for ever, one for each however many ask at once", async () => {
    const keys = Array.from({ length: 40 }, (_, i) => `ticket:${i}`);
    const numbers = await Promise.all([...keys, ...keys].map((key) => store.ticketNumber(key)));
    expect(numbers.slice(40)).toEqual(numbers.slice(0, 40));
    expect(numbers.slice(0, 40).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(await store.ticketNumber("ticket:7")).toBe(numbers[7]);
    expect(await store.ticketNumber("another")).toBe(41);
  });
});

function byUrgency(a: TicketRow, b: TicketRow): number {
  const due = (row: TicketRow) => row.dueAt ?? Number.POSITIVE_INFINITY;
  if (a.priority !== b.priority) return a.priority < b.priority ? -1 : 1;
  if (due(a) !== due(b)) return due(a) - due(b);
  if (a.openedAt !== b.openedAt) return a.openedAt - b.openedAt;
  return a.id < b.id ? -1 : 1;
}
