import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Article } from "../../src/core/knowledge/article.ts";
import { articleOf } from "./synthetic.ts";

export interface Query {
  text: string;
  /** The right article; null when none answers. */
  label: string | null;
}

export interface QualitySet {
  name: string;
  articles: Article[];
  queries: Query[];
  languages: string[];
  synonyms: string[][];
  /** Whether the queries have typing mistakes that were put in. */
  typos: boolean;
  /** Whether the libraries are asked too; some queries have no answer, and they have no confidence to judge. */
  compared: boolean;
}

type Row = { text: string; label: string };

export const readLines = <T>(folder: string, path: string): T[] =>
  readFileSync(join(folder, path), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

/** The public sets that lie in a folder, each in the protocol that its papers use. */
export function publicSets(folder: string): QualitySet[] {
  const rows = (path: string) => readLines<Row>(folder, path);
  const queries = rows("banking77/banking77_valid.jsonl");
  const held = new Set(queries.map((it) => it.text.toLowerCase()));
  const all = rows("banking77/banking77_train.jsonl").filter((it) => !held.has(it.text.toLowerCase()));
  const ten = byLabel(rows("banking77/banking77_train_10shot.jsonl"));
  const near = JSON.parse(readFileSync(join(folder, "near_oos/intents.json"), "utf8")) as { in_scope: string[] };
  const inScope = new Set(near.in_scope);
  const foreign = (path: string): Query[] => rows(path).map((it) => ({ text: it.text, label: null }));
  const threads = readLines<{ id: number; question: string; answers: string[] }>(
    folder,
    "stackfaq/stackfaq_articles.jsonl",
  );
  const asked = readLines<{ text: string; faq: number }>(folder, "stackfaq/stackfaq_queries_even.jsonl");
  const english = { languages: ["en"], synonyms: [], typos: false, compared: true };
  return [
    { ...english, name: "Banking77, all", articles: byLabel(all), queries },
    { ...english, name: "Banking77, ten each", articles: ten, queries },
    {
      ...english,
      name: "Banking77, five each",
      articles: byLabel(rows("banking77/banking77_train_5shot.jsonl")),
      queries,
    },
    { ...english, name: "Banking77, ten each, two typos", articles: ten, queries: withTypos(queries), typos: true },
    {
      ...english,
      name: "StackFAQ",
      articles: threads.map((it) => articleOf(String(it.id), it.question, [it.question], it.answers.join("\n"))),
      queries: asked.map((it) => ({ text: it.text, label: String(it.faq) })),
    },
    {
      ...english,
      name: "CLINC150",
      articles: byLabel(rows("clinc150/clinc150_train.jsonl")),
      queries: [...rows("clinc150/clinc150_val.jsonl"), ...foreign("clinc150/clinc150_oos_train_val.jsonl")],
      compared: false,
    },
    {
      ...english,
      name: "near_oos",
      articles: byLabel(all.filter((it) => inScope.has(it.label))),
      queries: [...queries.filter((it) => inScope.has(it.label)), ...foreign("near_oos/near_oos_calibration.jsonl")],
      compared: false,
    },
  ];
}

/** Each label becomes an article, its texts the article's questions; no title, so that the label's name helps nobody. */
function byLabel(rows: Row[]): Article[] {
  return [...Map.groupBy(rows, (it) => it.label)].map(([label, texts]) =>
    articleOf(
      label,
      "",
      texts.map((it) => it.text),
      "",
    ),
  );
}

/** Two random edits, the same each time: a letter left out, put in, exchanged, or swapped with the next. */
function withTypos(queries: Query[]): Query[] {
  let state = 7;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const edit = (text: string) => {
    const at = below(text.length);
    const letter = String.fromCharCode(97 + below(26));
    const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    const edits = [
      before + after,
      before + letter + here + after,
      before + letter + after,
      before + after.slice(0, 1) + here + after.slice(1),
    ];
    return edits[below(edits.length)] ?? text;
  };
  return queries.map((it) => ({ ...it, text: edit(edit(it.text)) }));
}
