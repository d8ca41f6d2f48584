import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { parseConfig } from "../core/config/parse.ts";
import { configSchema, type DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import type { Article, Fact } from "../core/knowledge/article.ts";
import type { ArticleIndex } from "../core/knowledge/article-index.ts";
import { parseArticle, parseFacts } from "../core/knowledge/parse.ts";
import { hasErrors, type Problem, renderProblem } from "../core/problem.ts";
import type { ReadArticles, SourceText } from "./kept-articles.ts";

/** The configuration file that applies: the one named, NIGHTDESK_CONFIG, or the nearest nightdesk.yaml from here upwards. */
export function findConfig(named: string | undefined): string | undefined {
  const given = named || process.env.NIGHTDESK_CONFIG || undefined;
  if (given !== undefined) return resolve(given);
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, "nightdesk.yaml");
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return undefined;
  }
}

export interface Loaded extends ReadArticles {
  config: DeskConfig;
  /** Folder that the configuration's paths start from. */
  root: string;
  /** Folder of what is kept to be quicker the next time. */
  cache: string;
  /** What names these articles there, and their index if it lies there. */
  kept?: { key: string; index: ArticleIndex | undefined } | undefined;
}

/**
 * Reads configuration and articles from disk. Every complaint is in `problems`; the config is undefined when it has errors.
 * `articles: false` leaves them unread, for what only works on tickets; `keep` takes what was kept of them instead of reading them again.
 */
export async function loadFiles(
  configFile: string,
  { articles = true, keep = false } = {},
): Promise<Omit<Loaded, "config"> & { config: DeskConfig | undefined }> {
  const root = dirname(configFile);
  const { config, problems } = parseConfig(await readText(configFile), shown(configFile));
  const cache = config === undefined ? cacheFolder() : join(root, config.desk.data, "models");
  if (config === undefined || !articles) return { config, articles: [], facts: new Map(), problems, root, cache };
  const { folder, facts } = config.knowledge;
  const knowledge = await loadArticles(join(root, folder), join(root, facts), keep ? cache : undefined);
  return { config, ...knowledge, problems: [...problems, ...knowledge.problems], root, cache };
}

/** Articles of a folder with no configuration: the languages are those that the articles have, English first. */
export async function loadFolder(folder: string, { keep = false } = {}): Promise<Loaded> {
  const root = resolve(folder);
  const cache = cacheFolder();
  const knowledge = await loadArticles(root, factsBeside(root), keep ? cache : undefined);
  const languages = [...new Set(knowledge.articles.map(({ language }) => language))].sort(
    (a, b) => Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1),
  );
  const config = configSchema.parse({
    desk: { name: "nightdesk", languages: languages.length > 0 ? languages.slice(0, 20) : ["en"] },
  });
  return { config, ...knowledge, root, cache };
}

const factsBeside = (folder: string): string =>
  [join(folder, "facts"), join(folder, "facts.yaml"), join(folder, "../facts")].find((path) => existsSync(path)) ??
  join(folder, "facts");

/** Where what is made of articles is kept that belong to no desk. */
const cacheFolder = (): string => join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "nightdesk", "models");

async function loadArticles(
  folder: string,
  factsPath: string,
  cache: string | undefined,
): Promise<ReadArticles & Pick<Loaded, "kept">> {
  const facts = await readAll(await filesBelow(factsPath, /\.ya?ml$/));
  const articles = await readAll(await filesBelow(folder, /\.md$/));
  if (cache === undefined) return parseAll(folder, facts, articles);
  const { articlesKey, keptArticles } = await import("./kept-articles.ts");
  const key = articlesKey([...facts, ...articles]);
  if (key === undefined) return parseAll(folder, facts, articles);
  const before = await keptArticles(cache, key);
  return { ...(before?.read ?? parseAll(folder, facts, articles)), kept: { key, index: before?.index } };
}

function parseAll(folder: string, factTexts: SourceText[], articleTexts: SourceText[]): ReadArticles {
  const problems: Problem[] = [];
  const facts = new Map<string, Fact>();
  const complain = (file: string, message: string, next?: string) =>
    problems.push({ file, line: 1, column: 1, message, ...(next === undefined ? {} : { next }), severity: "error" });
  for (const { file, text } of factTexts) {
    const parsed = parseFacts(text, file);
    problems.push(...parsed.problems);
    for (const [name, fact] of parsed.facts) {
      if (facts.has(name)) complain(file, `fact ${name} is in two files`);
      facts.set(name, fact);
    }
  }
  if (articleTexts.length === 0)
    complain(shown(folder), "there are no articles", "Articles are Markdown files: <language>/<ID>.md.");
  const articles: Article[] = [];
  for (const { file, text } of articleTexts) {
    const parsed = parseArticle(text, file, facts);
    problems.push(...parsed.problems);
    if (parsed.article !== undefined) articles.push(parsed.article);
  }
  return { articles, facts, problems };
}

/** Files below a path (or the path itself) whose names match, sorted; none when it does not exist. README.md is for people. */
async function filesBelow(path: string, pattern: RegExp): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => pattern.test(name) && !/(^|[\\/])(README\.md|\.)/.test(name))
    .sort()
    .map((name) => join(path, name));
}

const readAll = (files: string[]): Promise<SourceText[]> =>
  Promise.all(files.map(async (file) => ({ file: shown(file), text: await readText(file) })));

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Fault("usage", `cannot read ${shown(file)}`, {
      next: "Check the path and its permissions; `nightdesk init` writes a first nightdesk.yaml.",
      cause,
    });
  }
}

const shown = (file: string): string => {
  const near = relative(process.cwd(), file);
  return near === "" || near.startsWith("../../..") ? file : near;
};

/** Prints every complaint on standard error; throws when one is an error, before anything was started. */
export function insist(problems: Problem[], options: { warnings: boolean }): void {
  const told = options.warnings ? problems : problems.filter(({ severity }) => severity === "error");
  for (const problem of told) process.stderr.write(`${renderProblem(problem)}\n`);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (hasErrors(problems)) {
    throw new Fault(
      "config_invalid",
      `${errors} ${errors === 1 ? "thing is" : "things are"} wrong; nothing was started`,
      { next: "Mend the lines above, then run `nightdesk check`." },
    );
  }
}
