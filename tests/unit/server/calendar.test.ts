import ICAL from "ical.js";
import { expect, test } from "vitest";
import { newCalendarToken } from "../../../src/server/calendar-token.ts";
import { testPolicy } from "../../harness/policy.ts";
import { yamlOf } from "../../harness/rota.ts";
import { openServer } from "../../harness/server.ts";

const HOUR = 3_600_000;
const YAML = yamlOf(
  `zone: Europe/London\nlayers: [{ name: day, people: [ana, bob], turn: 1 day, start: "2026-10-01", handover: "09:00" }]`,
);

async function subscribed() {
  const server = openServer({ policy: testPolicy({ yaml: YAML }), configuredAt: async () => Date.UTC(2026, 10, 1) });
  const now = server.world.now();
  const { secret, row } = newCalendarToken({ schedule: "s", label: "mei", by: "lead", now });
  await server.store.putToken(row);
  const read = (headers: Record<string, string> = {}) => server.request(`/calendar/${secret}.ics`, { headers });
  const events = async () => {
    const component = new ICAL.Component(ICAL.parse(await (await read()).text()));
    for (const it of component.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(it);
    return component.getAllSubcomponents("vevent").map((it) => new ICAL.Event(it));
  };
  return { server, secret, id: row.id, read, events, now };
}

test("a calendar program reads the same shifts as the API, overrides included", async () => {
  const { server, read, events, now } = await subscribed();
  expect((await read()).headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const ana = await server.as("responder", "ana");
  const own = async () => {
    const { schedules } = await ana.shifts({ from: now - 24 * HOUR, until: now + 100 * 24 * HOUR }, "s");
    return schedules[0]?.shifts.slice(1, -1).map(({ from, until, person }) => `${from} ${until} ${person}`);
  };
  const theirs = async () =>
    (await events()).map(({ startDate, endDate, summary }) =>
      [startDate.toUnixTime() * 1_000, endDate.toUnixTime() * 1_000, summary.split(" ")[0]].join(" "),
    );
  expect(await theirs()).toEqual(expect.arrayContaining((await own()) ?? []));
  await ana.override({ schedule: "s", person: "chi", instead: null, from: now + HOUR, until: now + 2 * HOUR });
  const changed = await own();
  expect(changed?.some((it) => it.endsWith("chi"))).toBe(true);
  expect(await theirs()).toEqual(expect.arrayContaining(changed ?? []));
});

test("what has not changed is not sent again", async () => {
  const { server, read, now } = await subscribed();
  const tag = (await read()).headers.get("etag") ?? "";
  await server.world.fastForward("5m");
  expect((await read({ "if-none-match": tag })).status).toBe(304);
  const ana = await server.as("responder", "ana");
  await ana.override({ schedule: "s", person: "chi", instead: null, from: now + HOUR, until: now + 2 * HOUR });
  expect((await read({ "if-none-match": tag })).status).toBe(200);
});

test("a revoked address shows nothing, as one that nobody made; neither is a token, nor in the log", async () => {
  const { server, secret, id, read } = await subscribed();
  const bearer = { authorization: `Bearer ${secret}` };
  expect((await server.app.request("/v1/oncall", { headers: bearer })).status).toBe(401);
  expect((await server.app.request(`/calendar/${secret}.ics`, { method: "POST" })).status).toBe(404);
  const { secret: viewer } = await server.token("viewer");
  expect((await server.app.request(`/calendar/${viewer}.ics`)).status).toBe(404);
  expect((await server.app.request(`/calendar/nd_calendar_${"A".repeat(43)}.ics`)).status).toBe(404);
  expect((await read()).status).toBe(200);
  await server.store.revokeToken(id, server.world.now());
  const gone = await read();
  expect(gone.status).toBe(404);
  expect(await gone.json()).toMatchObject({ reason: "not_found", next: expect.stringContaining("oncall feed") });
  expect(JSON.stringify(server.entries)).not.toContain(secret.slice(12, 30));
});
