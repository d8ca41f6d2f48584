import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text as readStream } from "node:stream/consumers";
import { z } from "zod";
import { Fault } from "../core/errors.ts";
import type { Labelled } from "../core/insight/judge.ts";
import type { Knowledge } from "../core/knowledge/knowledge.ts";
import { didYouMean } from "../core/problem.ts";

const lineSchema = z.object({
  text: z.string().trim().min(1),
  article: z.string().nullable(),
  language: z.string().optional(),
});

/**
 * Reads JSON lines {"text","article","language"?}; other keys are ignored. `digest` tells whether a file is the same as before. Throws
 * a Fault that names the line which is not one, or whose article customers cannot be given.
 */
export async function readLabelled(
  file: string,
  knowledge: Knowledge,
): Promise<{ questions: Labelled[]; digest: string }> {
  const source = await read(file);
  const known = new Set(knowledge.articles.filter(({ audience }) => audience === "public").map(({ id }) => id));
  const questions = source
    .split("\n")
    .flatMap((line, i) => (line.trim() === "" ? [] : [parse(line, `${file}:${i + 1}:1`, known)]));
  if (questions.length === 0) throw new Fault("usage", `there is no question in ${file}`, { next: EXAMPLE });
  return { questions, digest: createHash("sha256").update(source).digest("hex").slice(0, 16) };
}

const EXAMPLE =
  'Each line looks like {"text":"where is my deposit","article":"DEP-01"}; "article" is null where none should answer.';

async function read(file: string): Promise<string> {
  try {
    return await (file === "-" ? readStream(process.stdin) : readFile(file, "utf8"));
  } catch (cause) {
    throw new Fault("usage", `cannot read ${file}`, { next: "Check the path; - reads standard input.", cause });
  }
}

function parse(line: string, place: string, known: ReadonlySet<string>): Labelled {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success)
    throw new Fault("usage", `${place}: not a line of JSON with "text" and "article"`, { next: EXAMPLE });
  const { article } = parsed.data;
  if (article === null || known.has(article)) return parsed.data;
  throw new Fault("usage", `${place}: there is no article ${article} for customers`, {
    next: didYouMean(article, known) ?? "Mend the line, or name other articles with --knowledge.",
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
