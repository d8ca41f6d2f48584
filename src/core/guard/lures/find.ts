import { CHINESE } from "./chinese.ts";
import { ENGLISH } from "./english.ts";
import { ENGLISH_PROMISES } from "./english-promises.ts";
import type { Lure } from "./lure.ts";
import { type Readable, readable } from "./readable.ts";
import { isReport, isTold } from "./telling.ts";

export interface FoundLures {
  /** Each once, the worst first. */
  lures: Pick<Lure, "id" | "says" | "weight">[];
  disguised: boolean;
  /** The author describes a scam or asks about one. */
  report(): boolean;
}

const HAN = /[\u4e00-\u9fff]/;
const LATIN = /[a-z]{2}/;
/** Platforms take no message longer than 40,000 characters. Of a longer text its beginning and its end are looked at. */
const LONGEST = 40_000;
const MATCHES = 8;

/** What lures a text holds. */
export function findLures(text: string): FoundLures {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}` : text;
  const read = readable(cut);
  const tables = [
    ...(LATIN.test(read.text) ? [...ENGLISH, ...ENGLISH_PROMISES] : []),
    ...(HAN.test(read.text) ? CHINESE : []),
  ];
  const worst = new Map<string, Lure>();
  for (const lure of tables) {
    const known = worst.get(lure.id);
    if ((known === undefined || known.weight < lure.weight) && holds(read, lure)) worst.set(lure.id, lure);
  }
  const lures = [...worst.values()].sort((a, b) => b.weight - a.weight);
  return { lures, disguised: read.disguised, report: () => isReport(read.text) };
}

function holds({ text }: Readable, { needs, patterns, evenAsked }: Lure): boolean {
  if (needs?.test(text) === false) return false;
  for (const pattern of patterns) {
    let tries = 0;
    for (const { index, 0: words } of text.matchAll(pattern)) {
      if (evenAsked || !isTold(text, index, index + words.length)) return true;
      tries += 1;
      if (tries === MATCHES) break;
    }
  }
  return false;
}
