export type Rgb = readonly [red: number, green: number, blue: number];

/** One colour at each depth: the SGR code of one of the sixteen, an index of the 256, and itself. */
export interface Colour {
  basic: number;
  indexed: number;
  rgb: Rgb;
}

/** The sixteen as xterm shows them, by their SGR codes. */
const BASIC: readonly [code: number, rgb: Rgb][] = [
  [30, [0, 0, 0]],
  [31, [205, 0, 0]],
  [32, [0, 205, 0]],
  [33, [205, 205, 0]],
  [34, [0, 0, 238]],
  [35, [205, 0, 205]],
  [36, [0, 205, 205]],
  [37, [229, 229, 229]],
  [90, [127, 127, 127]],
  [91, [255, 0, 0]],
  [92, [0, 255, 0]],
  [93, [255, 255, 0]],
  [94, [92, 92, 255]],
  [95, [255, 0, 255]],
  [96, [0, 255, 255]],
  [97, [255, 255, 255]],
];

const distance = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

const LEVELS = [0, 95, 135, 175, 215, 255];
const nearestLevel = (value: number): number =>
  LEVELS.reduce((best, level, i) => (Math.abs(level - value) < Math.abs((LEVELS[best] ?? 0) - value) ? i : best), 0);

/** The nearest of the 256 that no terminal redefines: the cube of 6 x 6 x 6, or one of the greys. */
function indexedOf(rgb: Rgb): number {
  const [r, g, b] = rgb.map(nearestLevel) as [number, number, number];
  const cube: Rgb = [LEVELS[r] ?? 0, LEVELS[g] ?? 0, LEVELS[b] ?? 0];
  const step = Math.min(23, Math.max(0, Math.round(((rgb[0] + rgb[1] + rgb[2]) / 3 - 8) / 10)));
  const grey: Rgb = [8 + step * 10, 8 + step * 10, 8 + step * 10];
  return distance(grey, rgb) < distance(cube, rgb) ? 232 + step : 16 + 36 * r + 6 * g + b;
}

const basicOf = (rgb: Rgb): number =>
  BASIC.reduce((best, it) => (distance(it[1], rgb) < distance(best[1], rgb) ? it : best), BASIC[0] ?? [37, rgb])[0];

/** A colour for terminals of every depth, out of itself alone. */
export const colourOf = (rgb: Rgb): Colour => ({ basic: basicOf(rgb), indexed: indexedOf(rgb), rgb });

/** `#1f6feb`; undefined for what is none. */
export function parseRgb(text: string): Rgb | undefined {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

const linear = (value: number): number => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** From 1 to 21, by WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
