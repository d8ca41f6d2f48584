import { termsOf } from "./vectors.ts";

/** Fainter likeness than this is chance: the share of a question's weight that the other one has too. */
const NEAR = 0.3;
/** So many of the newest are looked through. */
const MOST = 5_000;

/**
 * An index of texts that finds those most like another, by the terms that they share, the rare ones counting most. Holds terms, never the
 * texts. The oldest of more than `most` are forgotten.
 */
export function similarIndex<Key>(most = MOST) {
  const terms = new Map<Key, readonly string[]>();
  const having = new Map<string, Set<Key>>();

  function remove(key: Key): void {
    for (const term of terms.get(key) ?? []) {
      const keys = having.get(term);
      keys?.delete(key);
      if (keys?.size === 0) having.delete(term);
    }
    terms.delete(key);
  }

  return {
    put(key: Key, text: string): void {
      remove(key);
      const own = termsOf(text);
      terms.set(key, own);
      for (const term of own) having.set(term, (having.get(term) ?? new Set()).add(key));
      const [oldest] = terms.keys();
      if (terms.size > most && oldest !== undefined) remove(oldest);
    },
    remove,
    /** The most alike first; of equals the newer one. */
    find(text: string, limit: number): Key[] {
      const scores = new Map<Key, number>();
      const rarity = (term: string): number => Math.log(1 + terms.size / (1 + (having.get(term)?.size ?? 0)));
      const asked = termsOf(text).map((term) => ({ term, weight: rarity(term) }));
      const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
      for (const { term, weight } of asked)
        for (const key of having.get(term) ?? []) scores.set(key, (scores.get(key) ?? 0) + weight);
      const found = [...scores].map(([key, shared], place) => {
        const other = (terms.get(key) ?? []).reduce((sum, term) => sum + rarity(term), 0);
        return { key, place, like: shared / Math.sqrt(Math.max(1e-9, whole * other)) };
      });
      return found
        .filter(({ like }) => like >= NEAR)
        .sort((a, b) => b.like - a.like || b.place - a.place)
        .slice(0, limit)
        .map(({ key }) => key);
    },
  };
}
