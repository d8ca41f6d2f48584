import { describe, expect, test } from "vitest";
import type { Embedder } from "../../../../src/core/meaning/embedder.ts";
import { embeddingsInTime } from "../../../../src/worker/embeddings/in-time.ts";

const vector = Float32Array.of(1, 0);

/** An embedder that works, fails or never ends, with a clock of its own. */
function given(deadline = 1_000, size?: number) {
  const world = {
    now: 0,
    asked: [] as string[],
    told: [] as unknown[],
    embed: async (): Promise<Float32Array[]> => [vector],
    open: async (): Promise<Embedder> => embedder,
  };
  const embedder: Embedder = {
    name: "sentences@1",
    languages: null,
    embed(texts) {
      world.asked.push(...texts);
      return world.embed();
    },
  };
  const embeddings = embeddingsInTime({
    open: () => world.open(),
    deadline,
    size,
    now: () => world.now,
    failed: (error) => void world.told.push(error),
  });
  return { world, embeddings };
}

describe("embeddings in time", () => {
  test("ask once for the same text", async () => {
    const { world, embeddings } = given();
    expect([await embeddings.vectorOf("a"), await embeddings.vectorOf("a")]).toEqual([vector, vector]);
    expect(world.asked).toEqual(["a"]);
    expect(embeddings.health()).toMatchObject({ state: "working", model: "sentences@1", embedded: 2, missed: 0 });
  });

  test("give nothing when the vector is late, and have it the next time", async () => {
    const { world, embeddings } = given(5);
    const { promise, resolve } = Promise.withResolvers<Float32Array[]>();
    world.embed = () => promise;
    expect(await embeddings.vectorOf("a")).toBeUndefined();
    resolve([vector]);
    expect(await embeddings.vectorOf("a")).toEqual(vector);
    expect(embeddings.health()).toMatchObject({ embedded: 1, missed: 1, error: "no vector within 5 ms" });
  });

  test("say at once that a vector cannot be compared with those of the articles", async () => {
    const { world, embeddings } = given(1_000, 3);
    expect([await embeddings.vectorOf("a"), await embeddings.vectorOf("b")]).toEqual([undefined, undefined]);
    expect(world.asked).toEqual(["a"]);
    expect(world.told).toMatchObject([
      { message: "a question got a vector of 2 numbers, and those of the articles have 3" },
    ]);
    expect(embeddings.health()).toMatchObject({ state: "resting", embedded: 0, missed: 2 });
  });

  test("leave what fails three times alone, say so once, and try again later", async () => {
    const { world, embeddings } = given();
    await embeddings.vectorOf("warm");
    const working = world.embed;
    world.embed = () => Promise.reject(new Error("it is down"));
    for (const text of ["a", "b", "c", "d", "e"]) expect(await embeddings.vectorOf(text)).toBeUndefined();
    expect(world.asked).toEqual(["warm", "a", "b", "c"]);
    expect(embeddings.health()).toMatchObject({ state: "resting", missed: 5, error: "it is down" });
    expect(world.told).toHaveLength(1);
    world.embed = working;
    world.now += 31_000;
    expect(await embeddings.vectorOf("a")).toEqual(vector);
    expect(embeddings.health()).toMatchObject({ state: "working" });
  });

  test("go without a model that cannot be opened", async () => {
    const { world, embeddings } = given();
    world.open = () => Promise.reject(new Error("not the one that was pinned"));
    embeddings.warm();
    expect(await embeddings.vectorOf("a")).toBeUndefined();
    expect(await embeddings.vectorOf("b")).toBeUndefined();
    expect(embeddings.health()).toMatchObject({ state: "broken", model: null, error: "not the one that was pinned" });
    expect(world.told).toHaveLength(1);
  });
});
