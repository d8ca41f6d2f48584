import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../../src/core/ports.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { openServer, type TestServer } from "../../harness/server.ts";

let server: TestServer;

beforeEach(async () => {
  server = openServer();
  await server.world.customer("ana").says("please let me talk to a human");
  await server.world.settle();
});

const act = (
  action: string,
  json: unknown,
  more: { headers?: Record<string, string>; name?: string; number?: number } = {},
) =>
  server.request(`/v1/tickets/${more.number ?? 1}/${action}`, {
    role: "responder",
    name: more.name ?? "mei",
    json,
    headers: more.headers ?? {},
  });

describe("a responder", () => {
  test("works a ticket from acknowledging to resolving and reopening", async () => {
    const mei = await server.as("responder", "mei");
    expect(await mei.acknowledge(1)).toMatchObject({ ok: true, ticket: { number: 1, acknowledged: true } });
    expect(await mei.assign(1, "mei")).toMatchObject({ ok: true, ticket: { owner: "mei" } });
    expect(await mei.note(1, "looks like KYC")).toMatchObject({ ok: true });
    expect(await mei.reply(1, "Hello Ana, I am looking at it.")).toMatchObject({ ok: true });
    await server.world.settle();
    expect(await mei.resolve(1, "explained the limits")).toMatchObject({ ok: true, ticket: { state: "resolved" } });
    expect(await mei.reopen(1, "she wrote by mail")).toMatchObject({ ok: true, ticket: { state: "open" } });
    const view = await mei.ticket(1);
    expect(view?.notes.map(({ by, text }) => [by, text])).toEqual([["mei", "looks like KYC"]]);
    expect(view?.transcript.map(({ text }) => text)).toContain("Hello Ana, I am looking at it.");
    expect(view?.history.map(({ what }) => what)).toContain("mei resolved it: explained the limits");
  });

  test("acts under the name of the token", async () => {
    const bob = await server.as("responder", "bob");
    expect(await bob.acknowledge(1)).toMatchObject({ ok: true });
    const again = await (await server.as("responder", "mei")).acknowledge(1);
    expect(again).toEqual({ ok: false, reason: "already_acknowledged", detail: expect.stringContaining("bob") });
  });

  test("reads the version of a ticket as its ETag and gets 412 when somebody was faster", async () => {
    const seen = (await server.request("/v1/tickets/1", { role: "viewer" })).headers.get("etag") ?? "";
    expect(seen).toMatch(/^"\d+"$/);
    expect((await act("acknowledge", {}, { headers: { "if-match": seen } })).status).toBe(200);
    const late = await act("assign", { to: "bob" }, { headers: { "if-match": seen }, name: "bob" });
    expect(late.status).toBe(412);
    expect(await late.json()).toMatchObject({
      reason: "version_changed",
      status: 412,
      instance: "/v1/tickets/1/assign",
    });
  });

  test("is told when another has just replied, before the ticket itself knows", async () => {
    const [mei, bob] = [await server.as("responder", "mei"), await server.as("responder", "bob")];
    const version = (await mei.ticket(1))?.ticket.version ?? 0;
    await server.world.fastForward("1m");
    expect(await mei.reply(1, "I am on it", { ifMatch: version })).toMatchObject({ ok: true });
    expect(await bob.reply(1, "I am on it, too", { ifMatch: version })).toMatchObject({
      ok: false,
      reason: "version_changed",
    });
    expect(await mei.reply(1, "one more thing", { ifMatch: version })).toMatchObject({ ok: true });
    await server.world.settle();
    const now = (await bob.ticket(1))?.ticket.version ?? 0;
    expect(now).toBeGreaterThan(version);
    expect(await bob.reply(1, "and I help", { ifMatch: now })).toMatchObject({ ok: true });
  });

  test("of ten who reply to what they all see, one is heard", async () => {
    const store = memoryStore();
    // As slow as a store at the other end of a network: all ten have looked before the first has written.
    const read: Store["read"] = async (stream) => setTimeout(50, await store.read(stream));
    server = openServer({ store: { ...store, read } });
    await server.world.customer("ana").says("please let me talk to a human");
    await server.world.settle();
    const version = (await (await server.as("viewer")).ticket(1))?.ticket.version ?? 0;
    await server.world.fastForward("1m");
    const responders = await Promise.all(Array.from({ length: 10 }, (_, i) => server.as("responder", `r${i}`)));
    const all = await Promise.all(responders.map((it, i) => it.reply(1, `answer ${i}`, { ifMatch: version })));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter((it) => !it.ok && it.reason === "version_changed")).toHaveLength(9);
  });
});

describe("an order that is sent again under its key", () => {
  test.each([
    ["acknowledge", {}],
    ["assign", { to: "mei" }],
    ["note", { text: "noted once" }],
    ["reply", { text: "said once" }],
    ["resolve", { reason: "done" }],
  ])("%s is carried out once and answered each time", async (action, json) => {
    const version = (await (await server.as("viewer")).ticket(1))?.ticket.version ?? 0;
    const headers = { "idempotency-key": "k1", "if-match": `"${version}"` };
    const { secret } = await server.token("responder", "mei");
    const send = () =>
      server.request(`/v1/tickets/1/${action}`, { json, headers: { ...headers, authorization: `Bearer ${secret}` } });
    const answers = await Promise.all([send(), send(), send()]);
    await server.world.settle();
    answers.push(await send());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const view = await (await server.as("viewer")).ticket(1);
    expect(view?.notes.length).toBe(action === "note" ? 1 : 0);
    expect(view?.transcript.filter(({ text }) => text === "said once")).toHaveLength(action === "reply" ? 1 : 0);
  });

  test("the key of another action or another responder is another order", async () => {
    const headers = { "idempotency-key": "same" };
    expect((await act("note", { text: "a" }, { headers })).status).toBe(200);
    expect((await act("note", { text: "b" }, { headers, name: "bob" })).status).toBe(200);
    expect((await act("reply", { text: "c" }, { headers })).status).toBe(200);
    const view = await (await server.as("viewer")).ticket(1);
    expect(view?.notes).toHaveLength(2);
  });
});

describe("a refusal says why", () => {
  test.each([
    ["note", { text: "   " }, 422, "empty_text"],
    ["reply", { text: "x".repeat(8_001) }, 422, "too_long"],
    ["resolve", { reason: "" }, 422, "empty_text"],
    ["resolve", { reason: "\u0000\u202e " }, 422, "empty_text"],
    ["assign", { to: "nobody-we-know" }, 422, "unknown_responder"],
    ["reopen", { reason: "why not" }, 409, "already_open"],
  ])("%s %#", async (action, json, status, reason) => {
    const response = await act(action, json);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, reason, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  test("no such ticket", async () => {
    expect(await (await server.as("responder")).note(99, "hello?")).toMatchObject({ ok: false, reason: "not_found" });
    expect(await (await server.as("viewer")).ticket(99)).toBeUndefined();
  });

  test("8,000 characters are a reply", async () => {
    expect((await act("reply", { text: "x".repeat(8_000) })).status).toBe(200);
  });
});

describe("a request that cannot be understood is 400", () => {
  test.each([
    ["a key too much", "/v1/tickets/1/note", { text: "hi", txet: "hi" }, {}],
    ["a missing key", "/v1/tickets/1/note", {}, {}],
    ["a wrong type", "/v1/tickets/1/note", { text: 7 }, {}],
    ["a number that is none", "/v1/tickets/first/note", { text: "hi" }, {}],
    ["a version without quotes", "/v1/tickets/1/note", { text: "hi" }, { "if-match": "7" }],
    ["a key of 201 characters", "/v1/tickets/1/note", { text: "hi" }, { "idempotency-key": "k".repeat(201) }],
  ])("%s", async (_, path, json, headers) => {
    const response = await server.request(path, { role: "responder", json, headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      reason: "invalid",
      title: "Bad Request",
      detail: expect.stringMatching(/./),
    });
  });
});
