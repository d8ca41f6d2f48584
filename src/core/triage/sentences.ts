/** Ends a sentence where a space or the line's end follows, or a Chinese mark. */
const SENTENCE = /(?<=[.!?](?:["”’)]|\*\*)?)\s+(?=\S)|(?<=[。！？；](?:[”』）])?)|\n+/u;
const CLAUSE = /[,;:，；：、—–]|\s-\s|\b(?:but|because|so that|unless|although|and then)\b|但是?|因为|所以|除非/iu;
/** What Markdown adds to the words. */
const MARKS = /^\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,2}[.)]\s+|>\s?)|\*\*|__|`|\[([^\]]*)\]\(([^)]*)\)/gmu;

/** A Markdown text as plain words, one block a line; a link becomes its label and its address. */
export const plain = (markdown: string): string =>
  markdown.replace(MARKS, (_whole, label?: string, address?: string) =>
    label === undefined ? "" : label === address ? label : `${label} (${address})`,
  );

/** The sentences of a plain text, in order. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(SENTENCE)
    .map((it) => it.trim())
    .filter((it) => it !== "");

/** The parts of a sentence that say one thing each. */
export const clausesOf = (sentence: string): string[] =>
  sentence
    .split(CLAUSE)
    .map((it) => it.trim())
    .filter((it) => it !== "");

/** A text as it is compared: one kind of space, letter and quotation mark. */
export const comparable = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[‘’`]/gu, "'")
    .replace(/[“”«»]/gu, '"')
    .replace(/[‐-–—]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
