import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Article } from "../src/core/knowledge/article.ts";
import { buildKnowledge } from "../src/core/knowledge/knowledge.ts";
import { fitModel } from "../src/core/knowledge/model.ts";
import { areaUnderCurve, calibrationError, coverageAt, foreignRecallAt, type Judged } from "./search-metrics.ts";

interface Query {
  text: string;
  /** The right article; null when none answers. */
  label: string | null;
}
interface QualitySet {
  name: string;
  articles: Article[];
  queries: Query[];
}

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    only: { type: "string" },
    lexical: { type: "boolean" },
  },
});
const folder = values.data ?? process.env.NIGHTDESK_BENCH_DATA;
if (!folder) throw new Error("Give the folder of the data sets: --data <folder>, or NIGHTDESK_BENCH_DATA");

const lines = <T>(path: string): T[] =>
  readFileSync(join(folder, path), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

const article = (id: string, title: string, questions: string[], body: string): Article => ({
  id,
  title,
  questions,
  body,
  category: "support",
  language: "en",
  audience: "public",
  route: "self",
  owner: "bench",
  reviewed: "2026-01-01",
  facts: [],
  related: [],
  file: `${id}.md`,
});

/** Each label becomes an article, its texts the article's questions; no title, so that the label's name helps nobody. */
function byLabel(rows: { text: string; label: string }[]): Article[] {
  const groups = Map.groupBy(rows, (it) => it.label);
  return [...groups].map(([label, texts]) =>
    article(
      label,
      "",
      texts.map((it) => it.text),
      "",
    ),
  );
}

type Row = { text: string; label: string };

/** Two random edits, the same each time: a letter left out, put in, exchanged, or swapped with the next. */
function withTypos(rows: Query[]): Query[] {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const edit = (text: string) => {
    const at = random(text.length);
    const letter = String.fromCharCode(97 + random(26));
    const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    return (
      [
        before + after,
        before + letter + here + after,
        before + letter + after,
        before + after.slice(0, 1) + here + after.slice(1),
      ][random(4)] ?? text
    );
  };
  return rows.map((it) => ({ ...it, text: edit(edit(it.text)) }));
}

function sets(): QualitySet[] {
  const queries = lines<Row>("banking77/banking77_valid.jsonl");
  const held = new Set(queries.map((it) => it.text.toLowerCase()));
  const all = lines<Row>("banking77/banking77_train.jsonl").filter((it) => !held.has(it.text.toLowerCase()));
  const ten = byLabel(lines<Row>("banking77/banking77_train_10shot.jsonl"));
  const near = JSON.parse(readFileSync(join(folder ?? "", "near_oos/intents.json"), "utf8")) as { in_scope: string[] };
  const inScope = new Set(near.in_scope);
  const foreign = (rows: Row[]): Query[] => rows.map((it) => ({ text: it.text, label: null }));
  const threads = lines<{ id: number; question: string; answers: string[] }>("stackfaq/stackfaq_articles.jsonl");
  const asked = lines<{ text: string; faq: number }>("stackfaq/stackfaq_queries_even.jsonl");
  return [
    { name: "banking77, all", articles: byLabel(all), queries },
    { name: "banking77, 10 each", articles: ten, queries },
    { name: "banking77, 5 each", articles: byLabel(lines<Row>("banking77/banking77_train_5shot.jsonl")), queries },
    { name: "banking77, 10, two typos", articles: ten, queries: withTypos(queries) },
    {
      name: "stackfaq",
      articles: threads.map((it) => article(String(it.id), it.question, [it.question], it.answers.join("\n"))),
      queries: asked.map((it) => ({ text: it.text, label: String(it.faq) })),
    },
    {
      name: "clinc150",
      articles: byLabel(lines<Row>("clinc150/clinc150_train.jsonl")),
      queries: [
        ...lines<Row>("clinc150/clinc150_val.jsonl"),
        ...foreign(lines<Row>("clinc150/clinc150_oos_train_val.jsonl")),
      ],
    },
    {
      name: "near_oos",
      articles: byLabel(all.filter((it) => inScope.has(it.label))),
      queries: [
        ...queries.filter((it) => inScope.has(it.label)),
        ...foreign(lines<Row>("near_oos/near_oos_calibration.jsonl")),
      ],
    },
  ];
}

const percent = (share: number) => (100 * share).toFixed(1).padStart(6);

for (const set of sets()) {
  if (values.only && !set.name.includes(values.only)) continue;
  const started = performance.now();
  const model = values.lexical ? undefined : fitModel(set.articles);
  const fitted = performance.now();
  const knowledge = buildKnowledge(set.articles, { languages: ["en"], model });
  const built = performance.now();
  const judged: Judged[] = set.queries.map(({ text, label }) => {
    const { hits, confidence } = knowledge.assess(text);
    const place = label === null ? -1 : hits.findIndex((it) => it.article === label);
    return { confidence, foreign: label === null, place };
  });
  const each = (performance.now() - built) / set.queries.length;
  const own = judged.filter((it) => !it.foreign);
  const share = (test: (it: Judged) => boolean) => own.filter(test).length / own.length;
  console.log(
    `${set.name.padEnd(26)} first${percent(share((it) => it.place === 0))}  top 3${percent(share((it) => it.place >= 0 && it.place < 3))}` +
      `  mrr ${(own.reduce((sum, it) => sum + (it.place < 0 ? 0 : 1 / (it.place + 1)), 0) / own.length).toFixed(3)}` +
      `  ece ${calibrationError(judged).toFixed(3)}  auroc ${areaUnderCurve(judged).toFixed(3)}  cover@95${percent(coverageAt(judged, 0.95))}` +
      `  foreign recall@95${percent(foreignRecallAt(judged, 0.95))}` +
      `  fit ${((fitted - started) / 1_000).toFixed(1)} s  build ${(built - fitted).toFixed(0)} ms  query ${each.toFixed(3)} ms`,
  );
}
