import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../core/errors.ts";

/** The files of a sentence model, from its folder, and what pins all of them. */
export interface ModelFolder {
  onnx: string;
  tokenizer: string;
  tokenizerConfig: string | undefined;
  pooling: string | undefined;
  /** SHA-256 of the lines "<SHA-256 of a file>  <its name>" that `sha256sum` prints for these files in the order of their names. */
  sha256: string;
}

const TOKENIZER = "tokenizer.json";
const TOKENIZER_CONFIG = "tokenizer_config.json";
const POOLING = "1_Pooling/config.json";

/** Finds a sentence model in a folder, with the file of the network named when there are several. Throws a Fault that says what is missing. */
export async function readModelFolder(folder: string, file?: string): Promise<ModelFolder> {
  const names = await readdir(folder, { recursive: true }).catch((cause) => {
    throw new Fault("usage", `cannot read the folder of the sentence model, ${folder}`, {
      next: "Check the path: it is taken from the configuration's folder.",
      cause,
    });
  });
  const all = names.map((it) => it.replaceAll("\\", "/")).sort();
  const networks = all.filter((it) => it.endsWith(".onnx"));
  const onnx = file ?? networks[0];
  if (onnx === undefined || !all.includes(onnx))
    throw new Fault("usage", `there is no ${file ?? ".onnx file"} in ${folder}`, {
      next: "Put a sentence model there: an .onnx file and its tokenizer.json.",
    });
  if (file === undefined && networks.length > 1)
    throw new Fault("usage", `there are several .onnx files in ${folder}: ${networks.join(", ")}`, {
      next: "Name one as knowledge.embeddings.file.",
    });
  if (!all.includes(TOKENIZER))
    throw new Fault("usage", `there is no ${TOKENIZER} in ${folder}`, {
      next: "It lies beside the .onnx file where the model came from.",
    });
  // Weights may lie outside the network's own file, under its name.
  const weights = all.filter((it) => it.startsWith(onnx) && it !== onnx);
  const optional = (name: string) => (all.includes(name) ? name : undefined);
  const read = [onnx, ...weights, TOKENIZER, TOKENIZER_CONFIG, POOLING].filter((it) => all.includes(it));
  const lines = await Promise.all(read.sort().map(async (name) => `${await digestOf(join(folder, name))}  ${name}\n`));
  return {
    onnx,
    tokenizer: TOKENIZER,
    tokenizerConfig: optional(TOKENIZER_CONFIG),
    pooling: optional(POOLING),
    sha256: createHash("sha256").update(lines.join("")).digest("hex"),
  };
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}
