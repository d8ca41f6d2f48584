/** A text as the detectors read it, and where its characters stand in the original. */
export interface Reading {
  text: string;
  /** The place in the original of each code unit, and one more for the end; undefined when both texts are the same. */
  places: readonly number[] | undefined;
}

/** Put between letters to hide a word, and seen by nobody: zero-width and soft characters, joiners, variation selectors. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\u034f|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180d]|\u180f|[\ufe00-\ufe0f]/;

/** Marks and vowels that belong to the character before them in decomposed text. */
const JOINS = /[\u0300-\u036f\u1161-\u11c2\u3099\u309a]/;

/** Letters that look like Latin ones, from Unicode's confusables: Cyrillic, Greek, Armenian, and dotless or script forms. */
const LOOKS_LIKE: [latin: string, others: string][] = [
  ["a", "аαɑ"],
  ["b", "вЬ"],
  ["c", "сϲ"],
  ["d", "ԁ"],
  ["e", "еεєё"],
  ["g", "ɡց"],
  ["h", "һнհ"],
  ["i", "іιıї"],
  ["j", "јϳ"],
  ["k", "кκ"],
  ["l", "ӏ"],
  ["m", "м"],
  ["n", "пոη"],
  ["o", "оοօσ"],
  ["p", "рρ"],
  ["q", "ԛ"],
  ["r", "гᴦ"],
  ["s", "ѕꜱ"],
  ["t", "тτ"],
  ["u", "սυ"],
  ["v", "νѵ"],
  ["w", "ԝѡω"],
  ["x", "хχ"],
  ["y", "уүγ"],
  ["z", "ᴢ"],
  ["A", "АΑ"],
  ["B", "ВΒ"],
  ["C", "СϹ"],
  ["E", "ЕΕ"],
  ["H", "НΗ"],
  ["I", "ІΙӀ"],
  ["J", "Ј"],
  ["K", "КΚ"],
  ["M", "МΜ"],
  ["N", "Ν"],
  ["O", "ОΟՕ"],
  ["P", "РΡ"],
  ["S", "ЅՏ"],
  ["T", "ТΤ"],
  ["X", "ХΧ"],
  ["Y", "УΥҮ"],
  ["Z", "Ζ"],
];
const FOLDED = new Map(LOOKS_LIKE.flatMap(([latin, others]) => [...others].map((it): [string, string] => [it, latin])));

const PLAIN =
  /^[\u0000-\u00ac\u2010-\u2027\u2030-\u205e\u3001-\u3098\u309b-\u312f\u3400-\u9fff\uac00-\ud7a3\uff01\uff0c\uff1f]*$/;

/**
 * Undoes what hides a secret from a machine and not from a person: invisible characters are left out, full-width and mathematical
 * letters and Latin look-alikes become plain letters, decomposed characters are composed.
 */
export function readingOf(original: string): Reading {
  if (PLAIN.test(original)) return { text: original, places: undefined };
  const letters: string[] = [];
  const places: number[] = [];
  const known = new Map<string, string>();
  const memo = (key: string, make: () => string): string => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  let at = 0;
  for (const character of original) {
    const plain = memo(character, () => lettersOf(character));
    const last = JOINS.test(plain) ? letters.at(-1) : undefined;
    const joined = last === undefined ? "" : memo(last + plain, () => (last + plain).normalize("NFC"));
    if (joined.length === 1) letters[letters.length - 1] = joined;
    else
      for (const unit of plain.split("")) {
        letters.push(unit);
        places.push(at);
      }
    at += character.length;
  }
  places.push(original.length);
  return { text: letters.join(""), places };
}

/** Where a stretch of the reading stands in the original. */
export function originalPlace({ places }: Reading, start: number, end: number): { start: number; end: number } {
  if (places === undefined || start >= end) return { start, end };
  const from = places[start] ?? 0;
  return { start: from, end: Math.max(places[end] ?? 0, from + 1) };
}

const LONGEST_FORM = 4;

function lettersOf(character: string): string {
  if (character < "\u00ad") return character;
  const folded = FOLDED.get(character);
  if (folded !== undefined) return folded;
  if (INVISIBLE.test(character)) return "";
  const plain = character.normalize("NFKC");
  return plain.length <= LONGEST_FORM ? plain : character;
}
