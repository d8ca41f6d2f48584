import type { Judged } from "../../src/core/insight/evaluate.ts";
import type { Article } from "../../src/core/knowledge/article.ts";
import { buildKnowledge } from "../../src/core/knowledge/knowledge.ts";
import { detectLanguage } from "../../src/core/knowledge/language.ts";
import { fitModel, type Model } from "../../src/core/knowledge/model.ts";
import type { Vectors } from "../../src/core/meaning/vectors.ts";
import { type Score, scoreOf } from "./measures.ts";
import { type Index, type Peer, spaced, type Text } from "./peers/peer.ts";
import { type QualitySet, type Query, readLines } from "./sets.ts";

const DEPTH = 10;
/** How many questions are looked at to sum an article's best three. */
const QUESTIONS = 300;
/** A library whose queries take longer on average, in milliseconds, is not asked the rest. */
export const SLOW = 250;
const FIRST_QUERIES = 10;

export interface OurScore {
  score: Score;
  judged: Judged[];
  /** Seconds; 0 without a model. */
  fit: number;
}

const models = new Map<Article[], { model: Model; seconds: number }>();

/** Asks ours, with the model that it learns from the articles or without, and by meaning too when there are vectors. */
export function askOurs(
  { articles, queries, languages, synonyms }: QualitySet,
  fitted: boolean,
  vectors?: Vectors,
): OurScore {
  const { model, seconds } = fitted ? learnt(articles, synonyms, vectors) : { model: undefined, seconds: 0 };
  const knowledge = buildKnowledge(articles, { languages, synonyms, model, vectors });
  const judged = queries.map(({ text, label }): Judged => {
    const vector = knowledge.isMeant(text) ? vectors?.of.get(text) : undefined;
    const { language, confidence } = knowledge.assess(text, vector);
    const place = knowledge.search(text, { limit: DEPTH, vector }).findIndex((it) => it.article === label);
    return { language, answerable: label !== null, place, confidence };
  });
  return { score: scoreOf(judged.filter((it) => it.answerable).map((it) => it.place)), judged, fit: seconds };
}

function learnt(articles: Article[], synonyms: string[][], vectors: Vectors | undefined) {
  const before = models.get(articles);
  if (before && vectors === undefined) return before;
  const begun = performance.now();
  const model = fitModel(articles, { synonyms, vectors });
  const made = { model, seconds: (performance.now() - begun) / 1_000 };
  if (vectors === undefined) models.set(articles, made);
  return made;
}

/** A library's better score: with questions as its documents, an answer's best three summed, or with one document per article; slow when both take longer than `patience`, in milliseconds. */
export async function askPeer(peer: Peer, set: QualitySet, patience: number): Promise<Score | "slow"> {
  const whole = set.articles.map((it) => textOf(it.title, [...it.questions, it.body].join("\n")));
  const questions = set.articles.flatMap((it, variant) =>
    [...new Set([...(it.title ? [it.title] : []), ...it.questions])].map((text) => ({
      variant,
      text: textOf("", text),
    })),
  );
  const scores = [
    await asked(peer, set, whole, (place) => place, patience),
    await asked(
      peer,
      set,
      questions.map((it) => it.text),
      (place) => questions[place]?.variant ?? 0,
      patience,
    ),
  ].filter((it) => it !== null);
  return scores.sort((a, b) => b.first - a.first)[0] ?? "slow";
}

const textOf = (title: string, text: string): Text => ({ title: spaced(title), text: spaced(text) });

async function asked(
  peer: Peer,
  { articles, queries, typos }: QualitySet,
  texts: Text[],
  variantOf: (place: number) => number,
  patience: number,
): Promise<Score | null> {
  const index = await peer.build(texts, { typos });
  const places: number[] = [];
  const begun = performance.now();
  for (const [i, query] of queries.entries()) {
    const took = performance.now() - begun;
    if (took > SLOW * Math.max(i, FIRST_QUERIES) || took > patience) return null;
    places.push(await placeOf(index, query, (place) => articles[variantOf(place)]?.id ?? ""));
  }
  return scoreOf(places);
}

async function placeOf(index: Index, { text, label }: Query, idOf: (place: number) => string): Promise<number> {
  const best = new Map<string, number[]>();
  for (const { place, score } of await index.search(spaced(text), QUESTIONS)) {
    const scores = best.get(idOf(place)) ?? [];
    if (scores.push(score) === 1) best.set(idOf(place), scores);
  }
  const sum = (scores: number[]) =>
    scores
      .sort((a, b) => b - a)
      .slice(0, 3)
      .reduce((a, b) => a + b, 0);
  const ranked = [...best].map(([id, scores]) => ({ id, score: sum(scores) })).sort((a, b) => b.score - a.score);
  return ranked.slice(0, DEPTH).findIndex((it) => it.id === label);
}

/** Share of short sentences in 30 languages whose language is told; of all of them, and of those of at most 20 characters. */
export function languageAccuracy(folder: string): { languages: number; all: number; short: number } {
  const rows = readLines<{ text: string; lang: string }>(folder, "language/langid_tatoeba.jsonl");
  const codeOf = (code: string) => new Intl.Locale(code).language;
  const available = [...new Set(rows.map((it) => codeOf(it.lang)))];
  const told = rows.map(({ text, lang }) => ({
    right: detectLanguage(text, available) === codeOf(lang),
    short: text.length <= 20,
  }));
  const share = (all: { right: boolean }[]) => all.filter((it) => it.right).length / all.length;
  return { languages: available.length, all: share(told), short: share(told.filter((it) => it.short)) };
}
