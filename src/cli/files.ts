import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { parseConfig } from "../core/config/parse.ts";
import { configSchema, type DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import type { Article, Fact } from "../core/knowledge/article.ts";
import { parseArticle, parseFacts } from "../core/knowledge/parse.ts";
import { hasErrors, type Problem, renderProblem } from "../core/problem.ts";

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

export interface Loaded {
  config: DeskConfig;
  articles: Article[];
  facts: ReadonlyMap<string, Fact>;
  problems: Problem[];
  /** Folder that the configuration's paths start from. */
  root: string;
}

/**
 * Reads configuration and articles from disk. Every complaint is in `problems`; the config is undefined when it has errors.
 * `articles: false` leaves them unread, for what only works on tickets.
 */
export async function loadFiles(
  configFile: string,
  { articles = true } = {},
): Promise<Omit<Loaded, "config"> & { config: DeskConfig | undefined }> {
  const root = dirname(configFile);
  const { config, problems } = parseConfig(await readText(configFile), shown(configFile));
  if (config === undefined || !articles) return { config, articles: [], facts: new Map(), problems, root };
  const knowledge = await loadArticles(join(root, config.knowledge.folder), join(root, config.knowledge.facts));
  return {
    config,
    articles: knowledge.articles,
    facts: knowledge.facts,
    problems: [...problems, ...knowledge.problems],
    root,
  };
}

/** Articles of a folder with no configuration: the languages are those that the articles have, English first. */
export async function loadFolder(folder: string): Promise<Loaded> {
  const root = resolve(folder);
  const { articles, facts, problems } = await loadArticles(root, factsBeside(root));
  const languages = [...new Set(articles.map(({ language }) => language))].sort(
    (a, b) => Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1),
  );
  const config = configSchema.parse({
    desk: { name: "nightdesk", languages: languages.length > 0 ? languages.slice(0, 20) : ["en"] },
  });
  return { config, articles, facts, problems, root };
}

const factsBeside = (folder: string): string =>
  [join(folder, "facts"), join(folder, "facts.yaml"), join(folder, "../facts")].find((path) => existsSync(path)) ??
  join(folder, "facts");

async function loadArticles(
  folder: string,
  factsPath: string,
): Promise<Pick<Loaded, "articles" | "facts" | "problems">> {
  const problems: Problem[] = [];
  const facts = new Map<string, Fact>();
  for (const { file, text } of await readAll(await filesBelow(factsPath, /\.ya?ml$/))) {
    const parsed = parseFacts(text, shown(file));
    problems.push(...parsed.problems);
    for (const [name, fact] of parsed.facts) {
      if (facts.has(name))
        problems.push({
          file: shown(file),
          line: 1,
          column: 1,
          message: `fact ${name} is in two files`,
          severity: "error",
        });
      facts.set(name, fact);
    }
  }
  const files = await filesBelow(folder, /\.md$/);
  if (files.length === 0) {
    problems.push({
      file: shown(folder),
      line: 1,
      column: 1,
      message: "there are no articles",
      next: "Articles are Markdown files: <language>/<ID>.md.",
      severity: "error",
    });
  }
  const articles: Article[] = [];
  for (const { file, text } of await readAll(files)) {
    const parsed = parseArticle(text, shown(file), facts);
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

const readAll = (files: string[]): Promise<{ file: string; text: string }[]> =>
  Promise.all(files.map(async (file) => ({ file, text: await readText(file) })));

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
