import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Store, TicketRow } from "../../../src/core/ports.ts";
import type { TokenRow } from "../../../src/core/token.ts";
import { connect } from "../../../src/server/client.ts";
import { sseReader } from "../../../src/server/sse.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { listenTo } from "../../harness/events.ts";
import { openProxy } from "../../harness/proxy.ts";
import { openServer, type TestServer } from "../../harness/server.ts";

const open: { close(): Promise<void> }[] = [];
function start(...given: Parameters<typeof openServer>): TestServer {
  const server = openServer(...given);
  open.push(server);
  return server;
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const FAST = { retryFrom: 5, retryTo: 40, silence: 2_000 };
const positionOf = (id: string) => Number(id.split("-").at(-1));

/** Counts who watches a store. */
const countWatchers = (store: Store, watching: { count: number }): Store => ({
  ...store,
  watch(onChange) {
    watching.count += 1;
    const unwatch = store.watch(onChange);
    return () => {
      watching.count -= 1;
      unwatch();
    };
  },
});

async function withTicket(server: TestServer, customer = "ana"): Promise<void> {
  await server.world.customer(customer).says("please let me talk to a human");
  await server.world.settle();
}

describe("a screen that listens", () => {
  test("hears of a new ticket, and of each change to it", async () => {
    const server = start();
    const mei = await server.as("responder", "mei");
    const heard = listenTo(mei);
    await heard.until("open");
    await withTicket(server);
    expect((await heard.until("ticket")).ticket).toMatchObject({ number: 1, subject: "please let me talk to a human" });
    await mei.acknowledge(1);
    const { ticket } = await heard.until("ticket", (it) => it.ticket.acknowledged);
    expect(ticket).toEqual((await mei.ticket(1))?.ticket);
    await heard.stop();
  });

  test("hears of what the customer writes into the ticket's conversation", async () => {
    const server = start();
    await withTicket(server);
    const heard = listenTo(await server.as("viewer"));
    await heard.until("open");
    await server.world.customer("ana").says("are you there?", "second");
    expect((await heard.until("ticket")).ticket.number).toBe(1);
    await heard.stop();
  });

  test("goes on after the snapshot that it has, with nothing between lost", async () => {
    const server = start();
    await withTicket(server, "ana");
    const viewer = await server.as("viewer");
    const { eventId, items } = await viewer.tickets();
    expect(items).toHaveLength(1);
    await withTicket(server, "ben");
    const heard = listenTo(viewer, { lastEventId: eventId });
    expect((await heard.until("ticket")).ticket.number).toBe(2);
    expect(heard.tickets().map(({ ticket }) => ticket.number)).not.toContain(1);
    await heard.stop();
  });

  test("gets each ticket once for a batch, in the order of their last events, with ids that never go back", async () => {
    const server = start();
    const { eventId } = await (await server.as("viewer")).status();
    for (const name of ["ana", "ben", "eva"]) await withTicket(server, name);
    await server.world.responder("mei").acknowledges(1);
    const heard = listenTo(await server.as("viewer"), { lastEventId: eventId });
    await heard.until("ticket", ({ ticket }) => ticket.number === 1);
    expect(heard.tickets().map(({ ticket }) => ticket.number)).toEqual([2, 3, 1]);
    const positions = heard.tickets().map(({ id }) => positionOf(id));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    await heard.stop();
  });

  test("that knows more than the stream has told yet is not told to reload", async () => {
    const store = memoryStore();
    const changes: Store["changes"] = async (after, limit) => setTimeout(30, await store.changes(after, limit));
    const server = start({ store: { ...store, changes } });
    const viewer = await server.as("viewer");
    const other = listenTo(viewer);
    await other.until("open");
    await withTicket(server, "ana");
    const { eventId } = await viewer.status();
    const heard = listenTo(viewer, { lastEventId: eventId });
    await heard.until("open");
    await other.until("ticket");
    await withTicket(server, "ben");
    await heard.until("ticket", ({ ticket }) => ticket.number === 2);
    expect(heard.events.map(({ type }) => type)).not.toContain("reset");
    expect(heard.tickets().map(({ ticket }) => ticket.number)).not.toContain(1);
    await Promise.all([heard.stop(), other.stop()]);
  });

  test("is told to reload when it was with another store, ahead of this one, or says nothing sensible", async () => {
    const server = start();
    await withTicket(server);
    const { epoch } = server.store;
    const head = await server.store.head();
    for (const lastEventId of [`${epoch.replace(/^./, "x")}-1`, `${epoch}-${head + 1}`, "rubbish"]) {
      const heard = listenTo(await server.as("viewer"), { lastEventId });
      expect((await heard.until("reset")).id).toBe(`${epoch}-${head}`);
      await heard.stop();
    }
  });

  test("is told to reload when it is more than 5,000 events behind, and not one sooner", async () => {
    const server = start();
    const { epoch } = server.store;
    await withTicket(server);
    const from = await server.store.head();
    const event = { at: server.world.now(), data: { type: "note.added", by: "mei" }, content: null };
    const stream = "ticket:elsewhere";
    await server.store.commit({
      stream,
      expectedVersion: 0,
      events: new Array(5_000).fill(event),
      contents: [],
      effects: [],
    });
    const near = listenTo(await server.as("viewer"), { lastEventId: `${epoch}-${from}` });
    const far = listenTo(await server.as("viewer"), { lastEventId: `${epoch}-${from - 1}` });
    await far.until("reset");
    await server.world.responder("mei").acknowledges(1);
    await near.until("ticket");
    expect(near.events.map(({ type }) => type)).not.toContain("reset");
    await Promise.all([near.stop(), far.stop()]);
  });

  test("stops when its token is revoked, and does not try again", async () => {
    const server = start({ heartbeat: 20 });
    const { secret, id } = await server.token("viewer");
    const { url } = await server.listen();
    const heard = listenTo(connect({ url, token: secret }), { timing: FAST });
    await heard.until("open");
    await server.store.revokeToken(id, server.world.now());
    await expect(heard.ended).rejects.toMatchObject({ code: "unauthorised" });
  });

  test("of the wrong role hears so at once", async () => {
    const server = start();
    await expect(listenTo(await server.as("console")).ended).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("over a socket", () => {
  async function throughProxy(server: TestServer) {
    const proxy = await openProxy((await server.listen()).url);
    open.push(proxy);
    const heard = listenTo(connect({ url: proxy.url, token: (await server.token("viewer")).secret }), { timing: FAST });
    await heard.until("open");
    return { proxy, heard };
  }

  test("a connection that breaks is made again, and nothing is missed", async () => {
    const server = start();
    const { proxy, heard } = await throughProxy(server);
    await withTicket(server, "ana");
    await heard.until("ticket", ({ ticket }) => ticket.number === 1);
    for (const [i, name] of ["ben", "eva", "leo"].entries()) {
      proxy.cut();
      await heard.until("lost", () => heard.events.filter(({ type }) => type === "lost").length > i);
      await withTicket(server, name);
      proxy.mend();
      await heard.until("ticket", ({ ticket }) => ticket.number === i + 2);
    }
    expect(heard.events.map(({ type }) => type)).not.toContain("reset");
    await heard.stop();
  });

  test("a desk that comes back with another store tells its screens to reload", async () => {
    const [server, restored] = [start(), start()];
    const { proxy, heard } = await throughProxy(server);
    proxy.cut();
    await heard.until("lost");
    await restored.store.putToken((await server.store.tokens())[0] as TokenRow);
    proxy.mend((await restored.listen()).url);
    expect((await heard.until("reset")).id).toBe(`${restored.store.epoch}-0`);
    await heard.stop();
  });

  test("a desk that is not there is tried again, less and less often", async () => {
    const heard = listenTo(connect({ url: "http://127.0.0.1:1", token: "x" }), { timing: FAST });
    const lost = await heard.until("lost", ({ tries }) => tries === 4);
    expect(lost.fault).toMatchObject({ code: "unreachable", next: expect.stringContaining("nightdesk up") });
    await heard.stop();
  });

  test("heartbeats come in silence and carry the place in the stream", async () => {
    const server = start({ heartbeat: 15 });
    const { url } = await server.listen();
    const { secret } = await server.token("viewer");
    const response = await fetch(`${url}/v1/events`, { headers: { authorization: `Bearer ${secret}` } });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const body = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (text.split(": heartbeat").length < 4) text += (await body?.read())?.value ?? "";
    const reader = sseReader();
    expect(reader.push(text)).toEqual([]);
    expect(reader.lastId()).toBe(`${server.store.epoch}-${await server.store.head()}`);
    await body?.cancel();
  });

  test("silence without heartbeats is taken for a dead desk", async () => {
    const server = start({ heartbeat: 60_000 });
    const { url } = await server.listen();
    const { secret } = await server.token("viewer");
    const heard = listenTo(connect({ url, token: secret }), { timing: { ...FAST, silence: 60 } });
    await heard.until("open");
    expect((await heard.until("lost")).fault.message).toContain("does not answer");
    await heard.stop();
  });

  test("closing ends the streams at once", async () => {
    const server = start();
    const { url } = await server.listen();
    const { secret } = await server.token("viewer");
    const heard = listenTo(connect({ url, token: secret }), { timing: FAST });
    await heard.until("open");
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(2_000);
    await heard.until("lost");
    await heard.stop();
  });

  test("a reader that leaves is forgotten, without a word on the terminal", async () => {
    const spoken = [vi.spyOn(console, "info"), vi.spyOn(console, "error"), vi.spyOn(console, "log")];
    const watching = { count: 0 };
    const server = start({ heartbeat: 10_000, store: countWatchers(memoryStore(), watching) });
    const { url } = await server.listen();
    const { secret } = await server.token("viewer");
    const readers = [1, 2, 3].map(() => listenTo(connect({ url, token: secret })));
    for (const reader of readers) await reader.until("open");
    expect(watching.count).toBe(1);
    for (const reader of readers) await reader.stop();
    await vi.waitFor(() => expect(watching.count).toBe(0));
    for (const spy of spoken) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe("a reader that does not read", () => {
  async function reader(server: TestServer) {
    const response = await server.request("/v1/events", { role: "viewer" });
    const body = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const parse = sseReader();
    const next = async () => parse.push((await body?.read())?.value ?? "");
    await next();
    return { next, stop: () => body?.cancel() };
  }

  test("costs one entry a ticket, and gets the newest state when it reads again", async () => {
    const server = start();
    await withTicket(server);
    const { next, stop } = await reader(server);
    const mei = await server.as("responder", "mei");
    for (let i = 0; i < 500; i++) await mei.note(1, `note ${i}`);
    const newest = (await mei.ticket(1))?.ticket;
    const events = await next();
    while (JSON.parse(events.at(-1)?.data ?? "{}").version !== newest?.version) events.push(...(await next()));
    expect(events.length).toBeLessThan(10);
    expect(JSON.parse(events.at(-1)?.data ?? "")).toEqual(newest);
    await stop();
  });

  test("is told to reload when more tickets changed than it could be told of", async () => {
    const server = start();
    await withTicket(server);
    const { next, stop } = await reader(server);
    const other = listenTo(await server.as("viewer"));
    await other.until("open");
    const first = await server.store.ticket({ number: 1 });
    const event = { at: 0, data: { type: "note.added", by: "mei" }, content: null };
    for (let i = 0; i < 5_500; i++) {
      const id = `ticket:made-${i}` as const;
      const ticket = { ...(first as TicketRow), id, number: 10 + i };
      await server.store.commit({ stream: id, expectedVersion: 0, events: [event], contents: [], effects: [], ticket });
    }
    await server.world.responder("mei").acknowledges(1);
    await other.until("ticket", ({ ticket }) => ticket.acknowledged);
    await other.stop();
    let events = await next();
    while (events[0]?.event === "ticket") events = await next();
    expect(events).toEqual([{ event: "reset", data: "{}", id: `${server.store.epoch}-${await server.store.head()}` }]);
    await stop();
  });
});
