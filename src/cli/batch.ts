import { createReadStream } from "node:fs";
import { z } from "zod";
import { Fault } from "../core/errors.ts";

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  /** Who wrote it, for the commands that ask. */
  author: z.unknown().optional(),
});
export type BatchLine = z.output<typeof lineSchema>;

/**
 * Reads JSON lines {"id","text"}; other keys are ignored. A line that is not one is a Fault that names its place and nothing of its
 * text: it goes to `onBad`, and the rest is read; without one it is thrown.
 */
export async function* readBatch(file: string, onBad?: (fault: Fault) => void): AsyncGenerator<BatchLine> {
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
        yield* parsed(line, file, number, onBad);
      }
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault("usage", `cannot read ${file}`, { next: "Check the path; - reads standard input.", cause });
  }
  rest += decoder.decode();
  yield* parsed(rest, file, number + 1, onBad);
}

function* parsed(line: string, file: string, number: number, onBad?: (fault: Fault) => void): Generator<BatchLine> {
  if (line.trim() === "") return;
  try {
    yield parseLine(line, file, number);
  } catch (cause) {
    if (!(cause instanceof Fault) || onBad === undefined) throw cause;
    onBad(cause);
  }
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
