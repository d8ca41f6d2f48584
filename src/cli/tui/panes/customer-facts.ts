import { isLive, ticketName, timeOf, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { type Line, span, spread } from "../text/line.ts";
import { priorityMark, slaMark } from "./marks.ts";

/** Who asks: what the exchange says of them, and their other tickets, the newest first. */
export function customerLines(state: State, customer: string, number: number, columns: number): Line[] {
  const words = wordsOf(state).room;
  const known = state.customers.get(customer);
  const title = (text: string): Line => [span(text, "accent", { bold: true })];
  if (known === undefined) return [title(words.customer), [span(words.loading, "dim")]];
  const { tier, since } = known.profile;
  const facts = [
    tier === null ? "" : words.tier(tier),
    since === null ? "" : words.since(new Date(since).toISOString().slice(0, 10)),
  ].filter((it) => it !== "");
  const others = known.tickets.filter((it) => it.number !== number);
  return [
    [...title(words.customer), span(` ${cell(customer)}`)],
    [span(facts.length === 0 ? words.unknown : facts.join(" · "), facts.length === 0 ? "dim" : undefined)],
    [],
    title(words.otherTickets(others.length)),
    ...(others.length === 0 ? [[span(words.noOther, "dim")]] : []),
    ...others.map((it): Line => {
      const subject = it.subject === null ? wordsOf(state).erased : cell(it.subject);
      const live = isLive(it);
      return spread(
        [
          priorityMark(it),
          span(` ${ticketName(it.number)} `, undefined, { bold: live }),
          span(subject, live ? undefined : "dim"),
        ],
        [span(" "), slaMark(it, state.now), span(` ${timeOf(it.openedAt, state.now)}`, "dim")],
        columns,
      );
    }),
  ];
}
