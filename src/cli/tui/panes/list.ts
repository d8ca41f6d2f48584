import type { WireTicket } from "../../../server/api.ts";
import type { Rect } from "../state/layout.ts";
import { ticketName, ticketShown, wordsOf } from "../state/select.ts";
import { draftKey, type State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { type Block, fitBlock, type Line, plain, type Span, span } from "../text/line.ts";
import { fitText, take } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";
import type { Words } from "../words/words.ts";
import { priorityMark, slaMark } from "./marks.ts";

interface Column {
  id: keyof Words["column"];
  columns: number;
}

/** The columns that a width has room for; what is left is the subject's. */
function columnsFor(wide: number, numbers: number): Column[] {
  const roomy = wide >= 72;
  const fixed: Column[] = [
    { id: "ticket", columns: numbers },
    { id: "priority", columns: 4 },
    { id: "sla", columns: 7 },
    { id: "channel", columns: roomy ? 7 : 2 },
    { id: "language", columns: 2 },
    ...(wide < 56 ? [] : [{ id: "category" as const, columns: roomy ? 10 : 8 }]),
  ];
  const owner: Column = { id: "owner", columns: roomy ? 6 : 5 };
  const used = fixed.reduce((sum, { columns }) => sum + columns + 1, 0);
  return [...fixed, { id: "subject", columns: Math.max(4, wide - 2 - used - owner.columns - 1) }, owner];
}

/** Two letters say which channel it is better than one and an ellipsis. */
const short = (text: string, wide: number): string => (wide < 4 ? take(text, wide).text : text);

function cellOf({ id, columns: wide }: Column, ticket: WireTicket, state: State): Span {
  switch (id) {
    case "ticket":
      return span(ticketName(ticket.number));
    case "priority":
      return priorityMark(ticket);
    case "sla":
      return slaMark(ticket, state.now);
    case "channel":
      return span(short(cell(ticket.channel), wide), "dim");
    case "language":
      return span(cell(ticket.language), "dim");
    case "category":
      return span(cell(ticket.category ?? "-"));
    case "subject":
      return ticket.subject === null
        ? span(wordsOf(state).erased, "dim")
        : span(cell(ticket.subject), undefined, { bold: !ticket.acknowledged });
    case "owner":
      return span(cell(ticket.owner ?? "-"), ticket.owner === null ? "dim" : undefined);
  }
}

function row(state: State, ticket: WireTicket, columns: Column[]): Line {
  const here = ticket.number === state.cursor;
  const inverse = here && state.focus === "list";
  const unsent = (["reply", "note", "correct"] as const).some((kind) =>
    state.drafts.has(draftKey(ticket.number, kind)),
  );
  const marked = state.marks.has(ticket.number);
  const flag = unsent ? "✎" : ticket.snoozedUntil !== null ? "z" : ticket.acknowledged ? " " : "•";
  const cells = columns.map((column, i) => {
    const { text, ...look } = cellOf(column, ticket, state);
    return { ...look, inverse, text: `${i === 0 ? "" : " "}${fitText(text, column.columns)}` };
  });
  return [
    span(`${marked ? "*" : here ? ">" : " "}${flag}`, marked ? "accent" : undefined, { bold: here || marked, inverse }),
    ...cells,
  ];
}

const head = (state: State, columns: Column[]): Line => [
  span("  "),
  ...columns.map(({ id, columns: wide }, i) =>
    span(`${i === 0 ? "" : " "}${fitText(take(wordsOf(state).column[id], wide).text, wide)}`, "dim"),
  ),
];

function nothing(state: State, wide: number): Line[] {
  const words = wordsOf(state);
  const why = !state.loaded
    ? `${words.loading} ${state.url}`
    : state.list.filter !== ""
      ? words.noMatch
      : state.demo
        ? words.emptyDemo
        : words.empty;
  return [[], ...wrap(why, Math.max(2, wide - 4)).map((text) => plain(`  ${text}`))];
}

/** The queue: one row a ticket, from the first one in sight. */
export function listPane(state: State, rect: Rect): Block {
  const { order, top } = state.list;
  const tickets = order.slice(top, top + rect.rows - 1).map((number) => ticketShown(state, number));
  const longest = Math.max(6, ...tickets.map((ticket) => ticketName(ticket?.number ?? 0).length));
  const columns = columnsFor(rect.columns, longest);
  const rows = tickets.flatMap((ticket) => (ticket === undefined ? [] : [row(state, ticket, columns)]));
  return {
    lines: fitBlock([head(state, columns), ...(rows.length === 0 ? nothing(state, rect.columns) : rows)], rect),
  };
}
