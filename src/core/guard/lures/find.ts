import { CHINESE } from "./chinese.ts";
import { ENGLISH } from "./english.ts";
import { ENGLISH_PROMISES } from "./english-promises.ts";
import { indexOf, type Wording, type WordingIndex } from "./index.ts";
import type { Lure } from "./lure.ts";
import { readable } from "./readable.ts";
import { isReport, isTold } from "./telling.ts";

export interface FoundLures {
  /** Each once, the worst first. */
  lures: Pick<Lure, "id" | "says" | "weight">[];
  disguised: boolean;
  /** The author describes a scam or asks about one. */
  report(): boolean;
}

/** Of a longer text its beginning and its end are looked at: nobody is lured from the middle of so much. */
const LONGEST = 20_000;
/** So often a lure may be told of or asked about before no more of it is looked for. */
const MATCHES = 16;
const HAN = /[\u4e00-\u9fff]/;

/** Each built when first needed: a desk without a community never judges. */
let english: WordingIndex | undefined;
let chinese: WordingIndex | undefined;

function indexesFor(text: string): WordingIndex[] {
  english ??= indexOf([...ENGLISH, ...ENGLISH_PROMISES]);
  if (!HAN.test(text)) return [english];
  chinese ??= indexOf(CHINESE);
  return [english, chinese];
}

/** What lures a text holds. */
export function findLures(given: string): FoundLures {
  const cut = given.length > LONGEST ? `${given.slice(0, LONGEST / 2)}\n${given.slice(-LONGEST / 2)}` : given;
  const { text, disguised } = readable(cut);
  const worst = new Map<string, Lure>();
  for (const lure of held(text)) {
    const known = worst.get(lure.id);
    if (known === undefined || known.weight < lure.weight) worst.set(lure.id, lure);
  }
  const lures = [...worst.values()].sort((a, b) => b.weight - a.weight);
  return { lures, disguised, report: () => isReport(text) };
}

function held(text: string): Set<Lure> {
  const found = new Set<Lure>();
  const tries = new Map<Lure, number>();
  const at = (all: readonly Wording[], place: number) => {
    const inWord = place > 0 && isWord(text.charCodeAt(place - 1));
    for (const { lure, pattern, atWord } of all) {
      if (atWord && inWord) continue;
      pattern.lastIndex = place;
      const words = pattern.exec(text)?.[0];
      if (words === undefined || found.has(lure)) continue;
      const tried = tries.get(lure) ?? 0;
      if (tried >= MATCHES) continue;
      if (lure.evenAsked || !isTold(text, place, place + words.length)) found.add(lure);
      else tries.set(lure, tried + 1);
    }
  };
  for (const index of indexesFor(text)) index.visit(text, at);
  return found;
}

/** As patterns understand the edge of a word. The text is in lower case. */
const isWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;
