import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fault } from "../../../src/core/errors.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { openServer } from "../../harness/server.ts";

const KIB = 1_024;
const server = openServer();
let url = "";
let token = "";

beforeAll(async () => {
  url = (await server.listen()).url;
  token = (await server.token("responder")).secret;
});
afterAll(() => server.close());

const post = (path: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);

const consoleMessage = (length: number) =>
  JSON.stringify({ thread: "ana", id: String(length), text: "x".repeat(length) });

/** A body whose length the request does not say. */
const inPieces = (text: string) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let i = 0; i < text.length; i += 16 * KIB)
        controller.enqueue(new TextEncoder().encode(text.slice(i, i + 16 * KIB)));
      controller.close();
    },
  });

describe("a body that is too large is refused with 413", () => {
  test.each([
    ["of 2 MiB and a bit to the console", "/v1/console/messages", consoleMessage(2 * 1_024 * KIB)],
    ["of 64 KiB and a bit elsewhere", "/v1/ask", JSON.stringify({ text: "x".repeat(64 * KIB) })],
  ])("%s, with its length and without", async (_, path, text) => {
    for (const body of [text, inPieces(text)]) {
      const response = await post(path, body);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ reason: "too_long", title: "Payload Too Large" });
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("one that does not say its length is read when it is small enough", async () => {
    const response = await post("/v1/ask", inPieces(JSON.stringify({ text: "what are your trading fees" })));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ article: "FEE-01" });
    expect((await post("/v1/console/messages", inPieces(consoleMessage(300 * KIB)))).status).toBe(201);
  });

  test("a megabyte on the console is a message like any other", async () => {
    expect((await post("/v1/console/messages", consoleMessage(1_024 * KIB))).status).toBe(201);
  });
});

test("without a token not even the body is looked at", async () => {
  const response = await post("/v1/console/messages", consoleMessage(3 * 1_024 * KIB), { authorization: "" });
  expect(response.status).toBe(401);
});

describe("what is no JSON object is a problem, too", () => {
  test.each([
    ["{", 400],
    ["", 400],
    ["null", 400],
    ["[]", 400],
    ['{"text":', 400],
  ])("%j", async (text, status) => {
    const response = await post("/v1/ask", text);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ reason: "invalid", instance: "/v1/ask" });
  });

  test("of another type: 415", async () => {
    expect((await post("/v1/ask", "text=hi", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(
      415,
    );
  });
});

test("a path that leads nowhere is 404, whoever asks", async () => {
  for (const path of ["/", "/v1", "/v2/status", "/v1/tickets/1/explode", "/.git/config"]) {
    const response = await server.request(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ reason: "not_found" });
  }
});

describe("names in the Host header", () => {
  const local = openServer({ hosts: ["127.0.0.1", "localhost", "[::1]"] });
  const named = async (name: string) => (await local.app.request(`http://${name}/healthz`)).status;

  test.each(["127.0.0.1:7333", "localhost:7333", "LOCALHOST", "[::1]:7333"])("%s is us", async (name) => {
    expect(await named(name)).toBe(200);
  });

  test.each(["evil.example", "127.0.0.1.evil.example:7333", "localhost.evil.example", "10.0.0.1"])(
    "%s is not: 421",
    async (name) => {
      expect(await named(name)).toBe(421);
    },
  );

  test("over a socket it is the header that counts", async () => {
    const onLoopback = openServer({ hosts: ["127.0.0.1"] });
    const { url: at } = await onLoopback.listen();
    const { request } = await import("node:http");
    const status = (host: string) =>
      new Promise<number | undefined>((resolve, reject) =>
        request(`${at}/healthz`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end(),
      );
    expect(await status("127.0.0.1")).toBe(200);
    expect(await status("rebound.example")).toBe(421);
    await onLoopback.close();
  });
});

test("answers stay out of caches and give no other site leave to read them", async () => {
  const response = await server.request("/v1/status", { role: "viewer", headers: { origin: "https://evil.example" } });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

describe("when the store fails", () => {
  const broken = (error: unknown) => {
    const store = memoryStore();
    return openServer({ store: { ...store, counts: () => Promise.reject(error) } });
  };

  test("a fault of the store is 503 with its code and the next step", async () => {
    const desk = broken(new Fault("store_full", "the disk is full", { next: "Make room." }));
    const response = await desk.request("/v1/status", { role: "viewer" });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.json()).toMatchObject({
      reason: "store_full",
      detail: "the disk is full",
      next: "Make room.",
    });
    expect((await desk.request("/readyz")).status).toBe(503);
    expect((await desk.request("/healthz")).status).toBe(200);
  });

  test("a bug is 500: the caller learns its id only, and the log where it is, but not what it quotes", async () => {
    const desk = broken(new TypeError("cannot read 'my seed phrase is abandon'"));
    const response = await desk.request("/v1/status", { role: "viewer" });
    expect(response.status).toBe(500);
    const problem = (await response.json()) as { trace_id: string };
    expect(problem).toMatchObject({ reason: "internal" });
    expect(JSON.stringify(problem)).not.toMatch(/TypeError|seed|\.ts/);
    const entry = desk.entries.find(({ level }) => level === "error");
    expect(entry).toMatchObject({
      error: "TypeError",
      trace_id: problem.trace_id,
      stack: expect.stringContaining("limits.test.ts"),
    });
    expect(JSON.stringify(desk.entries)).not.toContain("seed");
  });
});
