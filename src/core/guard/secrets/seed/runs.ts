import type { Token } from "./tokens.ts";

/** Words in a row that are on a list, with at most a few misspelt ones among them. */
export interface Run {
  start: number;
  end: number;
  tokens: Token[];
  /** The place of each word in the list; undefined where it is misspelt. */
  indices: (number | undefined)[];
}

/** What may stand between two words of a phrase: spaces, punctuation, bullets and numbering, but no other words. */
const LONGEST_GAP = 20;
const MISSPELT_PER_RUN = 2;

interface Reading {
  indexOf(word: string): number | undefined;
  misspelt(word: string): boolean;
}

/** Every run of at least `shortest` words. A misspelt word counts where it stands between two words, or beside so many. */
export function runsOf(tokens: readonly Token[], { indexOf, misspelt }: Reading, shortest: number): Run[] {
  const runs: Run[] = [];
  const indices = tokens.map(({ word }) => indexOf(word));
  const near = (i: number) => (tokens[i] as Token).start - (tokens[i - 1] as Token).end <= LONGEST_GAP;
  let i = 0;
  while (i < tokens.length) {
    if (indices[i] === undefined) {
      i += 1;
      continue;
    }
    const first = i;
    let mistakes = 0;
    let end = i + 1;
    while (end < tokens.length && near(end)) {
      if (indices[end] === undefined) {
        const followed = end + 1 < tokens.length && near(end + 1) && indices[end + 1] !== undefined;
        if (!followed || mistakes >= MISSPELT_PER_RUN || !misspelt((tokens[end] as Token).word)) break;
        mistakes += 1;
      }
      end += 1;
    }
    let begin = first;
    let close = end;
    if (end - first >= shortest - 1 && mistakes === 0) {
      // The first or the last word may be the misspelt one.
      if (first > 0 && near(first) && misspelt((tokens[first - 1] as Token).word)) begin -= 1;
      else if (end < tokens.length && near(end) && misspelt((tokens[end] as Token).word)) close += 1;
    }
    if (close - begin >= shortest) {
      const part = tokens.slice(begin, close);
      const [from, to] = [part[0] as Token, part.at(-1) as Token];
      runs.push({ start: from.start, end: to.end, tokens: part, indices: indices.slice(begin, close) });
    }
    i = end;
  }
  return runs;
}
