/** Keeps the last tens of thousands of answers of a pure function of a word: the same words come all the time. */
export function remembered<T>(answer: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = answer(word);
    if (known.size >= 50_000) known.clear();
    known.set(word, found);
    return found;
  };
}
