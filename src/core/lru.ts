interface Entry<Key, Value> {
  key: Key;
  value: Value;
  older: Entry<Key, Value> | undefined;
  newer: Entry<Key, Value> | undefined;
}

/**
 * A map that forgets what was used longest ago once it holds more than `limit` entries. Uses are kept in a chain: a `Map` whose entries
 * are deleted and set again at each use gets slower with every use of the same key, as V8 keeps the places of the deleted ones.
 */
export function lru<Key, Value>(limit: number) {
  const entries = new Map<Key, Entry<Key, Value>>();
  let oldest: Entry<Key, Value> | undefined;
  let newest: Entry<Key, Value> | undefined;

  function unlink({ older, newer }: Entry<Key, Value>): void {
    if (older === undefined) oldest = newer;
    else older.newer = newer;
    if (newer === undefined) newest = older;
    else newer.older = older;
  }

  function append(entry: Entry<Key, Value>): void {
    entry.older = newest;
    entry.newer = undefined;
    if (newest === undefined) oldest = entry;
    else newest.newer = entry;
    newest = entry;
  }

  function use(entry: Entry<Key, Value>): void {
    if (entry === newest) return;
    unlink(entry);
    append(entry);
  }

  function remove(key: Key): boolean {
    const entry = entries.get(key);
    if (entry === undefined) return false;
    unlink(entry);
    return entries.delete(key);
  }

  function* inOrder<Part>(part: (entry: Entry<Key, Value>) => Part): Generator<Part> {
    for (let entry = oldest; entry !== undefined; entry = entry.newer) yield part(entry);
  }

  return {
    get(key: Key): Value | undefined {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      use(entry);
      return entry.value;
    },
    set(key: Key, value: Value): void {
      const known = entries.get(key);
      if (known !== undefined) {
        known.value = value;
        use(known);
        return;
      }
      const entry: Entry<Key, Value> = { key, value, older: undefined, newer: undefined };
      entries.set(key, entry);
      append(entry);
      if (entries.size > limit && oldest !== undefined) remove(oldest.key);
    },
    /** The one that was used longest ago first. */
    keys: () => inOrder(({ key }) => key),
    values: () => inOrder(({ value }) => value),
    delete: remove,
  };
}
