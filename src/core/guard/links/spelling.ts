import { seenAs, skeleton } from "../look-alike.ts";

/** Digits that are read as letters, and letters that pass for others in small type. Applied to both sides of a comparison. */
const READ_AS: Record<string, string> = {
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "2": "z",
  "6": "b",
  i: "l",
};

/** A label as a hurried reader sees it: what looks alike becomes the same (UTS 39, then rn = m, vv = w, 0 = o, 1 = l = i, é = e). */
export function folded(label: string): string {
  const plain = /^[a-z0-9-]*$/.test(label)
    ? label.replace(/m/g, "rn").replace(/[01]/g, (it) => (it === "0" ? "o" : "l"))
    : foreign(label);
  return plain
    .replace(/vv/g, "w")
    .replace(/cl/g, "d")
    .replace(/[2-9i]/g, (it) => READ_AS[it] ?? it);
}

const foreign = (label: string): string => skeleton(seenAs(label)).toLowerCase().replace(/\p{M}/gu, "");

const differByOne = (a: string, b: string): boolean =>
  (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);

/** Whether two words are at most `limit` keystrokes apart: one left out, added, wrong, or two swapped. */
export function isNear(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  let ends = 0;
  while (ends < Math.min(a.length, b.length) - same && a.at(-1 - ends) === b.at(-1 - ends)) ends += 1;
  // What differs lies between: one keystroke changes at most two letters there.
  if (limit === 1) return differByOne(a.slice(same, a.length - ends), b.slice(same, b.length - ends));
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1];
      let cost = Math.min((last[k] ?? 0) + 1, (row[k - 1] ?? 0) + 1, (last[k - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        cost = Math.min(cost, (before[k - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return false;
    [before, last] = [last, row];
  }
  return (last[b.length] ?? limit + 1) <= limit;
}
