import stringWidth from "string-width";
import { lookUp } from "../../core/ask.ts";
import { Fault } from "../../core/errors.ts";
import { lintKnowledge } from "../../core/knowledge/lint.ts";
import type { Threshold } from "../../core/knowledge/thresholds.ts";
import { lineWriter, readBatch } from "../batch.ts";
import { findConfig, loadFiles, loadFolder } from "../files.ts";
import { print, table } from "../out.ts";
import { placedInFiles } from "../places.ts";
import { loadPolicy } from "../policy.ts";
import { report } from "./check.ts";

interface Options {
  json?: boolean;
  config?: string;
  batch?: string;
  knowledge?: string;
  limit: number;
}

/** `nightdesk kb search`: the articles for a question, best first. */
export async function search([text]: (string | undefined)[], options: Options): Promise<void> {
  if ((text === undefined) === (options.batch === undefined)) {
    throw new Fault("usage", "give a text, or --batch with a file", {
      next: 'For example: nightdesk kb search "withdrawal pending"',
    });
  }
  const { policy } = await loadPolicy({ ...options, fit: options.batch !== undefined });
  const find = (query: string) => lookUp(query, policy, options.limit);
  if (options.batch !== undefined) {
    const out = lineWriter(process.stdout);
    try {
      for await (const { id, text: query } of readBatch(options.batch)) {
        await out.write({
          id,
          hits: (await find(query)).map(({ article, score }) => ({ article, score: Number(score.toFixed(6)) })),
        });
      }
    } finally {
      await out.flush();
    }
    return;
  }
  const hits = await find(text ?? "");
  print(options.json, { hits }, () =>
    hits.length === 0
      ? "no article matches"
      : hits.map(({ article, score, title }) => `${score.toFixed(2)}  ${article}  ${title}`).join("\n"),
  );
}

/** `nightdesk kb fit`: learns ranking and confidence from the articles' own questions, and keeps it for everything that reads them. */
export async function fit(
  _: string[],
  options: { json?: boolean; config?: string; knowledge?: string },
): Promise<void> {
  const started = performance.now();
  const { knowledge } = (await loadPolicy({ ...options, fit: true })).policy;
  const seconds = Number(((performance.now() - started) / 1_000).toFixed(1));
  const questions = knowledge.articles.reduce((sum, it) => sum + it.questions.length, 0);
  print(
    options.json,
    {
      version: knowledge.version,
      articles: knowledge.articles.length,
      questions,
      seconds,
      embeddings: knowledge.embedder,
      thresholds: knowledge.thresholds,
    },
    () =>
      [
        `learnt from ${questions} questions of ${knowledge.articles.length} articles, version ${knowledge.version} (${seconds} s)${
          knowledge.embedder === null ? "" : `, by words and by the vectors of ${knowledge.embedder}`
        }`,
        ...thresholdsText("by words", knowledge.thresholds.words),
        ...thresholdsText("by words and vectors", knowledge.thresholds.meaning),
      ].join("\n\n"),
  );
}

/** What each threshold kept on questions that were held out while learning. */
function thresholdsText(how: string, thresholds: readonly Threshold[]): string[] {
  if (thresholds.length === 0) return [];
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const rows = thresholds.map(({ promised, from, right, bound, answered }) =>
    from === null
      ? [promised.toFixed(2), "too little to promise it", "", ""]
      : [promised.toFixed(2), percent(right), percent(bound), percent(answered)],
  );
  return [
    `Held-out questions, ${how}:\n${table([["THRESHOLD", "RIGHT", "AT LEAST", "ANSWERED"], ...rows], stringWidth)}`,
  ];
}

/** `nightdesk kb lint`: everything in the articles that needs their owners. Exit 2 when something is wrong. */
export async function lint(
  _: string[],
  options: { json?: boolean; config?: string; knowledge?: string },
): Promise<void> {
  const { articles, facts, problems, languages } = await articlesToLint(options);
  const found = lintKnowledge(articles, { languages, facts, problems, now: Date.now() });
  report([...problems, ...(await placedInFiles(found))], options);
}

async function articlesToLint({ config, knowledge }: { config?: string; knowledge?: string }) {
  if (knowledge !== undefined) {
    const loaded = await loadFolder(knowledge, { check: true });
    return { ...loaded, languages: loaded.config.desk.languages };
  }
  const file = findConfig(config);
  if (file === undefined)
    throw new Fault("usage", "there is no nightdesk.yaml here or above", {
      next: "Name one with --config, or a folder with --knowledge.",
    });
  const loaded = await loadFiles(file);
  return { ...loaded, languages: loaded.config?.desk.languages ?? ["en"] };
}
