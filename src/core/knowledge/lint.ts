import type { Problem } from "../problem.ts";
import type { Instant } from "../time.ts";
import { normalise, pieces } from "./analyse.ts";
import type { Article, Fact } from "./article.ts";
import { atKey, below, doubtful, type Finding, type Located, wrong } from "./finding.ts";
import { lintGuide } from "./lint-guide.ts";
import { lintIdentity } from "./lint-identity.ts";
import { lintText } from "./lint-text.ts";
import { contradicts, lintVariant } from "./lint-variants.ts";

export interface LintOptions {
  /** The desk's languages; articles are written in the first. */
  languages: readonly string[];
  now: Instant;
  /** To be reminded of example facts that answers still state. */
  facts?: ReadonlyMap<string, Fact> | undefined;
  /** What reading the files complained about. */
  problems?: readonly Problem[];
}

const DAY = 86_400_000;
const REVIEW_DAYS = 180;

/** Everything in parsed articles that needs their owners, in the order of the articles. Pure; `now` tells how old a review is. */
export function lintKnowledge(
  articles: readonly Article[],
  { languages, now, facts = new Map(), problems = [] }: LintOptions,
): Located[] {
  const unread = unreadIds(problems);
  const knownIds = new Set([...articles.map((it) => it.id), ...unread]);
  const identity = lintIdentity(articles, languages, unread);
  const originals = new Map(articles.filter((it) => it.language === languages[0]).map((it) => [it.id, it]));
  const askedIn = new Map<string, Article>();
  const told = new Set<string>();
  return articles.flatMap((article) =>
    located(article, [
      ...(identity.get(article) ?? []),
      ...lintQuestions(article, askedIn),
      ...lintReview(article, now),
      ...lintText(article),
      ...lintGuide(article.guide),
      ...lintRelated(article, knownIds),
      ...lintFacts(article, facts, told),
      ...lintVariant(article, originals.get(article.id), facts),
    ]),
  );
}

/** What makes articles unfit to answer from: two of one id, a translation of nothing, a guide that misleads. A desk keeps its last good ones. */
export function lintStructure(
  articles: readonly Article[],
  languages: readonly string[],
  problems: readonly Problem[] = [],
): Located[] {
  const identity = lintIdentity(articles, languages, unreadIds(problems));
  return articles
    .flatMap((article) => located(article, [...(identity.get(article) ?? []), ...lintGuide(article.guide)]))
    .filter(({ severity }) => severity === "error");
}

/** The ids of articles that are there and could not be read. */
const unreadIds = (problems: readonly Problem[]): Set<string> =>
  new Set(
    problems.flatMap(({ file, severity }) => (severity === "error" ? (/([^\\/]+)\.md$/.exec(file)?.[1] ?? []) : [])),
  );

const located = ({ file }: Article, findings: Finding[]): Located[] =>
  findings.map((it) => ({ file, line: 1, column: 1, ...it }));

function lintQuestions(article: Article, askedIn: Map<string, Article>): Finding[] {
  return article.questions.flatMap((question) => {
    const quoted = JSON.stringify(question);
    const place = below("questions", question);
    const key = pieces(normalise(question))
      .map((it) => it.text)
      .join(" ");
    if (key === "") return [wrong(`the question ${quoted} has no words`, undefined, place)];
    const other = askedIn.get(key);
    askedIn.set(key, other ?? article);
    if (!other) return [];
    if (other === article) return [doubtful(`the question ${quoted} is there twice`, "Remove one.", place)];
    if (other.id === article.id) return [];
    return [wrong(`the question ${quoted} is also in ${other.file}`, "Keep it where it fits best.", place)];
  });
}

function lintReview({ reviewed, owner }: Article, now: Instant): Finding[] {
  const days = Math.floor((now - Date.parse(reviewed)) / DAY);
  const place = atKey("reviewed");
  if (days < -1)
    return [doubtful(`it was reviewed on ${reviewed}, which is still to come`, "Set the day when it was read.", place)];
  if (days <= REVIEW_DAYS) return [];
  return [doubtful(`it was last reviewed ${days} days ago`, `Let ${owner} read it again and set "reviewed".`, place)];
}

function lintRelated({ id, related }: Article, known: ReadonlySet<string>): Finding[] {
  return related.flatMap((other) => {
    const place = below("related", other);
    if (other === id) return [wrong("the article is related to itself", "Remove it.", place)];
    return known.has(other)
      ? []
      : [wrong(`related article ${other} does not exist`, "Remove it, or mend its id.", place)];
  });
}

function lintFacts(article: Article, facts: ReadonlyMap<string, Fact>, told: Set<string>): Finding[] {
  const known = article.facts.flatMap((key) => {
    const fact = facts.get(key);
    return fact === undefined ? [] : [{ key, fact }];
  });
  const fresh = known.filter(({ key }) => !told.has(key));
  for (const { key } of fresh) told.add(key);
  const contradictions = fresh.flatMap(({ key, fact }) => {
    const different = contradicts(fact).map(({ language, number }) => `${number} in ${language}`);
    if (different.length === 0) return [];
    const message = `the fact ${key} says ${different.join(", ")}, and nothing of the kind elsewhere`;
    return [doubtful(message, "Let its values agree.", below("facts", key))];
  });
  const examples = known.filter(({ fact }) => fact.example).map(({ key }) => key);
  if (examples.length === 0) return contradictions;
  const next = 'Put your own values there and remove "example".';
  return [...contradictions, doubtful(`it states example facts: ${examples.join(", ")}`, next, atKey("facts"))];
}
