import { createHash } from "node:crypto";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Article, Fact } from "../core/knowledge/article.ts";
import type { ArticleIndex } from "../core/knowledge/article-index.ts";
import type { Problem } from "../core/problem.ts";
import { readSealed, sealed, writeKept } from "./kept-file.ts";
import { BUILD } from "./version.ts";

/** What a folder of articles was read as. */
export interface ReadArticles {
  articles: Article[];
  facts: ReadonlyMap<string, Fact>;
  problems: Problem[];
}

/** All of what reading them costs, so that the next command need not do it again. */
export interface KeptArticles {
  read: ReadArticles;
  index: ArticleIndex;
}

/** A file as it was read: its name in complaints, and all of its text. */
export interface SourceText {
  file: string;
  text: string;
}

/** One desk, seen from a few folders. */
const KEPT = 3;

/**
 * Names what these files are read as, by this code: the name changes with any letter of either. Undefined in a run from source, which
 * keeps nothing, because nothing names its code.
 */
export function articlesKey(sources: readonly SourceText[], build = BUILD): string | undefined {
  if (build === undefined) return undefined;
  const hash = createHash("sha256").update(JSON.stringify([build, process.version]));
  for (const { file, text } of sources) hash.update(JSON.stringify([file, text.length])).update(text);
  return hash.digest("hex").slice(0, 24);
}

const fileOf = (folder: string, key: string): string => join(folder, `${key}.articles`);

/** What was kept under a key; undefined when there is none, or it is damaged. */
export async function keptArticles(folder: string, key: string): Promise<KeptArticles | undefined> {
  const bytes = await readSealed(fileOf(folder, key));
  return bytes === undefined ? undefined : (deserialize(bytes) as KeptArticles);
}

/** Keeps it for the next time. A folder that cannot be written costs time and nothing else. */
export async function keepArticles(folder: string, key: string, kept: KeptArticles): Promise<void> {
  await writeKept(fileOf(folder, key), sealed(serialize(kept)), KEPT).catch(() => undefined);
}
