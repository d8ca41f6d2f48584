import { resolve } from "node:path";
import { readModelFolder } from "../../worker/embeddings/model-folder.ts";
import { print } from "../out.ts";

/** `nightdesk kb pin`: the checksum of a sentence model's files, as the configuration pins it. Nothing of the model is run. */
export async function pin([folder = ""]: string[], options: { json?: boolean; file?: string }): Promise<void> {
  const { sha256, onnx } = await readModelFolder(resolve(folder), options.file);
  const lines = [
    "knowledge:",
    "  embeddings:",
    `    model: ${JSON.stringify(folder)}`,
    ...(options.file === undefined ? [] : [`    file: ${JSON.stringify(options.file)}`]),
    // In quotes, because YAML reads a checksum of digits and one e as a number.
    `    sha256: "${sha256}"`,
    "    languages: [en] # those that the model understands; leave it out for a model of many",
  ];
  print(options.json, { model: folder, file: onnx, sha256 }, () => lines.join("\n"));
}
