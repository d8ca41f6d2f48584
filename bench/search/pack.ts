import { loadFiles } from "../../src/cli/files.ts";
import type { Article } from "../../src/core/knowledge/article.ts";
import { holdOut } from "../../tests/harness/held-out.ts";
import type { QualitySet } from "./sets.ts";

const CONFIG = "examples/exchange/nightdesk.yaml";

async function load() {
  const { config, articles } = await loadFiles(CONFIG);
  if (config === undefined) throw new Error(`${CONFIG} has errors; nightdesk check names them`);
  return { config, articles };
}

export const packArticles = async (): Promise<Article[]> => (await load()).articles;

/** The example's articles with a fifth of their questions held out, asked one language at a time. */
export async function packSets(): Promise<QualitySet[]> {
  const { config, articles } = await load();
  const { articles: kept, held } = holdOut(articles);
  return config.desk.languages.map((language) => ({
    name: `example pack, ${language}`,
    articles: kept,
    queries: held.filter((it) => it.language === language).map((it) => ({ text: it.text, label: it.article })),
    languages: config.desk.languages,
    synonyms: config.knowledge.synonyms,
    typos: false,
    compared: true,
  }));
}
