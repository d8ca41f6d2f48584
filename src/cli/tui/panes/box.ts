import { type Block, fitLine, type Line, lineWidth, span, spread } from "../text/line.ts";

/** Rows in a frame, with a title above and the keys below. */
export function box(title: string, rows: Line[], keys: string, columns: number): Block {
  const inner = columns - 4;
  const edge = (left: string, text: string, right: string): Line => {
    const label = fitLine(
      [span(text === "" ? "" : ` ${text} `, undefined, { bold: true })],
      Math.min(inner, text === "" ? 0 : lineWidth([span(` ${text} `)])),
    );
    return [span(`${left}─`, "dim"), ...label, span(`${"─".repeat(inner - lineWidth(label))}─${right}`, "dim")];
  };
  const side = (line: Line): Line => [span("│ ", "dim"), ...spread(line, [], inner), span(" │", "dim")];
  return { lines: [edge("┌", title, "┐"), ...rows.map(side), side([span(keys, "dim")]), edge("└", "", "┘")] };
}
