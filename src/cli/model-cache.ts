import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article } from "../core/knowledge/article.ts";
import { fitModel, type Model } from "../core/knowledge/model.ts";
import { decodeModel, encodeModel } from "../core/knowledge/model-file.ts";
import { knowledgeVersion } from "../core/knowledge/version.ts";
import type { Vectors } from "../core/meaning/vectors.ts";
import { writeKept } from "./kept-file.ts";

/** What a model is learnt from. */
export interface Lesson {
  articles: Article[];
  synonyms: string[][];
  /** Of the articles, when there are any. */
  vectors?: Vectors | undefined;
  /** Folder in which models are kept. */
  folder: string;
}

/** Models of the last few versions are kept, so that an edit that is taken back costs nothing. */
const KEPT = 4;

/** The model that was learnt from these very articles and synonyms, if it was. */
export async function keptModel(lesson: Lesson): Promise<Model | undefined> {
  const file = fileOf(lesson);
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const model = decodeModel(bytes);
  if (model === undefined)
    process.stderr.write(
      `nightdesk: the model ${file} is damaged or of another version of nightdesk, so it is left aside until \`nightdesk kb fit\` has learnt it again\n`,
    );
  return model;
}

/** Learns a model and keeps it; seconds of computing for a few thousand questions. Returns where. */
export async function learnModel(lesson: Lesson): Promise<{ model: Model; file: string }> {
  const model = fitModel(lesson.articles, { synonyms: lesson.synonyms, vectors: lesson.vectors });
  const file = fileOf(lesson);
  try {
    await writeKept(file, encodeModel(model), KEPT);
  } catch (error) {
    // What was learnt serves this once all the same.
    process.stderr.write(
      `nightdesk: the model is not kept: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
  return { model, file };
}

function fileOf({ articles, synonyms, vectors, folder }: Lesson): string {
  const besides = [synonyms, ...(vectors === undefined ? [] : [vectors.embedder, vectors.languages])];
  const words = createHash("sha256").update(JSON.stringify(besides)).digest("hex").slice(0, 8);
  return join(folder, `${knowledgeVersion(articles)}-${words}.model`);
}
