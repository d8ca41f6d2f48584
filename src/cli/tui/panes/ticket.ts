import type { WireTicket } from "../../../server/api.ts";
import type { Rect } from "../state/layout.ts";
import { isLive, ticketName, ticketShown, timeOf, wordsOf } from "../state/select.ts";
import { type State, TABS } from "../state/state.ts";
import { suggestionNow } from "../state/suggested.ts";
import { cell } from "../text/clean.ts";
import { type Block, fitBlock, type Line, plain, span, spread } from "../text/line.ts";
import { fitText } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";
import { composer, composerRows } from "./composer.ts";
import { customerLines } from "./customer-facts.ts";
import { priorityMark, rule, slaMark } from "./marks.ts";
import { historyLines, reasonLines, shortReason } from "./reasons.ts";
import { transcriptLines } from "./transcript.ts";
import { severityMark, suggestionLines } from "./triage.ts";

/** Rows above the body: facts, subject, tabs, why (two where there is room), a rule. */
const headRows = ({ rows }: Rect): number => (rows >= 30 ? 6 : 5);

function facts(state: State, ticket: WireTicket): Line {
  const words = wordsOf(state);
  const sla = slaMark(ticket, state.now);
  const parts = [
    words.state[ticket.state],
    isLive(ticket) ? (ticket.acknowledged ? words.acknowledged : words.unacknowledged) : "",
    ticket.snoozedUntil === null ? "" : words.snoozedUntil(timeOf(ticket.snoozedUntil, state.now)),
    words.owner(ticket.owner),
    ticket.channel,
    ticket.language,
    ticket.category ?? "-",
    ticket.team,
    ticket.tags.map((tag) => `#${tag}`).join(" "),
  ];
  return [
    span(` ${ticketName(ticket.number)} `, undefined, { bold: true, inverse: state.focus === "ticket" }),
    span(" "),
    priorityMark(ticket),
    span("  "),
    ...(sla.text === "-" ? [] : [{ ...sla, text: `SLA ${sla.text}` }, span("  ")]),
    span(parts.map(cell).filter(Boolean).join(" · ")),
  ];
}

function tabs(state: State): Line {
  const words = wordsOf(state);
  const suggestion = suggestionNow(state);
  const names = {
    chat: words.command["tab-chat"],
    triage: words.command["tab-triage"],
    why: words.command["tab-why"],
    history: words.command["tab-history"],
    customer: words.command["tab-customer"],
  };
  return TABS.flatMap((tab, i) => {
    const here = tab === state.tab;
    const mark = tab === "triage" && suggestion !== null ? [span(" "), severityMark(suggestion.severity)] : [];
    return [
      span(here ? `[${i + 1} ${names[tab]}]` : ` ${i + 1} ${names[tab]} `, here ? "accent" : "dim", { bold: here }),
      ...mark,
      span(" "),
    ];
  });
}

/** In so many rows; an ellipsis says that there is more (the second tab has all of it). */
function whyLines(title: string, why: string, columns: number, height: number): Line[] {
  if (why === "") return [];
  const all = wrap(`${title}  ${why}`, columns);
  const shown =
    all.length <= height ? all : [...all.slice(0, height - 1), fitText(all.slice(height - 1).join(" "), columns)];
  return shown.map((row, i) =>
    i === 0 ? [span(title, "accent", { bold: true }), span(row.slice(title.length))] : [span(row)],
  );
}

function head(state: State, ticket: WireTicket, rect: Rect): Line[] {
  const { columns } = rect;
  const view = state.views.get(ticket.number);
  const why = view === undefined || view === null ? "" : shortReason(view);
  const height = headRows(rect) - 4;
  return [
    facts(state, ticket),
    [span(ticket.subject === null ? wordsOf(state).erased : cell(ticket.subject), undefined, { bold: true })],
    spread(tabs(state), [span(cell(ticket.customer), "dim")], columns),
    ...fitBlock(whyLines(wordsOf(state).why, why, columns, height), { columns, rows: height }),
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
  if (state.tab === "customer") return customerLines(state, view.ticket.customer, view.ticket.number, wide);
  if (state.tab === "triage") return suggestionLines(state, view, wide);
  if (state.tab === "why") return reasonLines(state, view, wide);
  return state.tab === "history" ? historyLines(state, view, wide) : transcriptLines(state, view, wide);
}

/** Rows that the open tab has on the screen. */
export const bodyRows = (state: State, rect: Rect): number =>
  Math.max(1, rect.rows - headRows(rect) - composerRows(state, rect));

function body(state: State, rect: Rect): Line[] {
  const all = ticketLines(state, rect.columns);
  const height = bodyRows(state, rect);
  const hidden = Math.max(0, all.length - height);
  const top = state.tab === "chat" ? hidden - Math.min(hidden, state.scroll) : Math.min(hidden, state.scroll);
  return fitBlock(all.slice(top, top + height), { columns: rect.columns, rows: height });
}

/** The ticket under the cursor: its facts, what was said, and the composer when it is open. One column stays free on the left. */
export function ticketPane(state: State, { columns, ...place }: Rect): Block {
  const { lines, caret } = content(state, { ...place, columns: columns - 1 });
  return {
    lines: lines.map((line) => [span(" "), ...line]),
    caret: caret === undefined ? undefined : { x: caret.x + 1, y: caret.y },
  };
}

function content(state: State, rect: Rect): Block {
  if (state.cursor === null) return { lines: fitBlock([[], plain(`  ${wordsOf(state).noTicket}`)], rect) };
  const ticket = ticketShown(state, state.cursor) ?? state.views.get(state.cursor)?.ticket;
  if (ticket === undefined) return { lines: fitBlock([[], ...ticketLines(state, rect.columns)], rect) };
  const above = [
    ...fitBlock(head(state, ticket, rect), { columns: rect.columns, rows: headRows(rect) }),
    ...body(state, rect),
  ];
  const below = composer(state, rect);
  const caret = below.caret === undefined ? undefined : { x: below.caret.x, y: below.caret.y + above.length };
  return { lines: fitBlock([...above, ...below.lines], rect), caret };
}
