import { expect, test } from "vitest";
import { type AuditEntry, entryOf } from "../../../src/core/audit/entry.ts";
import type { Store } from "../../../src/core/ports.ts";
import { openServer } from "../../harness/server.ts";

const entries = async (store: Store): Promise<AuditEntry[]> => (await store.auditRows({ limit: 1_000 })).map(entryOf);
const said = (log: AuditEntry[]) => log.map(({ actor, action }) => `${actor} ${action}`);

async function ticketOf(server: ReturnType<typeof openServer>) {
  await server.world.customer("alice").says("someone is in my account, my mother's name is Zebulon");
  await server.world.settle();
  return 1;
}

test("what a person does is noted under their name, with where they did it and what it was done to", async () => {
  const server = openServer();
  const number = await ticketOf(server);
  expect(said(await entries(server.store))).toEqual([]);
  const mei = await server.as("responder");
  await mei.acknowledge(number);
  await mei.note(number, "Zebulon again");
  await mei.reply(number, "We see it now.");
  await server.world.settle();
  await mei.resolve(number, "settled with Zebulon");
  const log = await entries(server.store);
  expect(said(log)).toEqual(
    expect.arrayContaining(["mei acknowledged", "mei note.added", "mei reply.sent", "mei resolved"]),
  );
  const { id } = (await server.store.ticket({ number })) ?? {};
  expect(log.find(({ action }) => action === "note.added")).toMatchObject({ door: "api", on: id });
  // Texts are contents, which can be erased; the log has their digests.
  expect(log.find(({ action }) => action === "resolved")?.reason).toMatchObject({ digest: expect.any(String) });
  expect(JSON.stringify(log)).not.toContain("Zebulon");
});

test("what was said is noted as read before it is shown, with the reason that was given", async () => {
  const server = openServer();
  const number = await ticketOf(server);
  const auditor = await server.as("auditor", "eve");
  await auditor.ticket(number, "asked by alice's lawyer");
  const [read] = await entries(server.store);
  expect(read).toMatchObject({ actor: "eve", role: "auditor", door: "api", action: "ticket.read", more: { number } });
  expect(await server.store.contents([read?.reason?.id ?? ""])).toEqual(
    new Map([[read?.reason?.id, "asked by alice's lawyer"]]),
  );
  await server.store.erase("console:alice");
  expect([...(await server.store.contents([read?.reason?.id ?? ""])).values()]).toEqual([null]);
  expect(await auditor.ticket(99)).toBeUndefined();
});

test("nothing is shown that cannot be noted", async () => {
  const server = openServer();
  const number = await ticketOf(server);
  const token = `Bearer ${(await server.token("responder")).secret}`;
  server.store.record = () => Promise.reject(new Error("the disk is full"));
  const answer = await server.app.request(`/v1/tickets/${number}`, { headers: { authorization: token } });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("Zebulon");
});

test("lists, profiles and the event stream are noted too; a customer is a pseudonym there", async () => {
  const server = openServer();
  await ticketOf(server);
  const viewer = await server.as("viewer", "eve");
  await viewer.tickets();
  await viewer.customer("console:alice");
  await viewer.moderation({ limit: 1, all: true });
  const log = await entries(server.store);
  expect(said(log)).toEqual(["eve tickets.listed", "eve customer.read", "eve moderation.listed"]);
  expect(log[1]?.on).toMatch(/^customer:~[0-9a-f]{20}$/);
  expect(JSON.stringify(log)).not.toContain("alice");
});

test("whoever is turned away is noted: by name where there is one, strangers once a minute with how many", async () => {
  const server = openServer();
  await server.request("/v1/outbox/x/retry", { role: "responder", name: "mei", json: {} });
  for (let i = 0; i < 5; i++) await server.request("/v1/tickets");
  await server.world.fastForward("2m");
  await server.request("/v1/tickets", { headers: { authorization: "Bearer rubbish" } });
  expect(await entries(server.store)).toMatchObject([
    { actor: "mei", action: "access.refused", on: "POST /v1/outbox/{id}/retry", more: { because: "role" } },
    { actor: "nobody", action: "access.refused", on: "GET /v1/tickets", more: { because: "missing", unnoted: 0 } },
    { actor: "nobody", more: { because: "malformed", unnoted: 4 } },
  ]);
});

test("an entry contradicts an event that was changed afterwards", async () => {
  const server = openServer();
  const number = await ticketOf(server);
  await (await server.as("responder")).acknowledge(number);
  const { id } = (await server.store.ticket({ number })) ?? {};
  const entry = (await entries(server.store)).find(({ action }) => action === "acknowledged");
  expect(entry?.on).toBe(id);
  expect(entry?.more).toMatchObject({ event: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
});
