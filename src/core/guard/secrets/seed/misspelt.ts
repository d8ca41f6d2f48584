import { ORDINARY } from "./common.ts";
import type { WordList } from "./lists.ts";

/**
 * Whether a word is one mistake away from a word of the list: a letter too many, too few, wrong, or two exchanged. Each word is
 * known by what is left when one of its letters is taken out, so that a question costs a few look-ups, whatever the list.
 */
export function misspellings(list: WordList): (word: string) => boolean {
  let built: Set<string> | undefined;
  const remains = () => {
    built ??= new Set([...list.words()].flatMap((word) => [word, ...withoutOne(word)]));
    return built;
  };
  return (word) => {
    if (word.length < 2 || word.length > 10 || ORDINARY.has(word)) return false;
    const known = remains();
    return known.has(word) || withoutOne(word).some((rest) => rest.length > 1 && known.has(rest));
  };
}

const withoutOne = (word: string): string[] =>
  Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));
