import { ascii } from "./ascii.ts";
import type { Colour } from "./colours.ts";
import type { Line, Role, Span } from "./line.ts";

/** Colours a terminal can show: none, 16, 256, or 24 bits each. */
export type Depth = 0 | 4 | 8 | 24;

/** The colour of each role; null for none, where glyph and word alone say it. */
export type Theme = Record<Role, Colour | null>;

/** How rows are drawn on this terminal. */
export interface Look {
  depth: Depth;
  theme: Theme;
  /** No sign outside ASCII but what people write. */
  ascii: boolean;
  /** Whether links can be followed (OSC 8). */
  links: boolean;
}

type Environment = Record<string, string | undefined>;

/** From NO_COLOR, TERM and COLORTERM, by https://no-color.org and what terminals set. */
export function depthOf(env: Environment): Depth {
  if ((env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") return 0;
  if (env.COLORTERM === "truecolor" || env.COLORTERM === "24bit") return 24;
  if (env.TERM?.includes("256color")) return 8;
  return 4;
}

/** Whether the locale says that the terminal shows no more than ASCII; one that says nothing is trusted. */
export function isAscii(env: Environment): boolean {
  if (env.TERM === "linux" || env.TERM === "dumb") return true;
  const said = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((it) => it !== undefined && it !== "");
  return said !== undefined && !/utf-?8/i.test(said);
}

function colour({ basic, indexed, rgb }: Colour, depth: Depth): string {
  if (depth === 24) return `38;2;${rgb.join(";")}`;
  return depth === 8 ? `38;5;${indexed}` : String(basic);
}

function paintSpan(
  { text: raw, role, bold, inverse, link }: Span,
  { depth, theme, ascii: plain, links }: Look,
): string {
  const text = plain ? ascii(raw) : raw;
  const on: string[] = [];
  const off: string[] = [];
  if (bold) on.push("1") && off.push("22");
  if (inverse) on.push("7") && off.push("27");
  const tint = role === undefined ? null : theme[role];
  if (tint !== null && depth > 0) on.push(colour(tint, depth)) && off.push("39");
  const dressed = on.length === 0 || text === "" ? text : `\x1b[${on.join(";")}m${text}\x1b[${off.join(";")}m`;
  return link === undefined || !links || text === "" ? dressed : `\x1b]8;;${link}\x1b\\${dressed}\x1b]8;;\x1b\\`;
}

const alike = (a: Span, b: Span): boolean =>
  a.role === b.role &&
  (a.bold ?? false) === (b.bold ?? false) &&
  (a.inverse ?? false) === (b.inverse ?? false) &&
  a.link === b.link;

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
export const paint = (line: Line, look: Look): string =>
  joined(line)
    .map((part) => paintSpan(part, look))
    .join("");
