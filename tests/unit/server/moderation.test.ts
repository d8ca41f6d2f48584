import { beforeEach, expect, test } from "vitest";
import { openServer, type TestServer } from "../../harness/server.ts";

let server: TestServer;

/** A desk that took a lure away. */
beforeEach(async () => {
  server = openServer();
  await server.world.desk.judge({
    channel: "discord",
    thread: "42",
    message: "7",
    author: { id: "discord:9", massMention: true },
    text: "Official support here: connect your wallet at https://wallet-claim.top to validate it, or DM me on telegram",
  });
});

test("what was done about messages in public is listed with its reasons, and who may read may not decide", async () => {
  const auditor = await server.as("auditor");
  expect(await auditor.moderation({ limit: 20, all: false })).toEqual([
    expect.objectContaining({
      id: "discord:7",
      author: "discord:9",
      by: null,
      undone: false,
      text: expect.stringContaining("connect your wallet"),
    }),
  ]);
  await expect(auditor.moderate("discord:7", { reason: "ours" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a responder takes it back, once, with a reason and under their name; the platform is told", async () => {
  const responder = await server.as("responder");
  expect(await responder.moderate("discord:7", { reason: "our own announcement" })).toMatchObject({ ok: true });
  expect(await responder.moderation({ limit: 20, all: false })).toEqual([]);
  expect(await responder.moderation({ limit: 20, all: true })).toEqual([
    expect.objectContaining({ id: "discord:7", undone: true, by: "mei" }),
  ]);
  expect(await responder.moderate("discord:7", { reason: "again" })).toMatchObject({
    ok: false,
    reason: "already_undone",
  });
  const orders = await server.world.store.effects({ status: "pending", limit: 20 });
  expect(orders.map(({ effect }) => effect.act)).toContainEqual(
    expect.objectContaining({ kind: "moderate", message: "7", undo: true }),
  );
});

test("a responder decides otherwise; of a message that nothing was done about there is nothing to decide", async () => {
  const responder = await server.as("responder");
  expect(await responder.moderate("discord:7", { reason: "again", action: "time_out" })).toMatchObject({ ok: true });
  expect(await responder.moderation({ limit: 20, all: false })).toEqual([
    expect.objectContaining({ action: "time_out", by: "mei" }),
  ]);
  expect(await responder.moderate("discord:8", { reason: "x" })).toMatchObject({ ok: false, reason: "not_found" });
});
