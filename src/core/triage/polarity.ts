import { clausesOf, comparable } from "./sentences.ts";

const NO =
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wasn't|shouldn't|mustn't|couldn't|wouldn't|unable|impossible|forbidden|prohibited|refuse[ds]?|fails? to|avoid|stop|irreversible|unsafe|unsupported|ineligible|hardly|rarely)\b|不(?!仅|但|过|同|久|断|止)|没有?|未(?!来)|无(?!论)|勿|别(?!人|的)|禁止|拒绝|避免|切忌/giu;

/** Words of opposite sense, where one in place of the other turns a sentence round. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [/\bbefore\b|之前|以前/iu, /\bafter\b|之后|以后/iu],
  [/\balways\b|总是|始终/iu, /\bsometimes\b|有时/iu],
  [
    /\b(?:increase|raise|higher|more)\w*\b|增加|提高|更高/iu,
    /\b(?:decrease|reduce|lower|less|fewer)\w*\b|减少|降低|更低/iu,
  ],
  [/\b(?:enable|turn on|switch on)\w*\b|开启|启用/iu, /\b(?:disable|turn off|switch off)\w*\b|关闭|停用/iu],
  [/\b(?:lock|freeze|frozen|pause)\w*\b|冻结|锁定|暂停/iu, /\b(?:unlock|unfreeze|resume)\w*\b|解冻|解锁|恢复/iu],
  [/\b(?:minimum|at least)\b|最少|至少|最低/iu, /\b(?:maximum|at most|up to)\b|最多|至多|最高/iu],
  [/\b(?:deposit)\w*\b|充[值币]/iu, /\b(?:withdraw)\w*\b|提[现币]/iu],
  [/\bfree\b|免费/iu, /\b(?:fees?|charges?d?)\b|收费|手续费/iu],
];

const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}'])+/gu;
const words = (text: string): Set<string> => new Set(text.match(WORD) ?? []);

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

const negations = (text: string): number => text.match(NO)?.length ?? 0;

/**
 * Whether a sentence says yes where its quote says yes, and no where it says no: each of its clauses is held against the clause of the
 * quote that is most like it. It errs towards no: a sentence that turns its words round is cut though it may mean the same.
 */
export function samePolarity(sentence: string, quote: string): boolean {
  const quoted = clausesOf(comparable(quote)).map((clause) => ({ clause, words: words(clause) }));
  const whole = comparable(quote);
  return clausesOf(comparable(sentence)).every((clause) => {
    const own = words(clause);
    let best = { clause: whole, like: 0 };
    for (const it of quoted) {
      const like = likeness(own, it.words);
      if (like > best.like) best = { clause: it.clause, like };
    }
    return (
      negations(clause) % 2 === negations(best.clause) % 2 && !OPPOSITES.some((pair) => turned(clause, whole, pair))
    );
  });
}

/** The sentence uses one of the two words, the quote only the other. */
const turned = (clause: string, quote: string, [a, b]: readonly [RegExp, RegExp]): boolean =>
  (a.test(clause) && !b.test(clause) && b.test(quote) && !a.test(quote)) ||
  (b.test(clause) && !a.test(clause) && a.test(quote) && !b.test(quote));
