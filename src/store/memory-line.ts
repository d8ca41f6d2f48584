import type { TicketRow } from "../core/ports.ts";
import { inLine, isAhead, type Line, type LineQuery, LONGEST_LINE } from "../core/ticket/line.ts";

/** Whom a ticket waits behind, and how long others of its team have waited. */
export function lineOf(rows: readonly TicketRow[], query: LineQuery): Line {
  const team = rows.filter((row) => row.team === query.team);
  const answered = team.flatMap(({ priority, openedAt, answeredAt }) =>
    answeredAt === null || answeredAt < query.since ? [] : [{ priority, openedAt, answeredAt }],
  );
  return {
    ahead: Math.min(LONGEST_LINE, team.filter((row) => inLine(row) && isAhead(row, query)).length),
    answered: answered.sort((a, b) => b.answeredAt - a.answeredAt).slice(0, query.limit),
  };
}
