import { expect, test } from "vitest";
import { happening } from "../../../src/core/happening.ts";
import type { Pager } from "../../../src/core/pager.ts";
import { testPolicy } from "../../harness/policy.ts";
import { yamlOf } from "../../harness/rota.ts";
import { openServer } from "../../harness/server.ts";

/** Sunday 22 November 2026, 03:00: bob's day; ana's is the next, then chi's. */
const DAILY = `layers: [{ name: day, people: [chi, bob, ana], turn: 1 day, start: "2026-11-21", handover: "00:00" }]`;
const MORE = "paging: { lead: dee, handover: 30m, webhooks: { phone: { url: 'https://gateway.example/page' } } }";

async function open() {
  const told: string[] = [];
  const pager: Pager = {
    ways: () => [{ webhook: "phone" }],
    page: async () => undefined,
    tell: async (_, __, { person, about }) => void told.push(`${person} ${about}`),
  };
  const server = openServer({ policy: testPolicy({ yaml: yamlOf(DAILY, MORE) }), pager });
  const { world } = server;
  /** Lets time pass; who was told of what meanwhile. */
  const after = async (length: string) => {
    await world.fastForward(length);
    return told.splice(0);
  };
  const [ana, bob, chi] = [
    await server.as("responder", "ana"),
    await server.as("responder", "bob"),
    await server.as("lead", "chi"),
  ];
  return { server, after, ana, bob, chi };
}

test("notes wait for the next responder, who is told, and reminded with the lead until they take over", async () => {
  const { server, after, ana, bob, chi } = await open();
  const offered = await bob.handOver({ schedule: "s", to: null, notes: "T-7 waits for the bank" });
  expect(offered).toMatchObject({ ok: true, handovers: [{ by: "bob", to: "ana", notes: "T-7 waits for the bank" }] });
  const id = offered.ok ? (offered.handovers[0]?.id ?? "") : "";
  expect(await after("1s")).toEqual(["ana handover.offered"]);
  expect(await after("29m")).toEqual([]);
  const reminded = ["ana handover.reminded", "dee handover.reminded"];
  expect(await after("2m")).toEqual(reminded);
  expect(await after("58m")).toEqual([]);
  expect(await after("2m")).toEqual(reminded);
  // Twice that day, and then once a day.
  expect((await after("30d")).length).toBeGreaterThan(60);
  expect((await chi.handovers())[0]).toMatchObject({ accepted: null });

  expect(await bob.takeOver(id)).toMatchObject({ ok: false, reason: "not_yours" });
  const taken = await ana.takeOver(id, "got it");
  expect(taken).toMatchObject({ ok: true, handovers: [{ id, accepted: { by: "ana", notes: "got it" } }] });
  expect(await after("1s")).toEqual(["bob handover.accepted"]);
  expect(await after("2d")).toEqual([]);
  expect(await ana.takeOver(id)).toMatchObject({ ok: false, reason: "not_found" });
  const events = (await server.store.read("roster:changes")).map((event) => happening(event)?.what);
  expect(events[0]).toBe("bob hands s over to ana");
  expect(events.at(-1)).toBe(`ana took hand-over ${id} over`);
  expect(JSON.stringify(await server.store.read("roster:changes"))).not.toContain("bank");
});

test("whoever is on call may take over; its author may take it back", async () => {
  const { after, bob, chi } = await open();
  const first = await bob.handOver({ schedule: "s", to: "ana", notes: "quiet" });
  const id = first.ok ? (first.handovers[0]?.id ?? "") : "";
  expect(await chi.takeOver(id)).toMatchObject({ ok: false, reason: "not_yours" });
  await after("45h");
  expect((await chi.onCall()).schedules[0]?.person).toBe("chi");
  expect(await chi.takeOver(id)).toMatchObject({ ok: true });

  const second = await bob.handOver({ schedule: "s", to: null, notes: "loud" });
  const other = second.ok ? (second.handovers.at(-1)?.id ?? "") : "";
  expect(await chi.withdrawHandover(other)).toMatchObject({ ok: false, reason: "not_yours" });
  expect(await bob.withdrawHandover(other)).toMatchObject({ ok: true, handovers: [{ id }] });
});

test("a secret in the notes is not stored", async () => {
  const { bob } = await open();
  const key = "5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNydYXYB9KF";
  const made = await bob.handOver({ schedule: "s", to: null, notes: `the key is ${key}` });
  expect(JSON.stringify(made)).not.toContain(key);
});

test.each([
  ["no notes", { notes: " " }, "empty_text"],
  ["a schedule that is not there", { schedule: "x" }, "unknown_schedule"],
  ["a person who is not there", { to: "zoe" }, "unknown_responder"],
  ["themselves", { to: "bob" }, "not_yours"],
])("a hand-over is refused for %s", async (_, more, reason) => {
  const { bob } = await open();
  expect(await bob.handOver({ schedule: "s", to: null, notes: "x", ...more })).toMatchObject({ ok: false, reason });
});
