import type { Problem } from "../problem.ts";
import type { Instant } from "../time.ts";
import { normalise, pieces } from "./analyse.ts";
import type { Article, Fact } from "./article.ts";
import { lintGuide } from "./lint-guide.ts";

export interface LintOptions {
  /** The desk's languages; articles are written in the first. */
  languages: readonly string[];
  now: Instant;
  /** To be reminded of example facts that answers still state. */
  facts?: ReadonlyMap<string, Fact> | undefined;
}

/** A finding about an article as a whole; its place is the file's start. */
export type Finding = Pick<Problem, "message" | "severity"> & { next?: string };

const DAY = 86_400_000;
const REVIEW_DAYS = 180;
/** What fits a chat message with room to spare; Chinese, Japanese and Korean say it in fewer characters. */
const LONGEST = 1_800;
const LONGEST_DENSE = 1_000;
const DENSE = new Set(["zh", "ja", "ko"]);
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;

/** Joiners where they belong: within an emoji, and between letters of scripts that join. */
const JOINED =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=\p{sc=Arabic}|\p{sc=Devanagari}|\p{sc=Bengali}|\p{sc=Malayalam})[\u200c\u200d]/gu;

/** Everything in parsed articles that needs their owners, in the order of the articles. Pure; `now` tells how old a review is. */
export function lintKnowledge(articles: readonly Article[], options: LintOptions): Problem[] {
  const knownIds = new Set(articles.map((it) => it.id));
  const variants = new Map<string, Article>();
  const askedIn = new Map<string, Article>();
  return articles.flatMap((article) => {
    const findings = [
      ...lintIdentity(article, variants, articles, options.languages),
      ...lintQuestions(article, askedIn),
      ...lintReview(article, options.now),
      ...lintText(article),
      ...lintGuide(article.guide),
      ...article.related.filter((id) => !knownIds.has(id)).map((id) => wrong(`related article ${id} does not exist`)),
      ...article.related.filter((id) => id === article.id).map(() => wrong("the article is related to itself")),
      ...lintFacts(article, options.facts),
    ];
    return findings.map((it): Problem => ({ file: article.file, line: 1, column: 1, ...it }));
  });
}

const wrong = (message: string, next?: string): Finding => ({ message, severity: "error", ...(next ? { next } : {}) });
const doubtful = (message: string, next?: string): Finding => ({
  message,
  severity: "warning",
  ...(next ? { next } : {}),
});

function lintIdentity(
  article: Article,
  variants: Map<string, Article>,
  all: readonly Article[],
  languages: readonly string[],
): Finding[] {
  const key = `${article.id} ${article.language}`;
  const twin = variants.get(key);
  if (twin) return [wrong(`${article.id} in ${article.language} is also in ${twin.file}`, "Keep one of them.")];
  variants.set(key, article);
  const original = languages[0];
  if (original === undefined) return [];
  if (!languages.includes(article.language)) {
    return [doubtful(`the desk does not speak ${article.language}`, `It speaks ${languages.join(", ")}.`)];
  }
  const spoken = new Set(all.filter((it) => it.id === article.id).map((it) => it.language));
  if (!spoken.has(original))
    return [wrong(`${article.id} has no original in ${original}`, `Write ${article.id} in ${original} first.`)];
  if (article.language !== original) return [];
  const missing = languages.filter((it) => !spoken.has(it));
  return missing.length === 0
    ? []
    : [doubtful(`${article.id} is not there in ${missing.join(", ")}`, `Those customers get it in ${original}.`)];
}

function lintQuestions(article: Article, askedIn: Map<string, Article>): Finding[] {
  return article.questions.flatMap((question) => {
    const key = pieces(normalise(question))
      .map((it) => it.text)
      .join(" ");
    if (key === "") return [wrong(`the question ${JSON.stringify(question)} has no words`)];
    const other = askedIn.get(key);
    askedIn.set(key, other ?? article);
    if (!other) return [];
    if (other === article) return [doubtful(`the question ${JSON.stringify(question)} is there twice`, "Remove one.")];
    if (other.id === article.id) return [];
    return [wrong(`the question ${JSON.stringify(question)} is also in ${other.file}`, "Keep it where it fits best.")];
  });
}

function lintReview(article: Article, now: Instant): Finding[] {
  const days = Math.floor((now - Date.parse(article.reviewed)) / DAY);
  if (days < -1) return [doubtful(`it was reviewed on ${article.reviewed}, which is still to come`)];
  if (days <= REVIEW_DAYS) return [];
  return [doubtful(`it was last reviewed ${days} days ago`, `Let ${article.owner} read it again and set "reviewed".`)];
}

function lintText(article: Article): Finding[] {
  const guide = Object.values(article.guide?.steps ?? {}).map((it) => JSON.stringify(it));
  const texts = [article.title, ...article.questions, article.body, ...guide].map((it) => it.replace(JOINED, ""));
  const hidden = texts.flatMap((it) => HIDDEN.exec(it)?.[0] ?? []);
  const findings = hidden
    .slice(0, 1)
    .map((it) =>
      wrong(
        `there is an invisible character, U+${it.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`,
        "Remove it.",
      ),
    );
  const limit = DENSE.has(article.language.split("-", 1)[0] ?? "") ? LONGEST_DENSE : LONGEST;
  if (article.body.length > limit) {
    findings.push(
      doubtful(
        `the answer has ${article.body.length} characters, more than ${limit}`,
        "Split it, or move a part into a guide.",
      ),
    );
  }
  return findings;
}

function lintFacts(article: Article, facts: ReadonlyMap<string, Fact> | undefined): Finding[] {
  const examples = article.facts.filter((it) => facts?.get(it)?.example);
  if (examples.length === 0) return [];
  return [
    doubtful(`it states example facts: ${examples.join(", ")}`, 'Put your own values there and remove "example".'),
  ];
}
