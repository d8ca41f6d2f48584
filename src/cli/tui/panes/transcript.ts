import type { WireTicketView } from "../../../server/api.ts";
import { timeOf, wordsOf } from "../state/select.ts";
import type { Inflight, State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { type Line, type Role, span } from "../text/line.ts";
import { markup } from "../text/markup.ts";
import type { Words } from "../words/words.ts";

/** One thing to read: who, when, what. */
interface Entry {
  at: number;
  who: string;
  role: Role;
  more: string;
  text: string | null;
}

/** What somebody wrote, two columns in. */
export const prose = (text: string, columns: number): Line[] =>
  markup(clean(text), columns - 2).map((line) => [span("  "), ...line]);

function entryLines({ at, who, role, more, text }: Entry, state: State, columns: number): Line[] {
  const head: Line = [
    span(cell(who), role, { bold: true }),
    span(`  ${timeOf(at, state.now)}${more === "" ? "" : `  ${cell(more)}`}`, "dim"),
  ];
  const body = text === null ? [[span(`  ${wordsOf(state).erased}`, "dim")]] : prose(text, columns);
  return [head, ...body];
}

const pending = ({ at, action }: Inflight, me: string, words: Words): Entry[] => {
  if (action.kind === "reply") return [{ at, who: me, role: "ok", more: words.sending, text: action.text }];
  return action.kind === "note"
    ? [{ at, who: words.noteBy(me), role: "warn", more: words.sending, text: action.text }]
    : [];
};

function entries(state: State, { ticket, transcript, notes }: WireTicketView): Entry[] {
  const words = wordsOf(state);
  const said = transcript.map(({ at, author, text, article }): Entry => {
    const more = article === null ? "" : words.cites(article);
    if (author.side === "responder") return { at, who: author.name, role: "ok", more, text };
    return {
      at,
      who: author.side === "customer" ? words.customer : words.desk,
      role: author.side === "customer" ? "accent" : "p3",
      more,
      text,
    };
  });
  const noted = notes.map(({ at, by, text }): Entry => ({ at, who: words.noteBy(by), role: "warn", more: "", text }));
  const known = [...said, ...noted].sort((a, b) => a.at - b.at);
  const sending = [...state.inflight.values()].filter(({ number }) => number === ticket.number);
  return [...known, ...sending.flatMap((it) => pending(it, state.me?.name ?? "", words))];
}

/** Everything that was said and noted, oldest first. */
export const transcriptLines = (state: State, view: WireTicketView, columns: number): Line[] =>
  entries(state, view).flatMap((entry, i) => [...(i === 0 ? [] : [[]]), ...entryLines(entry, state, columns)]);
