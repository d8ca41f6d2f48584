import type { Article } from "./article.ts";
import { withoutEntities } from "./entities.ts";
import { guideText } from "./guide-text.ts";

/** The variants that name each error code: by their title or a question; where none does, by what they say. */
export type Codes = ReadonlyMap<string, readonly number[]>;

/** Numbers that are codes: with a minus ("-1021"), of five or six figures ("50111"), or after a word that says so ("error 429", "报错 403"). */
const NUMBER =
  /(?<![\w.,\-−–])[-−–]\d{4,5}(?![.,]?\d|\w)|(?<![\w.,\-−–])\d{5,6}(?![.,:-]?\d|\w)|(?<=(?:\b(?:error|err|code|retcode|http|status)|错误码?|错誤碼?|錯誤碼?|代码|代碼|报错|報錯|状态码|狀態碼)(?:\s(?:code|is|no\.?))?[\s"'`:：=#(（]{0,3})[-−–]?\d{3,6}(?![.,:]?\d|\w)/giu;
/** As Kraken writes them: "EAPI:Invalid key". */
const NAMED = /\bE[A-Z][A-Za-z]{2,12}:[A-Z][a-z]+(?: [a-z]+)*/g;
const NAMED_IN_ANY_CASE = /\be[a-z]{3,13}:\s?[a-z]+(?: [a-z]+)*/gi;

const mayHave = (text: string): boolean => /\d{3}|\be[a-z]+:/i.test(text);
const figures = (code: string): string => code.replace(/^[-−–]/u, "");
const numbersIn = (text: string): string[] => (text.match(NUMBER) ?? []).map(figures);
const namedIn = (text: string): string[] => text.match(NAMED)?.map((it) => it.toLowerCase()) ?? [];

/** Finds the codes that articles name. */
export function codesOf(articles: readonly Article[]): Codes {
  const [asked, told] = [new Map<string, Set<number>>(), new Map<string, Set<number>>()];
  for (const [variant, { title, questions, body, guide }] of articles.entries()) {
    for (const text of [title, ...questions]) note(asked, text, variant);
    note(told, body + guideText(guide), variant);
  }
  return new Map([...shortened(told), ...shortened(asked)].map(([code, variants]) => [code, [...variants]]));
}

function note(all: Map<string, Set<number>>, text: string, variant: number): void {
  if (!mayHave(text)) return;
  for (const code of [...numbersIn(withoutEntities(text)), ...namedIn(text)]) {
    const variants = all.get(code) ?? new Set();
    all.set(code, variants.add(variant));
  }
}

/** Where words follow a named code ("EAPI:Invalid nonce on my bot"), the code is what another text has alone. */
function shortened(all: ReadonlyMap<string, ReadonlySet<number>>): Map<string, ReadonlySet<number>> {
  const short = new Map<string, ReadonlySet<number>>();
  for (const code of [...all.keys()].sort((a, b) => a.length - b.length)) {
    const name = longestOf(code, short) ?? code;
    short.set(name, new Set([...(short.get(name) ?? []), ...(all.get(code) ?? [])]));
  }
  return short;
}

function longestOf(code: string, known: ReadonlyMap<string, unknown>): string | undefined {
  for (let end = code.length; end > 0; end = code.lastIndexOf(" ", end - 1))
    if (known.has(code.slice(0, end))) return code.slice(0, end);
  return undefined;
}

/**
 * Reads the codes of questions: the variants that name one, and the text without codes that no article names, which say nothing and
 * must not be taken for the codes that they are like. A number that articles have as a word (`words`) stays.
 */
export function codeReader(codes: Codes, words: ReadonlyMap<string, unknown>) {
  return (text: string): { text: string; variants: ReadonlySet<number> } => {
    const variants = new Set<number>();
    if (!mayHave(text)) return { text, variants };
    const find = (code: string | undefined): boolean => {
      for (const variant of codes.get(code ?? "") ?? []) variants.add(variant);
      return code !== undefined && codes.has(code);
    };
    const left = text
      .replace(NUMBER, (it) => (find(figures(it)) || words.has(figures(it)) ? it : " "))
      .replace(NAMED_IN_ANY_CASE, (it) => {
        if (find(longestOf(it.toLowerCase().replace(/:\s/, ":"), codes)) || !/^E[A-Z]/.test(it)) return it;
        return it.replace(/^\S+/, " ");
      });
    return { text: left, variants };
  };
}
