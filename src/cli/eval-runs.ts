import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { writePrivate } from "./secrets.ts";

const share = z.number().nullable();
const measuresSchema = z.object({
  questions: z.number(),
  answerable: z.number(),
  top1: share,
  top3: share,
  mrr: share,
  coverage: z.object({ share: z.number(), from: share }),
  calibrationError: share,
});
const runSchema = z.object({
  at: z.iso.datetime(),
  /** Version of the articles that were asked. */
  knowledge: z.string(),
  /** Tells whether the questions were the same. */
  digest: z.string(),
  all: measuresSchema,
  languages: z.record(z.string(), measuresSchema),
});
const runsSchema = z.record(z.string(), runSchema);

/** What an evaluation found; it holds no question. */
export type EvalRun = z.output<typeof runSchema>;

const fileIn = (data: string): string => join(data, "kb-eval.json");

/** Keeps a run in the data folder under the name of its file, and returns the one before. A file that cannot be read counts as none. */
export async function keepRun(data: string, file: string, run: EvalRun): Promise<EvalRun | undefined> {
  const runs = await readRuns(data);
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writePrivate(fileIn(data), `${JSON.stringify({ ...runs, [basename(file)]: run }, undefined, 2)}\n`);
  return runs[basename(file)];
}

async function readRuns(data: string): Promise<Record<string, EvalRun>> {
  try {
    return runsSchema.parse(JSON.parse(await readFile(fileIn(data), "utf8")));
  } catch {
    return {};
  }
}
