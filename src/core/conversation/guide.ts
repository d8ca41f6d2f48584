import type { Article } from "../knowledge/article.ts";
import { numberSaid, optionMeant } from "./options.ts";

/** Where a customer stands in an article's decision tree. */
export interface GuidePlace {
  article: string;
  /** The question that was put to them last. */
  step: string;
  /** The questions before it, first to last: the way back. */
  before: string[];
  /** Whether they have been given an end, or the whole article, since. */
  ended: boolean;
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

/** Where a customer stands after a question of an article was put to them, or an end or the whole article was given (null). */
export function standAt(from: GuidePlace | null, article: string, step: string | null): GuidePlace | null {
  const here = from?.article === article ? from : null;
  if (step === null) return here && { ...here, ended: true };
  const way = here === null ? [] : [...here.before, here.step];
  const been = way.indexOf(step);
  return { article, step, before: been < 0 ? way : way.slice(0, been), ended: false };
}

const BACK = /^(?:(?:go )?back|previous|undo|返回|后退|上一步|返回上一步|回到上一步|退回)[\s!.。！]*$/iu;
const RESTART = /^(?:restart|start (?:again|over)|重新开始|从头开始|重来)[\s!.。！]*$/iu;

/**
 * The step that a customer's words lead to: an option's, the one before, or the first. A number that no option has puts the question
 * again. Undefined when they say none of it; once an end was given, only its number picks another option.
 */
export function nextStep(article: Article | undefined, place: GuidePlace, text: string): string | undefined {
  const found = stepOf(article, place.step);
  if (found === undefined || !("ask" in found)) return undefined;
  const said = text.normalize("NFKC").trim();
  if (BACK.test(said)) return place.ended ? place.step : (place.before.at(-1) ?? place.step);
  if (RESTART.test(said)) return article?.guide?.start;
  const number = numberSaid(said);
  if (number === undefined && place.ended) return undefined;
  const meant = optionMeant(
    said,
    found.options.map(({ label }) => label),
  );
  if (meant !== undefined) return found.options[meant]?.go;
  return number === undefined ? undefined : place.step;
}

const ALL = /^(?:all|everything|show (?:me )?(?:all|everything)|full answer|全部|全文|完整答复)[\s!.。！]*$/iu;

/** Whether the customer would rather read the whole article. */
export const wantsAll = (text: string): boolean => ALL.test(text.normalize("NFKC").trim());

/** The words before the first list or label of a body: what is most likely happening. */
export const opening = (body: string): string => body.split(/\n\s*\n/, 1)[0]?.trim() ?? "";
