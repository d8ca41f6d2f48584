import type { Article, Fact } from "./article.ts";
import { atKey, doubtful, type Finding } from "./finding.ts";

type Facts = ReadonlyMap<string, Fact>;

/** A number on its own: 24, 1,000, 0.5; none that belongs to a word (TRC20, 2FA, ERC-20) or numbers a step. */
const NUMBER = /(?<![\p{Script=Latin}\p{N}.,_-])\d+(?:[.,]\d+)*(?![\p{Script=Latin}\p{N}_-])/gu;
/** Hours of the day, which differ with the time zone, and dates, whose months are words in English. */
const MOMENT = /\d{1,2}:\d{2}|\d+ ?月(?: ?\d+ ?日)?|\d+ (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*/g;
const NO_PROSE = /`[^`]*`|https?:\/\/\S+/g;
const STEP = /^\s*\d+\. /gm;

/** Where a translation says something else than its original: other facts, other numbers, another way through the guide. */
export function lintVariant(article: Article, original: Article | undefined, said: Facts): Finding[] {
  if (original === undefined || original.language === article.language) return [];
  const from = original.language;
  const findings: Finding[] = [];
  const differs = (what: string, next: string, key: string) => findings.push(doubtful(what, next, atKey(key)));
  for (const key of ["route", "category"] as const) {
    if (article[key] !== original[key])
      differs(
        `its ${key} is ${article[key]}, but ${original[key]} in ${from}`,
        "Only the original's counts; make them the same.",
        key,
      );
  }
  const facts = [...only(original.facts, article.facts), ...only(article.facts, original.facts)];
  if (facts.length > 0)
    differs(
      `it and its original in ${from} do not state the same facts: ${facts.join(", ")}`,
      "Let both say the same.",
      "facts",
    );
  const [here, there] = [numbersIn(article, said), numbersIn(original, said)];
  const numbers = [
    ...only(there, here).map((it) => `${it} in ${from}`),
    ...only(here, there).map((it) => `${it} here`),
  ];
  if (facts.length === 0 && numbers.length > 0)
    differs(
      `it and its original in ${from} state different numbers: ${numbers.join(", ")}`,
      "Let both say the same, best by a fact.",
      "id",
    );
  if (tree(article) !== tree(original))
    differs(
      `its guide has other steps than in ${from}`,
      "A customer may change language on the way; keep the steps the same.",
      "guide",
    );
  return findings;
}

const only = (some: readonly string[], others: readonly string[]): string[] =>
  [...new Set(some)].filter((it) => !others.includes(it));

/** The numbers that an article states itself; those of its facts are a matter of their own. */
function numbersIn({ body, guide, facts, language }: Article, said: Facts): string[] {
  const steps = Object.values(guide?.steps ?? {}).map((step) => ("say" in step ? step.say : step.ask));
  const values = facts.flatMap((key) => valueIn(said.get(key), language) ?? []);
  const text = values.reduce((rest, value) => rest.replaceAll(value, " "), [body, ...steps].join("\n"));
  return numbers(text.replace(STEP, "").replace(NO_PROSE, ""));
}

/** Facts whose value says something else in another language: "24 hours" and "48 小时". Hours of the day differ with the time zone. */
export function contradicts(fact: Fact): { language: string; number: string }[] {
  if (typeof fact.value === "string") return [];
  const said = Object.entries(fact.value).map(([language, value]) => ({
    language,
    numbers: numbers(value.replace(MOMENT, "")),
  }));
  const all = new Set(said.flatMap((it) => it.numbers));
  const shared = [...all].filter((number) => said.every((it) => it.numbers.includes(number)));
  return said.flatMap(({ language, numbers }) => only(numbers, shared).map((number) => ({ language, number })));
}

const valueIn = (fact: Fact | undefined, language: string): string | undefined =>
  typeof fact?.value === "string" ? fact.value : fact?.value[language];

const numbers = (text: string): string[] => (text.match(NUMBER) ?? []).map((it) => it.replaceAll(",", ""));

const tree = ({ guide }: Article): string =>
  JSON.stringify(
    guide && [
      guide.start,
      ...Object.entries(guide.steps)
        .map(([name, step]) => [name, "ask" in step ? step.options.map(({ go }) => go) : step.end])
        .sort(),
    ],
  );
