import { beforeEach, describe, expect, test } from "vitest";
import { openServer, type TestServer } from "../../harness/server.ts";

let server: TestServer;
beforeEach(() => {
  server = openServer();
});

describe("a customer at the console", () => {
  test("writes and reads what the desk says", async () => {
    const customer = await server.as("console");
    const sent = await customer.consoleSend({ thread: "ana", id: "1", text: "what are your trading fees" });
    expect(sent).toMatchObject({ ok: true, conversation: expect.stringMatching(/^conversation:/), duplicate: false });
    await server.world.settle();
    const [answer] = await customer.consoleRead("ana", 0);
    expect(answer).toMatchObject({
      seq: 1,
      form: { form: "answer", article: "FEE-01" },
      text: expect.stringContaining("FEE-01"),
    });
    expect(await customer.consoleRead("ana", answer?.seq ?? 0)).toEqual([]);
    expect(await customer.consoleRead("ben", 0)).toEqual([]);
  });

  test("is heard once, however often the message is sent", async () => {
    const customer = await server.as("console");
    const message = { thread: "ana", id: "1", text: "what are your trading fees" };
    const all = await Promise.all([1, 2, 3].map(() => customer.consoleSend(message)));
    expect(all.filter((it) => it.ok && !it.duplicate)).toHaveLength(1);
    expect(await customer.consoleSend({ ...message, thread: "ben" })).toMatchObject({ duplicate: false });
    await server.world.settle();
    expect(await customer.consoleRead("ana", 0)).toHaveLength(1);
  });

  test("waits for an answer and gets it as soon as it is there", async () => {
    const customer = await server.as("console");
    await customer.consoleSend({ thread: "ana", id: "1", text: "what are your trading fees" });
    const reading = customer.consoleRead("ana", 0, { wait: 20 });
    await server.world.settle();
    expect(await reading).toHaveLength(1);
  });

  test("waits no longer than it asked for, and gives up when told to", async () => {
    const customer = await server.as("console");
    expect(await customer.consoleRead("ana", 0, { wait: 1 })).toEqual([]);
    const giveUp = new AbortController();
    const reading = customer.consoleRead("ana", 0, { wait: 25, signal: giveUp.signal });
    giveUp.abort();
    await reading.catch(() => {});
  });

  test("is let go when the desk closes", async () => {
    const reading = (await server.as("console")).consoleRead("ana", 0, { wait: 25 });
    await server.close();
    expect(await reading).toEqual([]);
  });

  test.each([
    [{ thread: "", id: "1", text: "hi" }, 400, "invalid"],
    [{ thread: "../etc", id: "1", text: "hi" }, 400, "invalid"],
    [{ thread: "ana", id: "", text: "hi" }, 400, "invalid"],
    [{ thread: "ana", id: "1", text: "" }, 422, "empty_text"],
    [{ thread: "ana", id: "1" }, 400, "invalid"],
    [{ thread: "ana", id: "1", text: "hi", channel: "discord" }, 400, "invalid"],
  ])("%j is refused", async (json, status, reason) => {
    const response = await server.request("/v1/console/messages", { role: "console", json });
    expect([response.status, ((await response.json()) as { reason: string }).reason]).toEqual([status, reason]);
  });

  test.each(["wait=26", "wait=-1", "after=x", "thread="])("?%s is 400", async (query) => {
    const thread = query.startsWith("thread") ? "" : "thread=ana&";
    expect((await server.request(`/v1/console/messages?${thread}${query}`, { role: "console" })).status).toBe(400);
  });

  test("what is written is never logged", async () => {
    await (await server.as("console")).consoleSend({ thread: "ana", id: "1", text: "my secret garden" });
    await server.request("/v1/console/messages", {
      role: "console",
      json: { thread: "ana", id: 5, text: "my secret garden" },
    });
    expect(JSON.stringify(server.entries)).not.toContain("garden");
  });
});
