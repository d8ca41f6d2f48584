import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Fault } from "../../core/errors.ts";

/** What of onnxruntime is used. */
export interface OnnxRuntime {
  InferenceSession: {
    create(file: string, options: { intraOpNumThreads: number; interOpNumThreads: number }): Promise<Session>;
  };
  Tensor: new (type: "int64", data: BigInt64Array, dims: number[]) => object;
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Record<string, object>): Promise<Record<string, Output>>;
}

interface Output {
  dims: readonly number[];
  data: unknown;
}

const NAME = "onnxruntime-node";

/** onnxruntime-node, installed by the operator beside the configuration or beside nightdesk. It is large and native: never one of our own dependencies. */
export async function installedRuntime(folder: string): Promise<OnnxRuntime> {
  for (const place of [`${folder}/`, import.meta.url]) {
    let file: string;
    try {
      file = createRequire(place).resolve(NAME);
    } catch {
      continue;
    }
    const module: { default?: OnnxRuntime } & OnnxRuntime = await import(pathToFileURL(file).href);
    return module.default ?? module;
  }
  throw new Fault("usage", `${NAME} is not installed, so the sentence model cannot be run`, {
    next: `Run \`npm install ${NAME}@1.30.0 --onnxruntime-node-install=skip\` in ${folder}.`,
  });
}

/** Token ids of one text, and how its words' vectors become one. */
export type Pooling = "mean" | "first";

/** Runs a network on texts that were cut into tokens; one vector each, not normalised. */
export async function openNetwork(runtime: OnnxRuntime, file: string, pooling: Pooling) {
  const session = await runtime.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return async (texts: readonly (readonly number[])[]): Promise<Float32Array[]> => {
    const width = Math.max(...texts.map((it) => it.length));
    const dims = [texts.length, width];
    const tensorOf = (numberOf: (id: number) => bigint) => {
      const data = new BigInt64Array(texts.length * width);
      for (const [row, ids] of texts.entries())
        for (const [i, id] of ids.entries()) data[row * width + i] = numberOf(id);
      return new runtime.Tensor("int64", data, dims);
    };
    const given: Record<string, () => object> = {
      input_ids: () => tensorOf(BigInt),
      attention_mask: () => tensorOf(() => 1n),
      token_type_ids: () => tensorOf(() => 0n),
    };
    const inputs = Object.fromEntries(session.inputNames.map((name) => [name, (given[name] ?? unknownInput(name))()]));
    const outputs = await session.run(inputs);
    const output = outputs.sentence_embedding ?? outputs[session.outputNames[0] ?? ""];
    if (output === undefined || !(output.data instanceof Float32Array))
      throw new Fault("usage", `${file} does not return numbers of 32 bits`, {
        next: "Export it with float32 outputs.",
      });
    const { data } = output;
    const size = output.dims.at(-1) ?? 0;
    if (output.dims.length === 2) return texts.map((_, row) => data.slice(row * size, (row + 1) * size));
    return texts.map((ids, row) => pooled(data, row * width, pooling === "first" ? 1 : ids.length, size));
  };
}

function unknownInput(name: string): () => never {
  return () => {
    throw new Fault("usage", `the model wants an input ${name}, which sentence models do not have`, {
      next: "Use a model of the BERT kind, such as all-MiniLM-L6-v2.",
    });
  };
}

/** The mean of the first `count` vectors that begin at a place. */
function pooled(data: Float32Array, start: number, count: number, size: number): Float32Array {
  const sum = new Float32Array(size);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < size; k++) sum[k] = (sum[k] as number) + (data[(start + i) * size + k] as number);
  return sum.map((it) => it / count);
}
