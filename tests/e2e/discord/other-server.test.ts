import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { openDiscord } from "../../../src/bots/discord/bot.ts";
import { newId } from "../../../src/cli/ids.ts";
import { openDesk } from "../../../src/core/desk.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { startLoop } from "../../../src/worker/loop.ts";
import { openOutbox } from "../../../src/worker/outbox.ts";
import { testPolicy } from "../../harness/policy.ts";

const ALICE = { id: "1", username: "alice" };
const BOT = { id: "2", username: "desk", bot: true };
const DIRECT = "77";

type Json = Record<string, unknown>;

/** A server that speaks as much of Discord's protocol as answering a direct message takes, in a way of its own, and refuses the rest. */
async function otherServer({ base, bare }: { base: string; bare: boolean }) {
  const sent: Json[] = [];
  const asked: string[] = [];
  const seen = { resumed: 0, identified: 0 };
  let socket: WebSocket | undefined;
  let sequence = 0;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += String(piece);
    const { pathname } = new URL(request.url ?? "/", "http://other");
    const route = `${request.method} ${pathname}`;
    asked.push(route);
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
      response.end(JSON.stringify(body));
    };
    const gateway = `ws://127.0.0.1:${port}/socket`;
    if (!bare && route === `GET ${base}/gateway/bot`)
      return answer(200, { url: `${gateway}/?from=api`, brand: "other" });
    if (bare && route === `GET ${base}/gateway`) return answer(200, { url: gateway });
    if (route === `POST ${base}/channels/${DIRECT}/messages`) {
      sent.push(JSON.parse(text) as Json);
      return answer(200, { id: String(1_000 + sent.length) });
    }
    const message = `Route ${route.replace(" ", ":")} not found`;
    return answer(404, { message, error: "Not Found", statusCode: 404 });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const sockets = new WebSocketServer({ server });
  const dispatch = (t: string, d: unknown) => socket?.send(JSON.stringify({ op: 0, t, d, s: ++sequence, trace: "x" }));
  sockets.on("connection", (opened) => {
    socket = opened;
    opened.on("error", () => undefined);
    opened.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 30_000 } }));
    opened.on("message", (raw) => {
      const { op } = JSON.parse(String(raw)) as { op: number };
      if (op === 1) opened.send(JSON.stringify({ op: 11 }));
      if (op === 2) {
        seen.identified += 1;
        dispatch("READY", { v: 9, user: BOT, session_id: "s", guilds: [], private_channels: [] });
        dispatch("SOMETHING_OF_ITS_OWN", { a: [1] });
      }
      if (op === 6) {
        seen.resumed += 1;
        dispatch("RESUMED", null);
      }
    });
  });
  return {
    url: `http://127.0.0.1:${port}${base}`,
    sent,
    asked,
    seen,
    says: (id: string, content: string) =>
      dispatch("MESSAGE_CREATE", { id, channel_id: DIRECT, author: ALICE, content }),
    drop: () => socket?.terminate(),
    async close() {
      for (const it of sockets.clients) it.terminate();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test.each([
  {
    name: "a version in the address, and no more than an address of the gateway",
    base: "/chat/api/v9",
    end: "/",
    bare: false,
  },
  { name: "no GET /gateway/bot at all", base: "/api/v10", end: "", bare: true },
])("another server, with $name, is served just as well", async ({ base, end, bare }) => {
  const other = await otherServer({ base, bare });
  const store = memoryStore();
  const policy = testPolicy({ yaml: "desk: { name: Other }\nreply: { answerAt: 0.02, clarifyAt: 0.01 }" });
  const now = () => Date.now();
  const desk = openDesk({ store, now, newId: () => newId(now()), key: new Uint8Array(32), policy: () => policy });
  const logs: string[] = [];
  const log = ({ level, message }: { level: string; message: string }) => void logs.push(`${level}: ${message}`);
  const bot = openDiscord(
    { token: "FAKE.other.token", api: `${other.url}${end}` },
    { desk, store, policy: () => policy, now, log, connections: () => [], alarm: () => undefined },
  );
  const outbox = openOutbox({ store, desk, channels: new Map([["discord", bot.channel]]), policy: () => policy, now });
  const delivery = startLoop(outbox.begin, { pause: 50, failed: (error) => void logs.push(String(error)) });
  onTestFinished(async () => {
    await bot.stop();
    await delivery.stop();
    await other.close();
  });
  bot.start();
  await expect.poll(() => bot.health().state, { message: "ready" }).toBe("ready");

  other.says("101", "what are your trading fees");
  await expect.poll(() => other.sent.length).toBe(1);
  expect(JSON.stringify(other.sent[0])).toContain("Trading fee schedule");

  other.drop();
  await expect.poll(() => other.seen.resumed).toBe(1);
  other.says("102", "where is my deposit");
  await expect.poll(() => other.sent.length).toBe(2);
  expect(other.seen.identified).toBe(1);
  expect(bot.health()).toEqual({ state: "ready" });
  // It asks for nothing outside of the base, and nothing again and again that is refused.
  expect(other.asked.filter((it) => !it.includes(` ${base}/`))).toEqual([]);
  expect(other.asked.length).toBeLessThan(15);
});
