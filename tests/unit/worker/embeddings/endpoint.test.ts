import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openEndpoint } from "../../../../src/worker/embeddings/endpoint.ts";
import { give, openEmbeddingsEndpoint, vectorFor } from "../../../harness/embeddings-endpoint.ts";

let endpoint: Awaited<ReturnType<typeof openEmbeddingsEndpoint>>;
beforeAll(async () => {
  endpoint = await openEmbeddingsEndpoint();
});
afterAll(() => endpoint.close());
beforeEach(() => {
  endpoint.misbehave(undefined);
  endpoint.asked.length = 0;
});

const opened = (more: { key?: string; dimensions?: number } = {}) =>
  openEndpoint({ url: `${endpoint.url}/`, model: "sentences", languages: null, ...more });

describe("an embeddings endpoint", () => {
  test("gives one vector of length 1 per text, in the order of the texts", async () => {
    const [money, fees] = await opened({ key: "not-a-real-key" }).embed(["my deposit", "what are the fees"]);
    const [a = 0, b = 0] = [money?.[0], fees?.[4]];
    expect([a > 0.9, b > 0.9]).toEqual([true, true]);
    expect(Math.hypot(...(money ?? []))).toBeCloseTo(1);
    expect(endpoint.asked).toMatchObject([{ authorization: "Bearer not-a-real-key", model: "sentences" }]);
  });

  test("is asked for many texts in batches", async () => {
    const texts = Array.from({ length: 130 }, (_, i) => `deposit ${i}`);
    expect(await opened().embed(texts)).toHaveLength(130);
    expect(endpoint.asked.map((it) => it.input.length)).toEqual([64, 64, 2]);
  });

  const faults: [string, Parameters<typeof endpoint.misbehave>[0], RegExp][] = [
    ["answers with an error", (response) => give(response, { error: "no" }, 500), /answered 500/],
    ["answers with something else", (response) => give(response, "<html>"), /did not answer with embeddings/],
    ["gives fewer vectors", (response) => give(response, { data: [{ index: 0, embedding: [1, 0] }] }), /gave others/],
    [
      "gives one vector twice",
      (response) => give(response, { data: [0, 0].map((index) => ({ index, embedding: [1, 0] })) }),
      /gave others/,
    ],
    [
      "gives vectors of two sizes",
      (response) => give(response, { data: [[1], [1, 0]].map((embedding, index) => ({ index, embedding })) }),
      /a vector of/,
    ],
    ["never stops answering", (response) => give(response, " ".repeat(9 * 1024 * 1024)), /cannot be used/],
    [
      "sends the texts elsewhere",
      (response) => void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
      /cannot be used/,
    ],
    ["hangs up", (response) => void response.destroy(), /cannot be used/],
  ];
  test.each(faults)("that %s is a fault, and works again when that is over", async (_, how, message) => {
    const embedder = opened();
    endpoint.misbehave(how);
    await expect(embedder.embed(["my deposit", "the fee"])).rejects.toThrow(message);
    endpoint.misbehave(undefined);
    expect((await embedder.embed(["my deposit"]))[0]).toHaveLength(vectorFor("").length);
  });

  test("that does not answer is waited for no longer than the caller wants", async () => {
    endpoint.misbehave(() => undefined);
    const failure = await opened()
      .embed(["my deposit"], AbortSignal.timeout(20))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "unreachable", next: "It was too slow." });
  });
});
