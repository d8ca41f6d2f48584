import type { Line, Role, Span } from "./line.ts";

/** Colours a terminal can show: none, 16, 256, or 24 bits each. */
export type Depth = 0 | 4 | 8 | 24;

/** The Okabe–Ito palette, which people with any colour vision can tell apart; the same role at each depth. */
const COLOURS: Record<Role, { basic: number; indexed: number; rgb: readonly [number, number, number] }> = {
  p0: { basic: 91, indexed: 202, rgb: [230, 97, 20] },
  p1: { basic: 33, indexed: 214, rgb: [230, 159, 0] },
  p2: { basic: 36, indexed: 74, rgb: [86, 180, 233] },
  p3: { basic: 37, indexed: 247, rgb: [160, 160, 160] },
  ok: { basic: 96, indexed: 79, rgb: [64, 190, 160] },
  warn: { basic: 93, indexed: 221, rgb: [240, 228, 66] },
  bad: { basic: 91, indexed: 202, rgb: [230, 97, 20] },
  accent: { basic: 94, indexed: 75, rgb: [86, 180, 233] },
  dim: { basic: 90, indexed: 244, rgb: [135, 135, 135] },
};

type Environment = Record<string, string | undefined>;

/** From NO_COLOR, TERM and COLORTERM, by https://no-color.org and what terminals set. */
export function depthOf(env: Environment): Depth {
  if ((env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") return 0;
  if (env.COLORTERM === "truecolor" || env.COLORTERM === "24bit") return 24;
  if (env.TERM?.includes("256color")) return 8;
  return 4;
}

function colour(role: Role, depth: Depth): string {
  const { basic, indexed, rgb } = COLOURS[role];
  if (depth === 24) return `38;2;${rgb.join(";")}`;
  return depth === 8 ? `38;5;${indexed}` : String(basic);
}

function paintSpan({ text, role, bold, inverse }: Span, depth: Depth): string {
  const on: string[] = [];
  const off: string[] = [];
  if (bold) on.push("1") && off.push("22");
  if (inverse) on.push("7") && off.push("27");
  if (role !== undefined && depth > 0) on.push(colour(role, depth)) && off.push("39");
  return on.length === 0 || text === "" ? text : `\x1b[${on.join(";")}m${text}\x1b[${off.join(";")}m`;
}

const alike = (a: Span, b: Span): boolean =>
  a.role === b.role && (a.bold ?? false) === (b.bold ?? false) && (a.inverse ?? false) === (b.inverse ?? false);

/** Neighbours of one look made one: fewer sequences for the terminal, and for Ink, which reads them all again. */
function joined(line: Line): Span[] {
  const found: Span[] = [];
  for (const part of line) {
    const last = found.at(-1);
    if (last !== undefined && alike(last, part)) found[found.length - 1] = { ...last, text: last.text + part.text };
    else found.push(part);
  }
  return found;
}

/** A row as text with its colours (SGR sequences). */
export const paint = (line: Line, depth: Depth): string =>
  joined(line)
    .map((part) => paintSpan(part, depth))
    .join("");
