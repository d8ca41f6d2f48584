/** Control characters but tab and line feed, and the bidirectional overrides that make text read as what it is not. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A customer's text made harmless to store and show, and otherwise unchanged: well-formed Unicode (lone surrogates become U+FFFD),
 * line ends as "\n", no control or bidirectional override characters.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, "\n").replace(UNSAFE, "");
}

/** The first line that has something in it, cut at `max` code units between characters, with an ellipsis where it was cut. */
export function excerpt(text: string, max: number): string {
  const line = text.trimStart().split("\n", 1)[0]?.trimEnd() ?? "";
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Whether there is a letter or a digit in it, in any script. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
