import { describe, expect, it } from "vitest";
import type { IncidentRow } from "../../src/core/incident/row.ts";
import type { Commit } from "../../src/core/ports.ts";
import { NOON } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

function reported(number: number, more: Partial<IncidentRow> = {}): Commit & { incident: IncidentRow } {
  const id = `incident:i${number}` as const;
  const version = more.version ?? 1;
  const incident: IncidentRow = {
    id,
    version,
    number,
    state: "reported",
    kind: "takeover",
    ticket: `ticket:i${number}`,
    customer: "discord:4711",
    channel: "discord",
    language: "en",
    account: "acc-1",
    freeze: "requested",
    restore: "none",
    reportedAt: NOON + number,
    askedAt: NOON + number,
    frozenAt: null,
    updateDueAt: NOON + 60_000,
    missed: 0,
    updatedAt: NOON,
    ...more,
  };
  return {
    stream: id,
    expectedVersion: version - 1,
    events: [{ at: NOON, data: { type: "incident.reported" }, content: null }],
    contents: [],
    effects: [],
    incident,
  };
}

describe.each(storeEngines)("incidents, on $name", ({ open }) => {
  it("are there once as they are now, newest first, by account, and without who it was after an erasure", async () => {
    const store = await open();
    await store.commit(reported(1));
    await store.commit(reported(2, { account: null }));
    await store.commit(reported(1, { version: 2, state: "closed", frozenAt: NOON + 9 }));
    const all = await store.incidents({ limit: 10 });
    expect(all.map(({ number }) => number)).toEqual([2, 1]);
    expect(all[1]).toEqual(reported(1, { version: 2, state: "closed", frozenAt: NOON + 9 }).incident);
    expect((await store.incidents({ open: true, limit: 10 })).map(({ number }) => number)).toEqual([2]);
    expect((await store.incidents({ account: "acc-1", limit: 10 })).map(({ number }) => number)).toEqual([1]);
    expect(await store.incidents({ limit: 1 })).toHaveLength(1);
    await store.erase("discord:4711");
    expect((await store.incidents({ limit: 10 })).map(({ customer }) => customer)).not.toContain("discord:4711");
  });
});
