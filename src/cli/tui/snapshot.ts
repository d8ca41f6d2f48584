import { graphemes, width } from "./text/width.ts";

interface Look {
  colour: string | null;
  background: string | null;
  bold: boolean;
  inverse: boolean;
}

const PLAIN: Look = { colour: null, background: null, bold: false, inverse: false };
const PAPER = "#15181d";
const INK = "#d8dce3";
const CELL = { width: 8.4, height: 18, size: 14, padding: 14, bar: 26 };

/** The sixteen colours as a dark terminal shows them. */
const BASIC =
  "15181d e0605a 7fb77e d9a441 5a9fd4 b48ead 56b6c2 c8ccd4 6b7280 e66114 9ccc9c f0e442 56b4e9 cc79a7 40bea0 ffffff"
    .split(" ")
    .map((hex) => `#${hex}`);

/** One of the 256 colours: the sixteen, a cube of 6 x 6 x 6, then greys; see xterm's 256colres.h. */
function indexed(index: number): string {
  if (index < 16) return BASIC[index] ?? INK;
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const grey = 8 + (index - 232) * 10;
  const rest = index - 16;
  const parts =
    index >= 232
      ? [grey, grey, grey]
      : [level(Math.floor(rest / 36)), level(Math.floor(rest / 6) % 6), level(rest % 6)];
  return hex(parts);
}

const hex = (parts: number[]): string => `#${parts.map((it) => it.toString(16).padStart(2, "0")).join("")}`;

/** 38;5;n or 38;2;r;g;b, after the 38 (or 48). */
function extended(codes: number[]): string | null {
  const mode = codes.shift();
  if (mode === 5) return indexed(codes.shift() ?? 0);
  return mode === 2 ? hex([codes.shift() ?? 0, codes.shift() ?? 0, codes.shift() ?? 0]) : null;
}

function styled(before: Look, sequence: string): Look {
  const codes = sequence.split(";").map(Number);
  let look = before;
  for (let code = codes.shift(); code !== undefined; code = codes.shift()) {
    if (code === 0) look = PLAIN;
    else if (code === 1 || code === 22) look = { ...look, bold: code === 1 };
    else if (code === 7 || code === 27) look = { ...look, inverse: code === 7 };
    else if (code === 38) look = { ...look, colour: extended(codes) };
    else if (code === 48) look = { ...look, background: extended(codes) };
    else if (code === 39) look = { ...look, colour: null };
    else if (code === 49) look = { ...look, background: null };
    else if (code >= 30 && code <= 37) look = { ...look, colour: indexed(code - 30) };
    else if (code >= 90 && code <= 97) look = { ...look, colour: indexed(code - 82) };
    else if (code >= 40 && code <= 47) look = { ...look, background: indexed(code - 40) };
    else if (code >= 100 && code <= 107) look = { ...look, background: indexed(code - 92) };
  }
  return look;
}

interface Run {
  x: number;
  columns: number;
  text: string;
  look: Look;
}

/** Pieces of one look; each wide character is its own, so that it stands in its columns whatever the font. */
function runs(line: string): Run[] {
  const found: Run[] = [];
  let look = PLAIN;
  let x = 0;
  for (const part of line.split(/(\x1b\[[0-9;]*m)/)) {
    const sequence = /^\x1b\[([0-9;]*)m$/.exec(part)?.[1];
    if (sequence !== undefined) {
      look = styled(look, sequence);
      continue;
    }
    for (const text of graphemes(part)) {
      const columns = width(text);
      const last = found.at(-1);
      if (
        columns === 1 &&
        last?.look === look &&
        last.columns === width(last.text) &&
        !/[^\x20-\x7e]/.test(last.text + text)
      ) {
        found[found.length - 1] = { ...last, columns: last.columns + 1, text: last.text + text };
      } else found.push({ x, columns, text, look });
      x += columns;
    }
  }
  return found;
}

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);
const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Words of a run with one space between them at most: how an image shows more of them is up to whoever shows it. */
const WORDS = /\S+(?: \S+)*/g;

function draw({ x, columns, text, look }: Run, row: number): string {
  const [front, back] = look.inverse
    ? [look.background ?? PAPER, look.colour ?? INK]
    : [look.colour ?? INK, look.background];
  const top = CELL.padding + CELL.bar + row * CELL.height;
  const left = (column: number): string => round(CELL.padding + column * CELL.width);
  const wide = (count: number): string => round(count * CELL.width);
  const box =
    back === null
      ? ""
      : `<rect x="${left(x)}" y="${top}" width="${wide(columns)}" height="${CELL.height}" fill="${back}"/>`;
  const weight = look.bold ? ' font-weight="700"' : "";
  const words = [...text.matchAll(WORDS)].map(({ 0: words, index }) => {
    const place = `x="${left(x + index)}" y="${top + CELL.size}" textLength="${wide(width(words))}" lengthAdjust="spacingAndGlyphs"`;
    return `<text ${place} fill="${front}"${weight}>${escapeXml(words)}</text>`;
  });
  return box + words.join("");
}

/** A captured frame (rows of text with SGR sequences: 16, 256 and 24-bit colours, bold, inverse) as an SVG image of a terminal. */
export function frameToSvg(lines: readonly string[], columns: number, rows: number): string {
  const wide = Math.ceil(columns * CELL.width + 2 * CELL.padding);
  const high = rows * CELL.height + 2 * CELL.padding + CELL.bar;
  const body = lines.slice(0, rows).map((line, row) =>
    runs(line)
      .map((run) => draw(run, row))
      .join(""),
  );
  const dots = ["#e0605a", "#d9a441", "#7fb77e"].map(
    (fill, i) => `<circle cx="${20 + i * 18}" cy="18" r="5.5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">`,
    `<rect width="${wide}" height="${high}" rx="9" fill="${PAPER}"/>${dots.join("")}`,
    `<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="${CELL.size}" xml:space="preserve">`,
    ...body,
    "</g></svg>",
    "",
  ].join("\n");
}
