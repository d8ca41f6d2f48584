import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { Fault } from "../core/errors.ts";

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });
export type BatchLine = z.output<typeof lineSchema>;

/** Reads JSON lines {"id","text"}; other keys are ignored. Throws a Fault that names the line which is not one. */
export async function* readBatch(file: string): AsyncGenerator<BatchLine> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  const failed = new Promise<never>((_, reject) => {
    input.once("error", (cause: unknown) =>
      reject(new Fault("usage", `cannot read ${file}`, { next: "Check the path; - reads standard input.", cause })),
    );
  });
  failed.catch(() => undefined);
  let number = 0;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  while (true) {
    const { done, value: line } = await Promise.race([lines.next(), failed]);
    if (done) return;
    number += 1;
    if (line.trim() === "") continue;
    yield parseLine(line, file, number);
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
