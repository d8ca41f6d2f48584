/**
 * With what the matches of a pattern can begin: up to three characters each, fewer where what follows may be anything. An empty one says
 * that a match may begin with anything at all. Understands what the tables of lures are written in: literals, classes, groups,
 * alternatives, quantifiers and assertions.
 */
export function startsOf(source: string): Set<string> {
  const reader = { source, at: 0 };
  const { open, closed } = extended(new Set([""]), alternatives(reader));
  return new Set([...open, ...closed]);
}

/** The alternatives of a pattern, outside of its groups and classes. */
export function splitAlternatives(source: string): string[] {
  const parts = [""];
  let depth = 0;
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string;
    if (char === "\\") {
      parts[parts.length - 1] += char + (source[++i] ?? "");
      continue;
    }
    if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "(" && !inClass) depth += 1;
    else if (char === ")" && !inClass) depth -= 1;
    if (char === "|" && depth === 0 && !inClass) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}

const LONGEST = 3;

/** One step of a pattern: one of some characters, anything, nothing, or one of several sequences; and whether it may be left out. */
type Step = { chars: string[] | "any" | "none" | Step[][]; optional: boolean; again: boolean };

interface Reader {
  source: string;
  at: number;
}

function alternatives(reader: Reader): Step[][] {
  const all: Step[][] = [[]];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    if (reader.source[reader.at] === "|") {
      reader.at += 1;
      all.push([]);
    } else all.at(-1)?.push(step(reader));
  }
  return all;
}

function step(reader: Reader): Step {
  const chars = atom(reader);
  const quantifier = /^(?:\?|\*|\+|\{(\d+)(?:,(\d*))?\})\??/.exec(reader.source.slice(reader.at));
  reader.at += quantifier?.[0].length ?? 0;
  const sign = quantifier?.[0][0];
  const optional = sign === "?" || sign === "*" || quantifier?.[1] === "0";
  const again = quantifier !== null && sign !== "?" && quantifier[0] !== "{0,1}";
  return { chars, optional, again };
}

const DIGITS = [..."0123456789"];

function atom(reader: Reader): Step["chars"] {
  const { source } = reader;
  const char = source[reader.at++] as string;
  if (char === "(") {
    const kind = /^\?(?::|<?[=!])/.exec(source.slice(reader.at))?.[0] ?? "";
    reader.at += kind.length;
    const inside = alternatives(reader);
    reader.at += 1;
    return kind === "" || kind === "?:" ? inside : "none";
  }
  if (char === "[") return classOf(reader);
  if (char === ".") return "any";
  if (char !== "\\") return [char];
  const escaped = source[reader.at++] as string;
  if (escaped === "b") return "none";
  if (escaped === "d") return DIGITS;
  return /[wWsSDB]/.test(escaped) ? "any" : [escaped === "n" ? "\n" : escaped];
}

function classOf(reader: Reader): Step["chars"] {
  const end = reader.source.indexOf("]", reader.at);
  const inside = reader.source.slice(reader.at, end);
  reader.at = end + 1;
  return /^\^|\\|.-./.test(inside) ? "any" : [...inside];
}

interface Starts {
  /** Those that go on with whatever comes next. */
  open: Set<string>;
  /** Those that are long enough, or go on with anything. */
  closed: Set<string>;
}

function extended(from: Set<string>, all: Step[][]): Starts {
  const starts: Starts = { open: new Set(), closed: new Set() };
  for (const sequence of all) {
    let open = from;
    for (const { chars, optional, again } of sequence) {
      const next = chars === "none" ? { open, closed: new Set<string>() } : taken(open, chars);
      // What may come again may be followed by itself: what it leaves open ends here.
      const goesOn = again && chars !== "none" ? new Set<string>() : next.open;
      for (const it of next.closed) starts.closed.add(it);
      if (goesOn !== next.open) for (const it of next.open) starts.closed.add(it);
      open = optional ? new Set([...open, ...goesOn]) : goesOn;
      if (open.size === 0) break;
    }
    for (const it of open) starts.open.add(it);
  }
  return starts;
}

function taken(open: Set<string>, chars: string[] | "any" | Step[][]): Starts {
  if (chars === "any") return { open: new Set(), closed: open };
  if (typeof chars[0] !== "string") return extended(open, chars as Step[][]);
  const starts: Starts = { open: new Set(), closed: new Set() };
  for (const before of open) {
    for (const char of chars as string[]) {
      const text = before + char;
      (text.length >= LONGEST ? starts.closed : starts.open).add(text);
    }
  }
  return starts;
}
