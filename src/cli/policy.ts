import { join } from "node:path";
import { Fault } from "../core/errors.ts";
import { guardPolicy } from "../core/guard/policy.ts";
import { lintStructure } from "../core/knowledge/lint.ts";
import type { Model } from "../core/knowledge/model.ts";
import { noKnowledge } from "../core/knowledge/no-knowledge.ts";
import type { Policy } from "../core/policy.ts";
import { hasErrors, type Problem } from "../core/problem.ts";
import { ratesFrom } from "../core/rules/amounts.ts";
import { blocklistReader } from "./blocklist.ts";
import type { EmbeddingsConfig } from "./embeddings.ts";
import { findConfig, insist, type Loaded, loadFiles, loadFolder } from "./files.ts";
import type { ReadArticles } from "./kept-articles.ts";
import type { VectorLesson } from "./kept-vectors.ts";
import type { Lesson } from "./model-cache.ts";
import { loadOutgoing, nothingSaid } from "./outgoing-files.ts";
import { placedInFiles } from "./places.ts";

/** A command that answers once has the time to load a model. */
const WAIT_ONCE = 60_000;

export interface PolicyOptions {
  config?: string;
  /** A folder of articles to use instead of the configuration's. */
  knowledge?: string;
  /** False leaves the articles unread: enough to work on tickets, and quicker. */
  articles?: boolean;
  /** Reads what the desk may say to customers, and its macros; without it, no reply that states anything leaves. */
  outgoing?: boolean;
  /** Learns the model of the articles when none is kept, and tells people that this takes a while; without it, ranking goes by words. */
  fit?: boolean;
  /** How long a question waits for its vector, in milliseconds. */
  wait?: number;
}

export interface ReadPolicy {
  /** Undefined when there is an error among the problems. */
  policy: Policy | undefined;
  problems: Problem[];
  root: string;
  configFile: string | undefined;
}

export type LoadedPolicy = ReadPolicy & { policy: Policy };

/** Reads the policy from files. What is wrong with them is in `problems`; throws a Fault only when there is nothing to read. */
export async function readPolicy(options: PolicyOptions): Promise<ReadPolicy> {
  const configFile = findConfig(options.config);
  if (configFile === undefined && options.knowledge === undefined) {
    throw new Fault("usage", "there is no nightdesk.yaml here or above", {
      next: "Run `nightdesk init`, or name one with --config.",
    });
  }
  const { outgoing = false } = options;
  const withArticles = options.articles !== false && options.knowledge === undefined;
  const own =
    configFile === undefined
      ? undefined
      : await loadFiles(configFile, { articles: withArticles, facts: outgoing, keep: true });
  const other = options.knowledge === undefined ? undefined : await loadFolder(options.knowledge, { keep: true });
  const said = outgoing && own !== undefined ? await loadOutgoing(own) : nothingSaid;
  const { known, macros } = said;
  const unfit = await placedInFiles(
    lintStructure(own?.articles ?? [], own?.config?.desk.languages ?? [], own?.problems),
  );
  const problems = [...(own?.problems ?? []), ...said.problems, ...(other?.problems ?? []), ...unfit];
  const root = own?.root ?? other?.root ?? process.cwd();
  const config = own?.config ?? other?.config;
  if (config === undefined || hasErrors(problems)) return { policy: undefined, problems, root, configFile };

  const guard = guardPolicy(config, blocklistReader(join(root, config.desk.data)));
  const rates = ratesFrom(own?.facts ?? new Map());
  const languages = other?.config.desk.languages ?? config.desk.languages;
  if (options.articles === false) {
    return {
      policy: { config, knowledge: noKnowledge(languages), guard, known, macros, rates },
      problems,
      root,
      configFile,
    };
  }
  const { synonyms } = config.knowledge;
  const loaded = other ?? own;
  const articles = loaded?.articles ?? [];
  // Search and language detection are large; what does without them starts without them.
  const { buildKnowledge } = await import("../core/knowledge/knowledge.ts");
  const cache = loaded?.cache ?? root;
  const meant = await meaningOf(config.knowledge.embeddings, { articles, root, cache }, options);
  const vectors = meant?.vectors;
  const model = await modelOf({ articles, synonyms, vectors, folder: cache }, options.fit === true);
  const index = loaded && (await indexOf(loaded));
  const knowledge = buildKnowledge(articles, { languages, synonyms, model, vectors, index });
  return {
    policy: { config, knowledge, guard, known, macros, rates, embeddings: meant?.embeddings },
    problems,
    root,
    configFile,
  };
}

/** The vectors of the articles and the embedder of questions, where the configuration names one. */
async function meaningOf(
  config: EmbeddingsConfig | undefined,
  from: Omit<VectorLesson, "config">,
  { fit = false, wait = WAIT_ONCE }: PolicyOptions,
) {
  if (config === undefined) return undefined;
  const { embeddingsOf } = await import("./embeddings.ts");
  const { keptVectors, makeVectors } = await import("./kept-vectors.ts");
  const lesson = { ...from, config };
  const kept = await keptVectors(lesson);
  const vectors = kept ?? (fit ? await makeVectors(lesson) : undefined);
  const size = vectors?.of.values().next().value?.length;
  return { vectors, embeddings: embeddingsOf(config, { root: from.root, deadline: wait, size }) };
}

/** The index of the articles: the kept one, else a new one, which is kept. */
async function indexOf({
  articles,
  facts,
  problems,
  cache,
  kept,
}: Pick<Loaded, keyof ReadArticles | "cache" | "kept">) {
  if (kept?.index !== undefined) return kept.index;
  const { buildIndex } = await import("../core/knowledge/article-index.ts");
  const { keepArticles } = await import("./kept-articles.ts");
  const index = buildIndex(articles);
  if (kept !== undefined) await keepArticles(cache, kept.key, { read: { articles, facts, problems }, index });
  return index;
}

async function modelOf(lesson: Lesson, fit: boolean): Promise<Model | undefined> {
  const { keptModel, learnModel } = await import("./model-cache.ts");
  const kept = await keptModel(lesson);
  if (kept !== undefined || !fit) return kept;
  const questions = lesson.articles.reduce((sum, it) => sum + it.questions.length, 0);
  process.stderr.write(`nightdesk: learning from ${questions} questions, once for these articles…\n`);
  return (await learnModel(lesson)).model;
}

/** Reads the policy, or throws after printing every complaint. */
export async function loadPolicy(options: PolicyOptions): Promise<LoadedPolicy> {
  const read = await readPolicy(options);
  insist(read.problems, { warnings: false });
  if (read.policy === undefined) throw new Fault("internal", "a configuration passed its check and is not there");
  return { ...read, policy: read.policy };
}
