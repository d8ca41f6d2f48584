/** What a library is given to find: a question, or a whole article. Words are lower-case and stand between single spaces. */
export interface Text {
  title: string;
  text: string;
}

/** Place of a text in the list that was indexed, and its score: greater is better. */
export interface Found {
  place: number;
  score: number;
}

export interface Index {
  /** The best first. */
  search(query: string, limit: number): Found[] | Promise<Found[]>;
  /** Bytes that lie outside the heap and its buffers. */
  bytes?(): number;
}

export interface Peer {
  name: string;
  /** `typos` asks for the tolerance of typing mistakes that the library's documentation recommends. */
  build(texts: readonly Text[], options: { typos: boolean }): Index | Promise<Index>;
}

/** How much a word of the title counts. */
export const TITLE = 2;

/** Lucene's list of English stop words, for the libraries that take one. */
export const STOP_WORDS =
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  );

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The words of a text as `Text` wants them; Chinese is cut by Intl.Segmenter, because the libraries cut at spaces. */
export function spaced(text: string): string {
  const found = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu) ?? [];
  return found.flatMap((it) => (/\p{sc=Han}/u.test(it) ? cut(it) : [it.replace("’", "'")])).join(" ");
}

const cut = (run: string): string[] => Array.from(segmenter.segment(run), (it) => it.segment);
