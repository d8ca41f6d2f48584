import type { WireTicket } from "../../../server/api.ts";
import { type Rect } from "../state/layout.ts";
import { ticketName, ticketShown, wordsOf } from "../state/select.ts";
import { type State, TABS } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { type Block, fitBlock, type Line, plain, span } from "../text/line.ts";
import { composer, composerRows } from "./composer.ts";
import { priorityMark, rule, slaMark } from "./marks.ts";
import { historyLines, reasonLines, shortReason } from "./reasons.ts";
import { transcriptLines } from "./transcript.ts";

/** Rows above the body: facts, subject, tabs, why, a rule. */
const HEAD = 5;

function facts(state: State, ticket: WireTicket): Line {
  const words = wordsOf(state);
  const sla = slaMark(ticket, state.now);
  const parts = [
    words.state[ticket.state],
    ticket.acknowledged ? words.acknowledged : words.unacknowledged,
    words.owner(ticket.owner),
    ticket.channel,
    ticket.language,
    ticket.category ?? "-",
    ticket.team,
    ticket.customer,
  ];
  return [
    span(ticketName(ticket.number), undefined, { bold: true }),
    span("  "),
    priorityMark(ticket),
    span("  "),
    ...(sla.text === "-" ? [] : [{ ...sla, text: `SLA ${sla.text}` }, span("  ")]),
    span(parts.map(cell).filter(Boolean).join(" · ")),
  ];
}

function tabs(state: State): Line {
  const words = wordsOf(state);
  const names = { chat: words.command["tab-chat"], why: words.command["tab-why"], history: words.command["tab-history"] };
  return TABS.flatMap((tab, i) => {
    const here = tab === state.tab;
    return [span(here ? `[${i + 1} ${names[tab]}]` : ` ${i + 1} ${names[tab]} `, here ? "accent" : "dim", { bold: here }), span(" ")];
  });
}

function head(state: State, ticket: WireTicket, columns: number): Line[] {
  const view = state.views.get(ticket.number);
  const why = view === undefined || view === null ? "" : shortReason(view);
  return [
    facts(state, ticket),
    [span(ticket.subject === null ? wordsOf(state).erased : cell(ticket.subject), undefined, { bold: true })],
    tabs(state),
    why === "" ? [] : [span(`${wordsOf(state).why}  `, "accent", { bold: true }), span(why)],
    [rule(columns)],
  ];
}

/** What the open tab has to show, however long it is. */
export function ticketLines(state: State, columns: number): Line[] {
  const words = wordsOf(state);
  const view = state.cursor === null ? undefined : state.views.get(state.cursor);
  if (view === undefined) return [[span(words.loadingTicket, "dim")]];
  if (view === null) return [[span(words.gone, "bad")]];
  const wide = Math.max(12, columns - 1);
  if (state.tab === "why") return reasonLines(state, view, wide);
  return state.tab === "history" ? historyLines(state, view, wide) : transcriptLines(state, view, wide);
}

/** Rows that the open tab has on the screen. */
export const bodyRows = (state: State, rect: Rect): number => Math.max(1, rect.rows - HEAD - composerRows(state, rect));

function body(state: State, rect: Rect): Line[] {
  const all = ticketLines(state, rect.columns);
  const height = bodyRows(state, rect);
  const hidden = Math.max(0, all.length - height);
  const top = state.tab === "chat" ? hidden - Math.min(hidden, state.scroll) : Math.min(hidden, state.scroll);
  return fitBlock(all.slice(top, top + height), { columns: rect.columns, rows: height });
}

/** The ticket under the cursor: its facts, what was said, and the composer when it is open. */
export function ticketPane(state: State, rect: Rect): Block {
  if (state.cursor === null) return { lines: fitBlock([[], plain(`  ${wordsOf(state).noTicket}`)], rect) };
  const ticket = ticketShown(state, state.cursor) ?? state.views.get(state.cursor)?.ticket;
  if (ticket === undefined) return { lines: fitBlock([[], ...ticketLines(state, rect.columns)], rect) };
  const above = [...fitBlock(head(state, ticket, rect.columns), { columns: rect.columns, rows: HEAD }), ...body(state, rect)];
  const below = composer(state, rect);
  const caret = below.caret === undefined ? undefined : { x: below.caret.x, y: below.caret.y + above.length };
  return { lines: fitBlock([...above, ...below.lines], rect), caret };
}
