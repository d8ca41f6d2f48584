/** What one pass over a text tells: enough to know which detectors need not look at it. */
export interface Shape {
  length: number;
  digits: number;
  /** Words of letters outside the ideographic scripts. */
  words: number;
  ideographs: number;
  /** Japanese kana and Korean syllables. */
  syllables: number;
  /** The longest stretch of ASCII letters and digits. */
  longestRun: number;
  /** The longest stretch of letters alone. */
  longestWord: number;
  at: boolean;
  /** A colon, an equals sign or their full-width forms. */
  assigns: boolean;
  dashes: number;
}

/** Reads the shape of a text. */
export function shapeOf(text: string): Shape {
  const shape: Shape = {
    length: text.length,
    digits: 0,
    words: 0,
    ideographs: 0,
    syllables: 0,
    longestRun: 0,
    longestWord: 0,
    at: false,
    assigns: false,
    dashes: 0,
  };
  let run = 0;
  let word = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLatin(code)) {
      if (word === 0) shape.words += 1;
      word += 1;
      run += 1;
      if (word > shape.longestWord) shape.longestWord = word;
    } else {
      word = 0;
      if (code >= 48 && code <= 57) {
        shape.digits += 1;
        run += 1;
      } else {
        run = 0;
        if (code === 64) shape.at = true;
        else if (code === 58 || code === 61) shape.assigns = true;
        else if (code === 45) shape.dashes += 1;
        else if (code >= 0x3040) {
          if (isHan(code)) shape.ideographs += 1;
          else if (isSyllable(code)) shape.syllables += 1;
        }
      }
    }
    if (run > shape.longestRun) shape.longestRun = run;
  }
  return shape;
}

/** a letter of ASCII, Latin-1 or beyond, or a combining mark: what words of European languages are made of */
export const isLatin = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7);

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);

export const isSyllable = (code: number): boolean =>
  (code >= 0x3041 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x3131 && code <= 0x318e);
