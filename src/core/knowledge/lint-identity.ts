import type { Article } from "./article.ts";
import { atKey, doubtful, type Finding, wrong } from "./finding.ts";

/**
 * Two of one id, translations of nothing, languages that nobody speaks or that are missing. In the order of the articles. Of the ids in
 * `unread` a file is there that could not be read, which is complaint enough.
 */
export function lintIdentity(
  articles: readonly Article[],
  languages: readonly string[],
  unread: ReadonlySet<string> = new Set(),
): Map<Article, Finding[]> {
  const variants = new Map<string, Article>();
  const spoken = new Map<string, Set<string>>();
  for (const { id, language } of articles) spoken.set(id, (spoken.get(id) ?? new Set()).add(language));
  return new Map(
    articles.map((article) => {
      const key = `${article.id} ${article.language}`;
      const twin = variants.get(key);
      if (twin === undefined) variants.set(key, article);
      if (twin) return [article, isTwin(article, twin)];
      return [article, unread.has(article.id) ? [] : lintLanguage(article, spoken.get(article.id), languages)];
    }),
  );
}

const isTwin = ({ id, language }: Article, twin: Article): Finding[] => [
  wrong(`${id} in ${language} is also in ${twin.file}`, "Keep one of them.", atKey("id")),
];

function lintLanguage(
  { id, language }: Article,
  spoken: ReadonlySet<string> | undefined,
  languages: readonly string[],
): Finding[] {
  const original = languages[0];
  if (original === undefined || spoken === undefined) return [];
  if (!languages.includes(language)) {
    return [doubtful(`the desk does not speak ${language}`, `It speaks ${languages.join(", ")}.`, atKey("language"))];
  }
  if (!spoken.has(original)) {
    return [wrong(`${id} has no original in ${original}`, `Write ${id} in ${original} first.`, atKey("id"))];
  }
  if (language !== original) return [];
  const missing = languages.filter((it) => !spoken.has(it));
  if (missing.length === 0) return [];
  return [
    doubtful(`${id} is not there in ${missing.join(", ")}`, `Those customers get it in ${original}.`, atKey("id")),
  ];
}
