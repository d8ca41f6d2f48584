import type { Rect } from "../state/layout.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { type Block, fitBlock, type Line, span } from "../text/line.ts";
import { customerLines } from "./customer-facts.ts";
import { historyLines, reasonLines } from "./reasons.ts";
import { suggestionLines } from "./triage.ts";

/** Beside the ticket, where there is room: what triage makes of it, the reasons and the history, without opening their tabs. */
export function sidePane(state: State, rect: Rect): Block {
  const words = wordsOf(state);
  const view = state.cursor === null ? undefined : state.views.get(state.cursor);
  if (view === undefined || view === null) return { lines: fitBlock([], rect) };
  const title = (text: string): Line => [span(text, "accent", { bold: true })];
  const whole = suggestionLines(state, view, rect.columns);
  const triage = state.reasonsOpen ? whole : whole.slice(0, Math.floor(rect.rows / 2));
  const customer = customerLines(state, view.ticket.customer, view.ticket.number, rect.columns).slice(0, 8);
  const left = Math.max(0, rect.rows - triage.length - customer.length - 3);
  const reasons = reasonLines(state, view, rect.columns).slice(0, Math.ceil(left * 0.6));
  const history = historyLines(state, view, rect.columns).slice(-Math.max(1, left - reasons.length - 1));
  return {
    lines: fitBlock(
      [...triage, [], ...customer, [], title(words.whyTitle), ...reasons, title(words.history), ...history],
      rect,
    ),
  };
}
