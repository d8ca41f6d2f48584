import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { type ParsedConfig, parseConfig } from "../core/config/parse.ts";
import { configSchema, type DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import type { Article, Fact } from "../core/knowledge/article.ts";
import type { ArticleIndex } from "../core/knowledge/article-index.ts";
import { parseArticle, parseFacts } from "../core/knowledge/parse.ts";
import { configured } from "../core/outbound/configured.ts";
import { type Extra, knownFrom } from "../core/outbound/known.ts";
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

export type LoadedFiles = Omit<Loaded, "config"> & {
  config: DeskConfig | undefined;
  /** A further complaint about the value at a path of the configuration. */
  problemAt: ParsedConfig["problemAt"];
};

/**
 * Reads configuration and articles from disk. Every complaint is in `problems`; the config is undefined when it has errors.
 * `articles: false` leaves them unread, for what only works on tickets; `facts` reads the facts all the same; `keep` takes what was
 * kept of the articles instead of reading them again.
 */
export async function loadFiles(
  configFile: string,
  { articles = true, facts: alone = false, keep = false } = {},
): Promise<LoadedFiles> {
  const root = dirname(configFile);
  const { config, problems, problemAt } = parseConfig(await readText(configFile), shown(configFile));
  const cache = config === undefined ? cacheFolder() : join(root, config.desk.data, "models");
  const about = { config, problemAt, root, cache };
  if (config === undefined || !(articles || alone)) return { ...about, articles: [], facts: new Map(), problems };
  const { folder, facts } = config.knowledge;
  const stated = { path: join(root, facts), extras: configured(config) };
  const knowledge = articles
    ? await loadArticles(join(root, folder), stated, keep ? cache : undefined)
    : { articles: [], ...parseFactFiles(await readAll(await filesBelow(stated.path, /\.ya?ml$/))) };
  return { ...about, ...knowledge, problems: [...problems, ...knowledge.problems] };
}

/** Where a configuration has its articles and facts; a single file of facts counts by its folder. */
export function knowledgeFolders(root: string, { folder, facts, macros }: DeskConfig["knowledge"]): string[] {
  const factsFolder = /\.ya?ml$/.test(facts) ? dirname(join(root, facts)) : join(root, facts);
  return [join(root, folder), factsFolder, join(root, macros)];
}

/** Articles of a folder with no configuration: the languages are those that the articles have, English first. */
export async function loadFolder(folder: string, { keep = false, check = false } = {}): Promise<Loaded> {
  const root = resolve(folder);
  const cache = cacheFolder();
  const knowledge = await loadArticles(
    root,
    { path: factsBeside(root), extras: check ? [] : undefined },
    keep ? cache : undefined,
  );
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
  stated: { path: string; extras: Extra[] | undefined },
  cache: string | undefined,
): Promise<ReadArticles & Pick<Loaded, "kept">> {
  const facts = await readAll(await filesBelow(stated.path, /\.ya?ml$/));
  const articles = await readAll(await filesBelow(folder, /\.md$/));
  const parse = () => parseAll(folder, facts, articles, stated.extras);
  if (cache === undefined) return parse();
  const { articlesKey, keptArticles } = await import("./kept-articles.ts");
  const key = articlesKey([...facts, ...articles, { file: "extras", text: JSON.stringify(stated.extras ?? null) }]);
  if (key === undefined) return parse();
  const before = await keptArticles(cache, key);
  return { ...(before?.read ?? parse()), kept: { key, index: before?.index } };
}

/** Articles with their facts. With `extras`, those and the facts are all that an article may state. */
function parseAll(
  folder: string,
  factTexts: SourceText[],
  articleTexts: SourceText[],
  extras: Extra[] | undefined,
): ReadArticles {
  const { facts, problems } = parseFactFiles(factTexts);
  // With no facts at all there is nothing to hold a folder of articles to.
  const known = extras && (facts.size > 0 || extras.length > 0) ? knownFrom(facts, extras) : undefined;
  if (articleTexts.length === 0) {
    const next = "Articles are Markdown files: <language>/<ID>.md.";
    problems.push({ ...startOf(shown(folder)), message: "there are no articles", next, severity: "error" });
  }
  const articles: Article[] = [];
  for (const { file, text } of articleTexts) {
    const parsed = parseArticle(text, file, facts, known);
    problems.push(...parsed.problems);
    if (parsed.article !== undefined) articles.push(parsed.article);
  }
  return { articles, facts, problems };
}

const startOf = (file: string) => ({ file, line: 1, column: 1 });

function parseFactFiles(texts: SourceText[]): Pick<ReadArticles, "facts" | "problems"> {
  const problems: Problem[] = [];
  const facts = new Map<string, Fact>();
  for (const { file, text } of texts) {
    const parsed = parseFacts(text, file);
    problems.push(...parsed.problems);
    for (const [name, fact] of parsed.facts) {
      if (facts.has(name))
        problems.push({ ...startOf(file), message: `fact ${name} is in two files`, severity: "error" });
      facts.set(name, fact);
    }
  }
  return { facts, problems };
}

/** Files below a path (or the path itself) whose names match, sorted; none when it does not exist. README.md is for people. */
export async function filesBelow(path: string, pattern: RegExp): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => pattern.test(name) && !/(^|[\\/])(README\.md|\.)/.test(name))
    .sort()
    .map((name) => join(path, name));
}

export const readAll = (files: string[]): Promise<SourceText[]> =>
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
