import type { Article } from "../knowledge/article.ts";

/** Where a customer stands in an article's decision tree. */
export interface GuidePlace {
  article: string;
  step: string;
}

type Guide = NonNullable<Article["guide"]>;
type Step = Guide["steps"][string];

/** A step of the tree as it is put to the customer: a question with options, or the end. */
export type Walked = { ask: string; options: string[] } | { say: string; end: "solved" | "handoff" };

const stepOf = (article: Article | undefined, step: string): Step | undefined => article?.guide?.steps[step];

export function walkTo(article: Article | undefined, step: string): Walked | undefined {
  const found = stepOf(article, step);
  if (found === undefined) return undefined;
  return "ask" in found
    ? { ask: found.ask, options: found.options.map(({ label }) => label) }
    : { say: found.say, end: found.end };
}

/** The step that a customer's words lead to: an option's number, or its label. Undefined when they say neither. */
export function nextStep(article: Article | undefined, step: string, text: string): string | undefined {
  const found = stepOf(article, step);
  if (found === undefined || !("ask" in found)) return undefined;
  const plain = text.normalize("NFKC").trim().toLowerCase();
  const number = /^(\d)[.)。]?$/.exec(plain)?.[1];
  if (number !== undefined) return found.options[Number(number) - 1]?.go;
  return found.options.find(({ label }) => label.normalize("NFKC").toLowerCase() === plain)?.go;
}

const ALL = /^(?:all|everything|show (?:me )?(?:all|everything)|full answer|全部|全文|完整答复)[\s!.。！]*$/iu;

/** Whether the customer would rather read the whole article. */
export const wantsAll = (text: string): boolean => ALL.test(text.normalize("NFKC").trim());

/** The words before the first list or label of a body: what is most likely happening. */
export const opening = (body: string): string => body.split(/\n\s*\n/, 1)[0]?.trim() ?? "";
