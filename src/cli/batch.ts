import { createReadStream } from "node:fs";
import { z } from "zod";
import { Fault } from "../core/errors.ts";

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });
export type BatchLine = z.output<typeof lineSchema>;

/** Reads JSON lines {"id","text"}; other keys are ignored. Throws a Fault that names the line which is not one. */
export async function* readBatch(file: string): AsyncGenerator<BatchLine> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  const decoder = new TextDecoder();
  let rest = "";
  let number = 0;
  try {
    for await (const piece of input) {
      rest += decoder.decode(piece as Uint8Array, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        number += 1;
        if (line.trim() !== "") yield parseLine(line, file, number);
      }
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault("usage", `cannot read ${file}`, { next: "Check the path; - reads standard input.", cause });
  }
  rest += decoder.decode();
  if (rest.trim() !== "") yield parseLine(rest, file, number + 1);
}

function parseLine(line: string, file: string, number: number): BatchLine {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    data = undefined;
  }
  const parsed = lineSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Fault("usage", `${file}:${number}:1: not a line of JSON with "id" and "text"`, {
    next: 'Each line looks like {"id":"1","text":"where is my deposit"}.',
  });
}

/** Writes lines in large pieces and waits for the reader when it is slow. */
export function lineWriter(out: NodeJS.WriteStream) {
  let pending = "";
  const flush = async () => {
    if (pending === "") return;
    const piece = pending;
    pending = "";
    if (!out.write(piece)) await new Promise((resolve) => out.once("drain", resolve));
  };
  return {
    async write(data: unknown): Promise<void> {
      pending += `${JSON.stringify(data)}\n`;
      if (pending.length > 65_536) await flush();
    },
    flush,
  };
}
