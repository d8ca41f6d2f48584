import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { embeddingsOf } from "../../../src/cli/embeddings.ts";
import { tryEmbeddings } from "../../../src/cli/embeddings-finding.ts";
import { keptVectors, makeVectors } from "../../../src/cli/kept-vectors.ts";
import { assess, lookUp } from "../../../src/core/ask.ts";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { fitModel } from "../../../src/core/knowledge/model.ts";
import { decodeModel, encodeModel } from "../../../src/core/knowledge/model-file.ts";
import { give, openEmbeddingsEndpoint } from "../../harness/embeddings-endpoint.ts";
import { ARTICLES, testPolicy } from "../../harness/policy.ts";

let endpoint: Awaited<ReturnType<typeof openEmbeddingsEndpoint>>;
let folder: string;
beforeAll(async () => {
  endpoint = await openEmbeddingsEndpoint();
  folder = await mkdtemp(join(tmpdir(), "nightdesk-vectors-"));
});
afterAll(async () => {
  await endpoint.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  endpoint.misbehave(undefined);
  endpoint.asked.length = 0;
});

const lesson = (model: string) => ({
  config: { endpoint: endpoint.url, model, languages: ["en"] },
  articles: ARTICLES,
  root: folder,
  cache: folder,
});

/** A desk whose articles have vectors; questions are embedded by the endpoint. */
async function meant(model: string) {
  const from = lesson(model);
  const vectors = await makeVectors(from);
  if (vectors === undefined) throw new Error("no vectors");
  const policy = testPolicy();
  const knowledge = buildKnowledge(ARTICLES, { languages: ["en", "zh"], vectors });
  endpoint.asked.length = 0;
  return {
    vectors,
    policy: {
      ...policy,
      knowledge,
      embeddings: embeddingsOf(from.config, {
        root: folder,
        deadline: 2_000,
        size: vectors?.of.values().next().value?.length,
      }),
    },
  };
}

const AT = { channel: "console", now: 0 };

describe("meaning", () => {
  test("finds an article that shares no telling word with the question", async () => {
    const { policy } = await meant("a");
    const { question } = await assess("when do I see my payout", policy, AT);
    expect(question.assessment.intent).toMatchObject({ article: "WDL-01" });
    expect((await lookUp("payout?", policy, 3))[0]).toMatchObject({ article: "WDL-01" });
  });

  test("is asked only for languages that the model understands", async () => {
    const { policy } = await meant("b");
    const { question } = await assess("有人登录了我的账户", policy, AT);
    expect(question.assessment.intent).toMatchObject({ article: "SEC-01" });
    expect(endpoint.asked).toEqual([]);
  });

  test("is asked for nothing that the guard takes out", async () => {
    const { policy } = await meant("c");
    const phrase = "abandon ability able about above absent absorb abstract absurd abuse access accident";
    await assess(`my deposit has not arrived, my phrase is ${phrase}`, policy, AT);
    expect(endpoint.asked).toHaveLength(1);
    expect(JSON.stringify(endpoint.asked)).not.toContain("absorb");
  });

  test("counts for nothing while the endpoint is down: the answer is the one found by words", async () => {
    const { policy } = await meant("d");
    endpoint.misbehave((response) => give(response, {}, 503));
    const text = "where is my usdt deposit please";
    const words = testPolicy();
    expect((await assess(text, policy, AT)).question).toEqual((await assess(text, words, AT)).question);
    expect(policy.embeddings.health()).toMatchObject({ missed: 1 });
  });

  test("counts for nothing when a vector is of another size than those of the articles", async () => {
    const { policy } = await meant("e");
    const { knowledge } = policy;
    const text = "where is my usdt deposit";
    expect(knowledge.search(text, { vector: Float32Array.of(1, 0) })).toEqual(knowledge.search(text));
    expect(knowledge.assess(text, Float32Array.of(1, 0))).toEqual(knowledge.assess(text));
  });

  test("of another size than those of the articles is what doctor warns of", async () => {
    await meant("h");
    expect(await tryEmbeddings(lesson("h").config, lesson("h"))).toMatchObject({ ok: true });
    endpoint.misbehave((response, { input }) =>
      give(response, { data: input.map((_, index) => ({ index, embedding: [1, 0] })) }),
    );
    expect(await tryEmbeddings(lesson("h").config, lesson("h"))).toEqual({
      ok: false,
      found:
        "articles are found by words only: a question got a vector of 2 numbers, and those of the articles have 6. Another model answers under the same name: put the old one back, or name the new one in knowledge.embeddings.",
    });
  });

  test("is kept: what has a vector is not embedded again, and a change embeds what changed", async () => {
    const { vectors } = await meant("f");
    expect(await keptVectors(lesson("f"))).toEqual(vectors);
    const [first, ...rest] = ARTICLES;
    const changed = [{ ...first, questions: ["is my coin lost"] } as (typeof ARTICLES)[number], ...rest];
    expect(await keptVectors({ ...lesson("f"), articles: changed })).toBeUndefined();
    await makeVectors({ ...lesson("f"), articles: changed });
    expect(endpoint.asked.map((it) => it.input)).toEqual([["is my coin lost"]]);
  });

  test("has no vectors of an endpoint that fails", async () => {
    endpoint.misbehave((response) => give(response, {}, 500));
    expect(await makeVectors(lesson("g"))).toBeUndefined();
    expect(await keptVectors(lesson("g"))).toBeUndefined();
  });

  test("is learnt the same each time, and survives being written down", async () => {
    const { vectors } = await meant("h");
    const model = fitModel(ARTICLES, { vectors });
    expect(model.meaning).toMatchObject({ embedder: vectors.embedder, regression: { classes: 5 } });
    expect(encodeModel(fitModel(ARTICLES, { vectors }))).toEqual(encodeModel(model));
    expect(decodeModel(encodeModel(model))).toEqual(model);
  });
});

describe("the configuration of embeddings", () => {
  const complaints = (embeddings: string) =>
    parseConfig(`desk: { name: B, languages: [en] }\nteams: [a]\nknowledge: { embeddings: ${embeddings} }`, "n.yaml")
      .problems.filter((it) => it.severity === "error")
      .map((it) => it.message);

  test("wants a pinned folder or an endpoint, not both and not neither", () => {
    const pin = `sha256: "${"0".repeat(64)}"`;
    expect(complaints(`{ model: m, ${pin} }`)).toEqual([]);
    expect(complaints("{ model: m, endpoint: 'https://embed.example/v1' }")).toEqual([]);
    expect(complaints("{ model: m }")).toEqual([expect.stringContaining("needs either")]);
    expect(complaints(`{ model: m, ${pin}, endpoint: 'https://embed.example/v1' }`)).toHaveLength(1);
  });

  test("refuses a checksum or an address that is none", () => {
    expect(complaints("{ model: m, sha256: abc }")[0]).toContain("64 hexadecimal digits");
    expect(complaints("{ model: m, endpoint: 'file:///etc' }")[0]).toContain("https://");
  });
});
