import type { WireArticle } from "../../../../server/api.ts";
import type { Rect } from "../../state/layout.ts";
import { wordsOf } from "../../state/select.ts";
import type { State } from "../../state/state.ts";
import { cell, clean } from "../../text/clean.ts";
import { look } from "../../text/field.ts";
import { type Block, fitBlock, type Line, span, spread } from "../../text/line.ts";
import { markup } from "../../text/markup.ts";
import { fitText, width } from "../../text/width.ts";
import { rule } from "../marks.ts";

const BESIDE = 100;
const HITS = 8;

function hitLines(state: State, columns: number, height: number): Line[] {
  const words = wordsOf(state).room;
  const { found, at } = state.rooms.knowledge;
  if (found === null) return [[span(words.searchHint, "dim")]];
  if (found.hits.length === 0) return [[span(words.noHits, "dim")]];
  const top = Math.max(0, at - height + 1);
  return found.hits.slice(top, top + height).map(({ article, language, title, score }, i) => {
    const here = top + i === at;
    const look = { bold: here, inverse: here };
    const right = [span(` ${cell(language)} ${score.toFixed(2)} `, "dim", look)];
    return spread([span(`${here ? ">" : " "}${fitText(article, 7)} ${cell(title)}`, undefined, look)], right, columns);
  });
}

/** An article as a responder reads it: what it is, then its text. */
export function articleLines(state: State, article: WireArticle | null | undefined, columns: number): Line[] {
  const words = wordsOf(state).room;
  if (article === undefined) return [];
  if (article === null) return [[span(words.noArticle, "bad")]];
  const { id, title, language, exact, audience, owner, reviewed, body } = article;
  const more = [
    words.reviewed(reviewed, cell(owner)),
    exact ? "" : words.elsewhere(language),
    audience === "staff" ? `! ${words.staffOnly}` : "",
  ].filter((it) => it !== "");
  return [
    [span(`${id} ${cell(title)}`, "accent", { bold: true })],
    [span(more.join(" · "), audience === "staff" ? "warn" : "dim")],
    [],
    ...markup(clean(body), Math.max(12, columns)),
  ];
}

/** Rows and columns that the article has on the screen. */
export function articleRect({ columns, rows }: Rect): { columns: number; rows: number } {
  if (columns >= BESIDE) return { columns: columns - Math.floor(columns * 0.42) - 3, rows: rows - 2 };
  return { columns: columns - 2, rows: Math.max(3, rows - 3 - Math.min(HITS, Math.floor(rows / 3))) };
}

/** What is searched, what was found, and the chosen article to read. */
export function knowledgePane(state: State, rect: Rect): Block {
  const words = wordsOf(state).room;
  const { field, found, article, scroll } = state.rooms.knowledge;
  const { lines, caret } = look(field, Math.max(8, rect.columns - 30), 1);
  const count = found === null || found.hits.length === 0 ? "" : words.hits(found.hits.length);
  const title = ` ${words.knowledge}  / `;
  const search = spread(
    [span(title, "accent", { bold: true }), span(lines[0] ?? "")],
    [span(`${count} `, "dim")],
    rect.columns,
  );
  const size = articleRect(rect);
  const all = articleLines(state, article, size.columns);
  const read = fitBlock(all.slice(scroll, scroll + size.rows), size);
  const wide = rect.columns >= BESIDE;
  const left = rect.columns - size.columns - 3;
  const body = wide
    ? fitBlock(hitLines(state, left, size.rows), { columns: left, rows: size.rows }).map(
        (line, i): Line => [...line, span(" │ ", "dim"), ...(read[i] ?? [])],
      )
    : [
        ...fitBlock(hitLines(state, rect.columns, rect.rows - 3 - size.rows), {
          columns: rect.columns,
          rows: Math.max(1, rect.rows - 3 - size.rows),
        }),
        [rule(rect.columns)],
        ...read.map((line): Line => [span(" "), ...line]),
      ];
  const shown = wide ? [search, [rule(rect.columns)], ...body] : [search, ...body];
  return { lines: fitBlock(shown, rect), caret: { x: width(title) + caret.x, y: 0 } };
}
