import type { Finding } from "../../finding.ts";
import { COMMON, ORDINARY } from "./common.ts";
import { LATIN, type WordList } from "./lists.ts";
import { looksRandom } from "./random.ts";
import { runsOf } from "./runs.ts";
import type { Token } from "./tokens.ts";

const WHOLE = 12;
/** The first four letters tell every word of a list from the others, so people write down no more. */
const PREFIX = 4;

const READINGS = LATIN.map((list) => ({ list, indexOf: startsOf(list), misspelt: () => false }));

function startsOf(list: WordList): (word: string) => number | undefined {
  let built: Map<string, number> | undefined;
  return (word) => {
    built ??= new Map([...list.words()].map((it, i) => [it.slice(0, PREFIX), i]));
    return word.length > PREFIX ? undefined : built.get(word);
  };
}

/** Phrases of which only the first four letters of each word are written, as on a steel plate. */
export function abbreviatedIn(tokens: readonly Token[]): Finding[] {
  return READINGS.flatMap(({ list, ...reading }) =>
    runsOf(tokens, reading, WHOLE)
      .filter(({ tokens: cut }) => isCut(cut, list) && looksRandom(cut, cut.map(isOrdinary)))
      .map(({ start, end }): Finding => ({ start, end, kind: "seed" })),
  );
}

const isOrdinary = ({ word }: Token): boolean => COMMON.has(word) || ORDINARY.has(word);

/** At least a quarter of the words are cut. */
const isCut = (tokens: readonly Token[], list: WordList): boolean =>
  tokens.filter(({ word }) => list.indexOf(word) === undefined).length >= tokens.length / 4;
