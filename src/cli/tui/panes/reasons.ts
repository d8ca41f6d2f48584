import type { TraceStep } from "../../../core/trace.ts";
import type { WireTicketView } from "../../../server/api.ts";
import { timeOf, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { type Line, type Role, span } from "../text/line.ts";
import { hanging, wrap } from "../text/wrap.ts";

const MARKS: Record<TraceStep["result"], { mark: string; role: Role | undefined; bold: boolean }> = {
  applied: { mark: "=>", role: "accent", bold: true },
  passed: { mark: "ok", role: undefined, bold: false },
  skipped: { mark: "--", role: "dim", bold: false },
};

export function stepLines({ step, result, because }: TraceStep, columns: number): Line[] {
  const { mark, role, bold } = MARKS[result];
  const text = `  ${mark} ${cell(step)}: ${cell(because)}`;
  return hanging(text, columns, 5).map(({ start, end }, i) => [
    span(`${i === 0 ? "" : "     "}${text.slice(start, end).trimEnd()}`, role, { bold }),
  ]);
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
    return wrap(cell(what), columns - indent).map((row, i) => [
      span(i === 0 ? `${time}  ` : " ".repeat(indent), "dim"),
      span(row),
    ]);
  });

/** Steps that name a value rather than a reason. */
const PLAIN_FACTS = new Set(["language", "team", "priority"]);

/** The steps that settled the last two decisions: `security: SEC-02 is a security article · rule “account takeover”: …`. */
export function shortReason({ history }: WireTicketView): string {
  const settled = history.flatMap(
    ({ trace }) => trace?.steps.findLast(({ step, result }) => result === "applied" && !PLAIN_FACTS.has(step)) ?? [],
  );
  return settled
    .slice(-2)
    .map(({ step, because }) => `${cell(step)}: ${cell(because)}`)
    .join(" · ");
}
