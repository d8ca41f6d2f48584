const BEFORE = 60;
const AFTER = 40;

/**
 * Which of several meanings the words near a stretch of text give it: the one named last before it, else the one named first after it.
 * Undefined when none is.
 */
export function meaningOf<Name extends string>(
  text: string,
  start: number,
  end: number,
  meanings: readonly (readonly [Name, RegExp])[],
): Name | undefined {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  let meant: Name | undefined;
  let nearest = -1;
  for (const [name, pattern] of meanings) {
    for (const match of before.matchAll(pattern)) {
      const at = match.index + match[0].length;
      if (at > nearest) [meant, nearest] = [name, at];
    }
  }
  if (meant !== undefined) return meant;
  const after = text.slice(end, end + AFTER);
  nearest = Number.POSITIVE_INFINITY;
  for (const [name, pattern] of meanings) {
    const at = after.matchAll(pattern).next().value?.index;
    if (at !== undefined && at < nearest) [meant, nearest] = [name, at];
  }
  return meant;
}
