import type { TraceStep } from "../../../core/trace.ts";
import type { WireTicketView } from "../../../server/api.ts";
import { timeOf, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { type Line, type Role, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";

const MARKS: Record<TraceStep["result"], { mark: string; role: Role | undefined; bold: boolean }> = {
  applied: { mark: "=>", role: "accent", bold: true },
  passed: { mark: "ok", role: undefined, bold: false },
  skipped: { mark: "--", role: "dim", bold: false },
};

function stepLines({ step, result, because }: TraceStep, columns: number): Line[] {
  const { mark, role, bold } = MARKS[result];
  const lead = `  ${mark} ${cell(step)}: `;
  return wrap(lead + cell(because), columns).flatMap((row, i) => (i === 0 ? [row] : wrap(row, columns - 5).map((rest) => `     ${rest}`))).map((row) => [span(row, role, { bold })]);
}

/** Every decision with its reasons, oldest first: why the desk escalated, and where the ticket went. */
export function reasonLines(state: State, { history }: WireTicketView, columns: number): Line[] {
  const decided = history.flatMap(({ at, what, trace }) => {
    if (trace === null) return [];
    const title = wrap(cell(what), columns - 8).map((row): Line => [span(row, undefined, { bold: true })]);
    const head = title.map((line, i): Line => (i === 0 ? [...line, span(`  ${timeOf(at, state.now)}`, "dim")] : line));
    return [...head, ...trace.steps.flatMap((step) => stepLines(step, columns)), []];
  });
  return decided.length === 0 ? [[span(wordsOf(state).noWhy, "dim")]] : decided;
}

/** What happened, a line each. */
export const historyLines = (state: State, { history }: WireTicketView, columns: number): Line[] =>
  history.flatMap(({ at, what }) => {
    const time = timeOf(at, state.now);
    const indent = time.length + 2;
    return wrap(cell(what), columns - indent).map((row, i) => [span(i === 0 ? `${time}  ` : " ".repeat(indent), "dim"), span(row)]);
  });

/** The reason that decided, of the last two decisions: `handed off: security · routed: fraud team`. */
export function shortReason({ history }: WireTicketView): string {
  const decided = history.filter(({ trace }) => trace !== null).slice(-2);
  return decided
    .map(({ what, trace }) => {
      const because = trace?.steps.find(({ result }) => result === "applied")?.because;
      return because === undefined ? cell(what) : `${cell(what)}, ${cell(because)}`;
    })
    .join(" · ");
}
