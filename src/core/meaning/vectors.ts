import type { Article } from "../knowledge/article.ts";
import { understands } from "./embedder.ts";

/** What articles mean: the vector of each of their texts. */
export interface Vectors {
  /** Name of the embedder that made them. */
  embedder: string;
  /** The languages that it understands; null for any. */
  languages: readonly string[] | null;
  /** By text; all of one size, of length 1. */
  of: ReadonlyMap<string, Float32Array>;
}

const PASSAGES = 8;
/** What most sentence models read at once, in UTF-16 code units. */
const PASSAGE = 700;
/** Past this, questions of an article are like others that it has. */
const MOST_QUESTIONS = 64;

/** The texts of an article that are asked by, each once. */
export function askedBy({ title, questions }: Article): string[] {
  const all = [...new Set([title, ...questions])].filter((it) => it !== "");
  const step = Math.max(1, all.length / MOST_QUESTIONS);
  return Array.from({ length: Math.min(all.length, MOST_QUESTIONS) }, (_, i) => all[Math.floor(i * step)] as string);
}

/** The answer in pieces that a sentence model can read. */
export function passagesOf({ body }: Article): string[] {
  const found: string[] = [];
  let open = "";
  for (const line of body.split("\n").flatMap(shortLines)) {
    const text = line.replace(/^[#>*\-\s]+/, "").trim();
    if (open.length + text.length > PASSAGE && open !== "") {
      found.push(open);
      open = "";
    }
    if (text !== "") open = open === "" ? text : `${open} ${text}`;
  }
  if (open !== "") found.push(open);
  return found.slice(0, PASSAGES);
}

const shortLines = (line: string): string[] => line.match(new RegExp(`.{1,${PASSAGE}}`, "gsu")) ?? [line];

/** Every text whose vector a knowledge base can use, each once. */
export function textsToEmbed(articles: readonly Article[], languages: readonly string[] | null): string[] {
  const known = articles.filter((it) => understands(languages, it.language));
  return [...new Set(known.flatMap((it) => [...new Set([it.title, ...it.questions]), ...passagesOf(it)]))].filter(
    (it) => it !== "",
  );
}
