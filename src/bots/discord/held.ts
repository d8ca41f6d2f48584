/** Something heard that waits its turn. */
export interface Held {
  /** The id of the message that it is about; Discord's ids grow with time. */
  id: string;
  /** An edit or a deletion: reading the place again does not bring it. */
  change: boolean;
  run(): void;
}

/** What is heard in places that are still being read, at most so much in one place and in all of them. */
export function openHeld({ inOne, inAll }: { inOne: number; inAll: number }) {
  const places = new Map<string, Held[]>();
  let count = 0;

  function take(place: string): Held[] {
    const held = places.get(place) ?? [];
    places.delete(place);
    count -= held.length;
    // The sort keeps the order of what has one id: a message before its edit.
    return held.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0));
  }

  return {
    /** Where there is no room, all that waited in the place is let go: the id from which on the place has to be read instead. */
    add(place: string, it: Held): string | undefined {
      const held = places.get(place) ?? [];
      if (held.length >= inOne || count >= inAll) return [...take(place), it].find(({ change }) => !change)?.id;
      places.set(place, held);
      held.push(it);
      count += 1;
      return undefined;
    },
    /** What waited in a place, in the order of ids; it waits no longer. */
    take,
    places: (): string[] => [...places.keys()],
    count: (): number => count,
  };
}
