import { expect, test } from "vitest";
import { ROSTER } from "../../../src/core/oncall/roster.ts";
import { testPolicy } from "../../harness/policy.ts";
import { yamlOf } from "../../harness/rota.ts";
import { openServer } from "../../harness/server.ts";

const HOUR = 3_600_000;
const DAILY = `layers: [{ name: day, people: [ana, bob], turn: 1 day, start: "2026-11-01", handover: "00:00" }]`;
/** Sunday 22 November 2026, 03:00: bob's day; ana's is the next. */
const open = () => openServer({ policy: testPolicy({ yaml: yamlOf(DAILY) }) });

test("an override counts at once, and until it is taken back", async () => {
  const server = open();
  const ana = await server.as("responder", "ana");
  const now = server.world.now();
  const person = async () => (await ana.onCall()).schedules[0]?.person;
  expect(await person()).toBe("bob");
  const made = await ana.override({ schedule: "s", person: "chi", instead: null, from: now, until: now + HOUR });
  expect(await person()).toBe("chi");
  expect(await ana.onCall(now + HOUR)).toMatchObject({ schedules: [{ person: "bob" }] });
  const id = made.ok ? (made.overrides[0]?.id ?? "") : "";
  expect(await ana.cancelOverride(id)).toMatchObject({ ok: true, overrides: [] });
  expect(await person()).toBe("bob");
  expect(await ana.cancelOverride(id)).toMatchObject({ ok: false, reason: "not_found" });
});

test("a swap holds only with the other's word", async () => {
  const server = open();
  const [ana, bob, chi] = [
    await server.as("responder", "ana"),
    await server.as("responder", "bob"),
    await server.as("lead", "chi"),
  ];
  const today = { from: Date.UTC(2026, 10, 22), until: Date.UTC(2026, 10, 23) };
  const tomorrow = { from: today.until, until: today.until + 24 * HOUR };
  const offered = await bob.offerSwap({ schedule: "s", to: "ana", mine: today, theirs: tomorrow });
  const id = offered.ok ? (offered.offers[0]?.id ?? "") : "";
  const who = async () =>
    Promise.all([today.from + 5 * HOUR, tomorrow.from].map(async (at) => (await chi.onCall(at)).schedules[0]?.person));
  expect(await who()).toEqual(["bob", "ana"]);
  expect(await chi.answerSwap(id, true)).toMatchObject({ ok: false, reason: "not_yours" });
  expect(await bob.answerSwap(id, true)).toMatchObject({ ok: false, reason: "not_yours" });
  expect(await ana.answerSwap(id, true)).toMatchObject({ ok: true, offers: [] });
  expect(await who()).toEqual(["ana", "bob"]);
  expect(await ana.answerSwap(id, true)).toMatchObject({ ok: false, reason: "not_found" });
  expect(await ana.cancelOverride(id)).toMatchObject({ ok: true, overrides: [] });
  expect(await who()).toEqual(["bob", "ana"]);
});

test("a declined swap changes nothing", async () => {
  const server = open();
  const [ana, bob] = [await server.as("responder", "ana"), await server.as("responder", "bob")];
  const mine = { from: server.world.now(), until: server.world.now() + HOUR };
  const offered = await bob.offerSwap({ schedule: "s", to: "ana", mine, theirs: null });
  const id = offered.ok ? (offered.offers[0]?.id ?? "") : "";
  expect(await ana.answerSwap(id, false)).toMatchObject({ ok: true, offers: [], overrides: [] });
  expect((await ana.onCall()).schedules[0]?.person).toBe("bob");
});

test.each([
  ["a schedule that is not there", { schedule: "x" }, "unknown_schedule"],
  ["a person who is not there", { person: "zoe" }, "unknown_responder"],
  ["the past", { from: 0, until: 1 }, "bad_span"],
  ["an end before the beginning", { from: Date.UTC(2027, 0, 2), until: Date.UTC(2027, 0, 1) }, "bad_span"],
  ["more than a year", { until: Date.UTC(2028, 0, 1) }, "bad_span"],
])("an override is refused for %s", async (_, more, reason) => {
  const server = open();
  const now = server.world.now();
  const order = { schedule: "s", person: "chi", instead: null, from: now, until: now + HOUR, ...more };
  expect(await (await server.as("responder", "ana")).override(order)).toMatchObject({ ok: false, reason });
});

test("a change by another process counts within a second", async () => {
  const first = open();
  const second = openServer({ store: first.store, policy: testPolicy({ yaml: yamlOf(DAILY) }) });
  const now = first.world.now();
  expect((await first.world.desk.roster()).overrides).toEqual([]);
  const span = { from: now, until: now + HOUR };
  const command = { type: "override", by: "ana", schedule: "s", person: "chi", instead: null, ...span } as const;
  await second.world.desk.execute({ to: "roster", stream: ROSTER, command });
  await first.world.fastForward("1s");
  expect((await first.world.desk.roster()).overrides).toMatchObject([{ person: "chi", because: "override by ana" }]);
});
