import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Fault } from "../../../src/core/errors.ts";
import { connect, local } from "../../../src/server/client.ts";
import { listen } from "../../../src/server/listen.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { openServer } from "../../harness/server.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Some other program that happens to listen there. */
async function stranger(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("what goes wrong becomes a fault with the next step", () => {
  test("nobody there", async () => {
    const fault = await connect({ url: "http://127.0.0.1:1", token: "x" })
      .me()
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({
      code: "unreachable",
      message: "http://127.0.0.1:1 cannot be reached",
      next: expect.stringContaining("nightdesk up"),
    });
  });

  test("a token that is not one", async () => {
    const { app } = openServer();
    await expect(local(app, "nonsense").me()).rejects.toMatchObject({
      code: "unauthorised",
      message: "the token is malformed",
    });
    await expect(local(app, "").me()).rejects.toMatchObject({ code: "unauthorised" });
  });

  test("a role that is too low", async () => {
    const viewer = await openServer().as("viewer");
    await expect(viewer.acknowledge(1)).rejects.toMatchObject({
      code: "forbidden",
      next: "Use one of the role responder or lead.",
    });
  });

  test("a request that can never work", async () => {
    const viewer = await openServer().as("viewer");
    await expect(viewer.tickets({ limit: 9_999 })).rejects.toMatchObject({ code: "usage" });
  });

  test("a full disk keeps its code; a bug its trace", async () => {
    const failing = (error: unknown) =>
      openServer({ store: { ...memoryStore(), counts: () => Promise.reject(error) } }).as("viewer");
    await expect((await failing(new Fault("store_full", "the disk is full"))).status()).rejects.toMatchObject({
      code: "store_full",
    });
    await expect((await failing(new Error("bug"))).status()).rejects.toMatchObject({
      code: "internal",
      message: expect.stringMatching(/\(trace [0-9a-f]{32}\)$/),
    });
  });

  test.each<[string, RequestListener]>([
    ["another program's page", (_, response) => response.writeHead(404).end("<h1>not here</h1>")],
    ["a proxy's page", (_, response) => response.writeHead(502).end("<h1>bad gateway</h1>")],
  ])("%s", async (_, answer) => {
    const client = connect({ url: await stranger(answer), token: "x" });
    await expect(client.status()).rejects.toMatchObject({
      code: "unreachable",
      next: expect.stringContaining("desk's"),
    });
    await expect(client.note(1, "hi")).rejects.toMatchObject({ code: "unreachable" });
  });

  test("an answer that breaks off, or is no JSON", async () => {
    const client = connect({ url: await stranger((_, response) => response.writeHead(200).end("{")), token: "x" });
    await expect(client.status()).rejects.toMatchObject({ code: "unreachable" });
  });
});

test("the address may end in a slash", async () => {
  const server = openServer();
  closing.push(() => server.close());
  const { url } = await server.listen();
  const client = connect({ url: `${url}/`, token: (await server.token("viewer")).secret });
  expect(await client.me()).toMatchObject({ role: "viewer" });
  const stop = new AbortController();
  await client.events((event) => event.type === "open" && stop.abort(), { signal: stop.signal });
});

describe("an address that cannot be had", () => {
  test("because another desk has it", async () => {
    const first = openServer();
    closing.push(() => first.close());
    const { url } = await first.listen();
    const port = Number(new URL(url).port);
    await expect(listen(openServer().app, { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "usage",
      message: `127.0.0.1:${port} is taken`,
      next: expect.stringContaining("server.port"),
    });
  });

  test("because it is not ours", async () => {
    await expect(listen(openServer().app, { host: "203.0.113.7", port: 0 })).rejects.toMatchObject({
      code: "usage",
      next: expect.stringContaining("server.host"),
    });
  });
});
