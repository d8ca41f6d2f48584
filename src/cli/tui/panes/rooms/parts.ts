import type { Shares } from "../../../../core/insight/traffic.ts";
import { type Line, span } from "../../text/line.ts";
import { fitText, take, width } from "../../text/width.ts";
import { wrap } from "../../text/wrap.ts";
import type { RoomRow } from "./rows.ts";

export const blank: RoomRow = { line: [] };
export const heading = (text: string, more = ""): RoomRow => ({
  line: [span(text, "accent", { bold: true }), span(more === "" ? "" : `  ${more}`, "dim")],
});
export const dimRow = (text: string): RoomRow => ({ line: [span(text, "dim")] });

/** A text in as many rows as it takes, so many columns in. */
export const prose = (text: string, columns: number, indent = 2, dim = false): RoomRow[] =>
  text
    .split("\n")
    .flatMap((part) => wrap(part, Math.max(8, columns - indent)))
    .map((row) => ({ line: [span(" ".repeat(indent)), span(row, dim ? "dim" : undefined)] }));

const BARS = "▁▂▃▄▅▆▇█";

/** One character a value, as high as it is beside the greatest; nothing at all is a space. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values, 0);
  if (most === 0) return " ".repeat(values.length);
  return values
    .map((it) => (it === 0 ? " " : (BARS[Math.min(7, Math.max(0, Math.ceil((it / most) * 8) - 1))] ?? "")))
    .join("");
}

/** A bar of whole and half blocks; at least a half for what is there at all. */
export function bar(value: number, most: number, columns: number): string {
  if (value === 0 || most === 0) return "";
  const halves = Math.max(1, Math.round((value / most) * columns * 2));
  return "█".repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? "▌" : "");
}

/** A row for each share, with its bar and its number. */
export function shareRows(shares: Shares, columns: number, rows: number): RoomRow[] {
  const most = Math.max(...shares.map(({ count }) => count), 0);
  const whole = shares.reduce((sum, { count }) => sum + count, 0);
  const names = Math.min(14, Math.max(4, ...shares.map(({ of }) => width(of))));
  return shares.slice(0, rows).map(({ of, count }) => {
    const number = `${count}  ${Math.round((count / Math.max(1, whole)) * 100)} %`;
    const long = Math.max(4, columns - names - 16);
    return {
      line: [
        span(`  ${fitText(take(of, names).text, names)} `),
        span(fitText(bar(count, most, long), long), "p2"),
        span(` ${number}`),
      ],
    };
  });
}

/** Two columns of rows side by side, where there is room; one below the other where there is not. */
export function beside(
  left: RoomRow[],
  right: RoomRow[],
  columns: number,
  cut: (line: Line, to: number) => Line,
): RoomRow[] {
  if (columns < 84) return [...left, blank, ...right];
  const half = Math.floor(columns / 2) - 1;
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({
    line: [...cut(left[i]?.line ?? [], half), span("  "), ...(right[i]?.line ?? [])],
  }));
}
