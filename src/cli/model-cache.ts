import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Article } from "../core/knowledge/article.ts";
import { fitModel, type Model } from "../core/knowledge/model.ts";
import { decodeModel, encodeModel } from "../core/knowledge/model-file.ts";
import { knowledgeVersion } from "../core/knowledge/version.ts";

/** What a model is learnt from. */
export interface Lesson {
  articles: Article[];
  synonyms: string[][];
  /** Folder in which models are kept. */
  folder: string;
}

/** Models of the last few versions are kept, so that an edit that is taken back costs nothing. */
const KEPT = 4;

/** Where models of articles are kept that belong to no desk. */
export const cacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "nightdesk", "models");

/** The model that was learnt from these very articles and synonyms, if it was. */
export async function keptModel(lesson: Lesson): Promise<Model | undefined> {
  const bytes = await readFile(fileOf(lesson)).catch(() => undefined);
  return bytes === undefined ? undefined : decodeModel(bytes);
}

/** Learns a model and keeps it; seconds of computing for a few thousand questions. Returns where. */
export async function learnModel(lesson: Lesson): Promise<{ model: Model; file: string }> {
  const model = fitModel(lesson.articles, { synonyms: lesson.synonyms });
  const file = fileOf(lesson);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(lesson.folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, encodeModel(model), { mode: 0o600 });
    await rename(draft, file);
    await forgetOld(lesson.folder);
  } catch (error) {
    // What was learnt serves this once all the same.
    await rm(draft, { force: true }).catch(() => undefined);
    process.stderr.write(
      `nightdesk: the model is not kept: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
  return { model, file };
}

function fileOf({ articles, synonyms, folder }: Lesson): string {
  const words = createHash("sha256").update(JSON.stringify(synonyms)).digest("hex").slice(0, 8);
  return join(folder, `${knowledgeVersion(articles)}-${words}.model`);
}

async function forgetOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".model"));
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}
