import { expect, it } from "vitest";
import { exportedSchema } from "../../../src/server/api-privacy.ts";
import { openServer } from "../../harness/server.ts";

async function deskWithAlice() {
  const server = openServer();
  const { world } = server;
  await world.customer("alice").says("please let me talk to a human about my **deposit**", "a1");
  await world.customer("bob").says("bob was here");
  await world.settle();
  const mei = await server.as("responder", "mei");
  await mei.note(1, "compliance looks into this one");
  await mei.reply(1, "hello from us");
  await mei.resolve(1, "content");
  await world.settle();
  return { server, world };
}

it("gives customers what is held of them as data and in words, without staff's notes and names, and notes who asked", async () => {
  const { server } = await deskWithAlice();
  const lead = await server.as("lead", "lea");
  const { data, document } = await lead.privacy.export("console:alice");
  expect(exportedSchema.parse(data)).toMatchObject({
    format: "nightdesk-export-1",
    customer: "console:alice",
    conversations: [
      {
        channel: "console",
        said: expect.arrayContaining([{ at: expect.any(Number), by: "staff", text: "hello from us" }]),
      },
    ],
    tickets: [{ number: 1, state: "resolved", decisions: [{ what: "route", reasons: expect.any(Array) }] }],
  });
  for (const text of [JSON.stringify(data), document]) {
    expect(text).toContain("talk to a human");
    for (const secret of ["compliance looks", "mei", "bob was here", "content"]) expect(text).not.toContain(secret);
  }
  expect(document).toContain("> please let me talk to a human about my \\*\\*deposit\\*\\*");
  expect(document).toMatch(/^# What .* holds of you\n/);
  const events = await server.store.read("privacy:desk");
  expect(events.at(-1)?.data).toEqual({ type: "data.exported", by: "lea", customer: "console:alice" });
});

it("is for leads, as a confirmation is; two people and the law stand before an erasure over HTTP too", async () => {
  const { server } = await deskWithAlice();
  const mei = await server.as("responder", "mei");
  await expect(mei.privacy.export("console:alice")).rejects.toMatchObject({ code: "forbidden" });
  await expect(mei.privacy.confirm("console:alice")).rejects.toMatchObject({ code: "forbidden" });
  const lead = await server.as("lead", "lea");
  expect(await lead.privacy.hold("console:alice", { kind: "legal", until: null, reason: "a claim" })).toMatchObject({
    ok: true,
  });
  expect(await mei.privacy.ask("console:alice", { ground: "objection" })).toMatchObject({
    ok: false,
    reason: "must_be_kept",
    detail: expect.stringContaining("legal hold by lea"),
  });
  await lead.privacy.release("console:alice", { kind: "legal" });
  expect(await mei.privacy.ask("console:alice", { ground: "objection" })).toMatchObject({
    ok: true,
    erasure: { by: "mei" },
  });
  expect(await lead.privacy.requests()).toMatchObject({ erasures: [{ customer: "console:alice", state: "asked" }] });
  expect(await lead.privacy.confirm("console:alice")).toMatchObject({ ok: true });
  await server.world.settle();
  expect(await lead.privacy.standing("console:alice")).toMatchObject({ goes: 0, stays: 0, erasure: null });
  expect(await lead.privacy.requests()).toEqual({ requests: [], erasures: [] });
});
