import { beforeEach, expect, test } from "vitest";
import { openServer, type TestServer } from "../../harness/server.ts";

let server: TestServer;

/** A desk with one dead letter: a reply to a channel that is not connected. */
beforeEach(async () => {
  server = openServer();
  const { desk, settle } = server.world;
  await desk.receive({
    channel: "discord",
    thread: "42",
    externalId: "1",
    customer: "discord:7",
    text: "what are your trading fees",
  });
  await settle();
});

test("dead letters are listed with the reason, and without what they say", async () => {
  const auditor = await server.as("auditor");
  const dead = await auditor.outbox();
  expect(dead).toEqual([
    expect.objectContaining({
      status: "dead",
      what: "send answer to discord",
      error: expect.stringContaining("discord"),
      attempts: 1,
    }),
  ]);
  expect(JSON.stringify(dead)).not.toContain("What to do about");
  expect(await auditor.outbox("pending")).toEqual([]);
});

test("a lead puts a dead letter back in line, once", async () => {
  const lead = await server.as("lead");
  const [letter] = await lead.outbox("dead");
  const id = letter?.id ?? "";
  expect(id).toMatch(/^conversation:.*\/\d+#\d+$/);
  expect(await lead.retry(id)).toMatchObject({ ok: true });
  expect(await lead.outbox("pending")).toEqual([expect.objectContaining({ id })]);
  expect(await lead.retry(id)).toMatchObject({ ok: false, reason: "not_found" });
  expect(server.entries).toContainEqual(
    expect.objectContaining({ message: "a dead letter was put back in line", effect: id, by: "mei" }),
  );
});

test("a responder may not", async () => {
  await expect((await server.as("responder")).retry("x")).rejects.toMatchObject({
    code: "forbidden",
    next: expect.stringContaining("lead"),
  });
});

test.each(["status=late", "limit=0", "limit=501"])("?%s is 400", async (query) => {
  expect((await server.request(`/v1/outbox?${query}`, { role: "viewer" })).status).toBe(400);
});
