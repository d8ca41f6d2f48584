import type { Choice } from "./conversation.ts";

/** The number that a text is: "2", "2.", "option 2", "第2个", "二". */
const NUMBER = /^(?:option|choice|number|#|选项?|选择|第)?\s*([1-9一二三四五六])\s*(?:个|项|号)?[\s.!)。！、]*$/iu;
const NUMERALS = "一二三四五六";

export function numberSaid(text: string): number | undefined {
  const said = NUMBER.exec(text.normalize("NFKC").trim())?.[1];
  if (said === undefined) return undefined;
  return NUMERALS.includes(said) ? NUMERALS.indexOf(said) + 1 : Number(said);
}

/** What stands for the same in a short answer. */
const SAME: Record<string, readonly string[]> = {
  yes: ["yes", "y", "yep", "yeah", "yup", "是", "是的", "对", "对的", "有", "有的", "可以", "可以了"],
  no: ["no", "n", "nope", "nah", "不", "不是", "没有", "没", "还没有", "还没", "不行", "不能", "否"],
  unsure: [
    "idk",
    "dont know",
    "i dont know",
    "not sure",
    "i am not sure",
    "im not sure",
    "no idea",
    "不知道",
    "不清楚",
    "不确定",
  ],
};
const MEANS = new Map(
  Object.entries(SAME).flatMap(([meaning, words]) => words.map((word) => [word, meaning] as const)),
);

const PARTS = /[,，、;；:：/()（）]|\s(?:or|and)\s|或者?/u;

/**
 * Which option of a list a customer means, from 0: by its number, its label, or a part of its label ("yes", "confirmed", "不确定") that no
 * other option shares. Undefined when the words name none, or more than one.
 */
export function optionMeant(text: string, labels: readonly string[]): number | undefined {
  const number = numberSaid(text);
  if (number !== undefined) return number <= labels.length ? number - 1 : undefined;
  const said = plain(text);
  const whole = labels.findIndex((label) => plain(label) === said);
  if (whole >= 0) return whole;
  const meaning = meaningOf(said);
  const meant = labels.flatMap((label, i) => (partsOf(label).includes(meaning) ? [i] : []));
  return meant.length === 1 ? meant[0] : undefined;
}

const meaningOf = (said: string): string => MEANS.get(said) ?? said;

const partsOf = (label: string): string[] =>
  label
    .normalize("NFKC")
    .split(PARTS)
    .map((part) => meaningOf(plain(part).replace(/^(?:or|and) /, "")))
    .filter((part) => part !== "");

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The choice that is meant by its number, its title or its id. */
export function chosenFrom(text: string, choices: Choice[]): Choice | undefined {
  const meant = optionMeant(
    text,
    choices.map(({ title }) => title),
  );
  if (meant !== undefined) return choices[meant];
  const id = text.trim().toUpperCase();
  return choices.find(({ article }) => article === id);
}
