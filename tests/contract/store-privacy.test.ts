import { describe, expect, it } from "vitest";
import type { StreamId } from "../../src/core/ports.ts";
import { change, conversation, message, NOON, taken, ticketId, ticketRow } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

const WEEK = 7 * 86_400_000;

describe.each(storeEngines)("what a store does about people's data, on $name", ({ open }) => {
  it("names the contents of a subject, and erases all but those of streams that are kept", async () => {
    const store = await open();
    const [c1, c2, c10] = [conversation("c1"), conversation("c2"), conversation("c10")];
    for (const id of [c1, c2, c10]) taken(await store.commit(message(id, 0, `said in ${id}`)));
    expect(await store.held("mei")).toEqual([`${c1}/1`, `${c10}/1`, `${c2}/1`]);
    expect(await store.erase("mei", [c1])).toBe(2);
    expect(await store.held("mei")).toEqual([`${c1}/1`]);
    expect(await store.contents([`${c1}/1`, `${c10}/1`])).toEqual(
      new Map([
        [`${c1}/1`, `said in ${c1}`],
        [`${c10}/1`, null],
      ]),
    );
    expect(await store.erase("mei")).toBe(1);
    expect(await store.held("mei")).toEqual([]);
    expect(await store.held("nobody")).toEqual([]);
  });

  it("finds what rests and has texts, by id, and removes the texts of streams and no others", async () => {
    const store = await open();
    const row = (id: StreamId, more: object) => ({
      conversation: { id, version: 1, holder: "bot" as const, customer: "mei", ticket: null, updatedAt: NOON, ...more },
    });
    const [old, older, held, fresh, empty] = ["a", "b", "c", "d", "e"].map(conversation) as [StreamId, ...StreamId[]] &
      StreamId[];
    for (const [id, more] of [
      [old, {}],
      [older, { updatedAt: NOON - WEEK }],
      [held, { holder: "agent" }],
      [fresh, { updatedAt: NOON + WEEK }],
    ] as const)
      taken(await store.commit(message(id as StreamId, 0, "text", row(id as StreamId, more))));
    taken(await store.commit(change(empty as StreamId, 0, row(empty as StreamId, {}))));
    const query = { class: "conversations", before: NOON + 1, after: null, limit: 10 } as const;
    expect(await store.rested(query)).toEqual([
      { stream: old, customer: "mei" },
      { stream: older, customer: "mei" },
    ]);
    expect(await store.rested({ ...query, after: old, limit: 1 })).toEqual([{ stream: older, customer: "mei" }]);
    expect(await store.removeTexts([old])).toBe(1);
    expect(await store.removeTexts([])).toBe(0);
    expect(await store.rested(query)).toEqual([{ stream: older, customer: "mei" }]);
    expect(await store.contents([`${held}/1`])).toEqual(new Map([[`${held}/1`, "text"]]));

    for (const [name, state] of [
      ["t1", "resolved"],
      ["t2", "open"],
    ] as const) {
      const ticket = ticketRow(name, name === "t1" ? 1 : 2, { state });
      const contents = [{ id: `${ticketId(name)}/1`, subject: "mei", text: "a note" }];
      taken(await store.commit(change(ticketId(name), 0, { ticket, contents })));
    }
    expect(await store.rested({ ...query, class: "tickets" })).toEqual([{ stream: ticketId("t1"), customer: "mei" }]);
    expect(await store.rested({ ...query, class: "moderation" })).toEqual([]);
  });

  it("forgets which messages were taken, some at a time, once they are old enough", async () => {
    const store = await open();
    for (const id of ["m1", "m2", "m3"])
      taken(await store.commit(change(conversation(id), 0, { inbound: { channel: "discord", externalId: id } })));
    const later = Date.now() + WEEK;
    expect(await store.pruneInbound(Date.now() - WEEK, 10, Date.now())).toBe(0);
    expect(await store.pruneInbound(later, 2, later)).toBe(2);
    expect(await store.pruneInbound(later, 2, later)).toBe(1);
    expect(await store.seen("discord", "m1")).toBe(false);
    taken(await store.commit(change(conversation("m9"), 0, { inbound: { channel: "discord", externalId: "m1" } })));
  });
});
