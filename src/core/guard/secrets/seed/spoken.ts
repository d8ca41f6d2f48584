export const NAMES_PHRASE =
  /seed|mnemonic|recovery|phrase|passphrase|backup|back-up|restore|secret words|助记词|助記詞|助忆词|恢复词|复原词|種子|种子|密语|シード|ニーモニック|復元|リカバリー|시드|니모닉|복구|semilla|frase|palabras|mnémo|phrase|mots|mnemonic|parole|palavras|fráz|slova|obnov/i;
const BEFORE = 80;
const AFTER = 40;

/** Whether the words near a stretch of text speak of recovery phrases. */
export const spokenOf = (text: string, start: number, end: number): boolean =>
  NAMES_PHRASE.test(text.slice(Math.max(0, start - BEFORE), start)) || NAMES_PHRASE.test(text.slice(end, end + AFTER));
