import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLocalModel } from "../../../../src/worker/embeddings/local-model.ts";
import { readModelFolder } from "../../../../src/worker/embeddings/model-folder.ts";
import type { OnnxRuntime } from "../../../../src/worker/embeddings/onnx.ts";

let folder: string;
const TOKENIZER = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: { type: "Lowercase" },
  pre_tokenizer: { type: "Whitespace" },
  post_processor: null,
  decoder: null,
  model: { type: "WordLevel", vocab: { "[UNK]": 0, deposit: 1, fee: 2 }, unk_token: "[UNK]" },
};
const put = async (name: string, text: string) => {
  await mkdir(join(folder, name, ".."), { recursive: true });
  await writeFile(join(folder, name), text);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nightdesk-model-"));
  await put("onnx/model.onnx", "a network");
  await put("tokenizer.json", JSON.stringify(TOKENIZER));
});
afterEach(() => rm(folder, { recursive: true }));

/** onnxruntime with a network that gives each token an axis of its own, and counts what lies behind a text for nothing. */
const runtime: OnnxRuntime = {
  Tensor: class {
    data: BigInt64Array;
    dims: number[];
    constructor(_: "int64", data: BigInt64Array, dims: number[]) {
      this.data = data;
      this.dims = dims;
    }
  },
  InferenceSession: {
    create: async () => ({
      inputNames: ["input_ids", "attention_mask"],
      outputNames: ["last_hidden_state"],
      async run({ input_ids }) {
        const { data, dims } = input_ids as { data: BigInt64Array; dims: number[] };
        const rows = [...data].flatMap((id) => [0, 1, 2].map((axis) => (Number(id) === axis ? 1 : 0)));
        return { last_hidden_state: { dims: [...dims, 3], data: Float32Array.from(rows) } };
      },
    }),
  },
};
const openWith = async (sha256: string) => openLocalModel({ folder, sha256, languages: ["en"] }, async () => runtime);

describe("a sentence model in a folder", () => {
  test("is pinned by the checksums of all its files, as sha256sum prints them", async () => {
    const digest = (text: string) => createHash("sha256").update(text).digest("hex");
    const lines = `${digest("a network")}  onnx/model.onnx\n${digest(JSON.stringify(TOKENIZER))}  tokenizer.json\n`;
    expect(await readModelFolder(folder)).toMatchObject({ onnx: "onnx/model.onnx", sha256: digest(lines) });
  });

  test("turns each text into the mean of its tokens, whatever the length of its neighbours", async () => {
    const { sha256 } = await readModelFolder(folder);
    const embedder = await openWith(sha256.toUpperCase());
    const [long, short] = await embedder.embed(["deposit fee deposit fee", "Fee"]);
    expect([...(long ?? [])].map((it) => Number((it * it).toFixed(3)))).toEqual([0, 0.5, 0.5]);
    expect([...(short ?? [])]).toEqual([0, 0, 1]);
  });

  test.each(["onnx/model.onnx", "tokenizer.json", "onnx/model.onnx_data", "1_Pooling/config.json"])(
    "is not run once %s is another",
    async (name) => {
      const { sha256 } = await readModelFolder(folder);
      await put(name, "{}");
      await expect(openWith(sha256)).rejects.toThrow(/not the one that was pinned/);
    },
  );

  test("says what is missing", async () => {
    await expect(readModelFolder(join(folder, "nowhere"))).rejects.toThrow(/cannot read the folder/);
    await expect(readModelFolder(folder, "other.onnx")).rejects.toThrow(/there is no other.onnx/);
    await put("onnx/second.onnx", "another");
    await expect(readModelFolder(folder)).rejects.toThrow(/several .onnx files/);
    await rm(join(folder, "tokenizer.json"));
    await expect(readModelFolder(folder, "onnx/model.onnx")).rejects.toThrow(/no tokenizer.json/);
  });
});
