import type { WireTicket } from "../../../server/api.ts";
import { countdown, isLive } from "../state/select.ts";
import type { Role, Span } from "../text/line.ts";
import { span } from "../text/line.ts";
import { take, width } from "../text/width.ts";

/** Every state has a glyph and a word; the colour only comes on top. */
const PRIORITY: Record<WireTicket["priority"], { text: string; role: Role; bold: boolean }> = {
  P0: { text: "P0▲▲", role: "p0", bold: true },
  P1: { text: "P1▲", role: "p1", bold: true },
  P2: { text: "P2●", role: "p2", bold: false },
  P3: { text: "P3○", role: "p3", bold: false },
};

export const priorityMark = ({ priority }: Pick<WireTicket, "priority">): Span => {
  const { text, role, bold } = PRIORITY[priority];
  return span(text, role, { bold });
};

const SOON = 5 * 60_000;

/** The SLA clock that runs out first: time left, time missed, or why there is none. */
export function slaMark(ticket: WireTicket, now: number): Span {
  if (!isLive(ticket)) return span("✓", "ok");
  if (ticket.dueAt === null) return span("-", "dim");
  if (ticket.dueAt < now) return span(countdown(ticket.dueAt, now), "bad", { bold: true });
  return span(countdown(ticket.dueAt, now), ticket.dueAt - now < SOON ? "warn" : undefined);
}

/** A line across, with a title near its beginning. */
export function rule(columns: number, title = ""): Span {
  const lead = title === "" ? "" : take(`── ${title} `, columns).text;
  return span(lead + "─".repeat(Math.max(0, columns - width(lead))), "dim");
}
