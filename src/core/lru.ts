/** A map that forgets what was used longest ago once it holds more than `limit` entries. */
export function lru<Key, Value>(limit: number) {
  const entries = new Map<Key, Value>();
  return {
    get(key: Key): Value | undefined {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key: Key, value: Value): void {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > limit) entries.delete(entries.keys().next().value as Key);
    },
    keys: () => entries.keys(),
    values: () => entries.values(),
    delete: (key: Key): boolean => entries.delete(key),
  };
}
