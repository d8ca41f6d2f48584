import type { WireTicketView } from "../../../server/api.ts";
import type { Inflight } from "../state/action.ts";
import { timeOf, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { type Line, type Role, span } from "../text/line.ts";
import { markup } from "../text/markup.ts";
import { wrap } from "../text/wrap.ts";
import type { Words } from "../words/words.ts";

/** One thing to read: who, when, what. */
interface Entry {
  at: number;
  who: string;
  role: Role;
  more: string;
  text: string | null;
  /** Where to look up what it names for the first time. */
  links?: Links;
}

type Links = WireTicketView["entities"][number]["links"];

/** What somebody wrote, two columns in. */
export const prose = (text: string, columns: number): Line[] =>
  markup(clean(text), columns - 2).map((line) => [span("  "), ...line]);

function entryLines({ at, who, role, more, text, links = [] }: Entry, state: State, columns: number): Line[] {
  const head: Line = [
    span(cell(who), role, { bold: true }),
    span(`  ${timeOf(at, state.now)}${more === "" ? "" : `  ${cell(more)}`}`, "dim"),
  ];
  const body = text === null ? [[span(`  ${wordsOf(state).erased}`, "dim")]] : prose(text, columns);
  return [head, ...body, ...links.flatMap((it) => linkLines(it, columns))];
}

/** What may stand in a link's sequence: nothing that ends it early. */
const ADDRESS = /^https:\/\/[\x21-\x7e]+$/;

const linkLines = ({ network, url }: Links[number], columns: number): Line[] =>
  wrap(`${network}: ${cell(url)}`, columns - 2).map((row) => [
    span("  "),
    { ...span(row, "dim"), ...(ADDRESS.test(url) ? { link: url } : {}) },
  ]);

/** The links of each entity go with the first text that names it. */
function withLinks(all: Entry[], entities: WireTicketView["entities"]): Entry[] {
  const first = new Map<Entry, Links>();
  for (const { value, links } of entities) {
    const entry = links.length === 0 ? undefined : all.find(({ text }) => text?.includes(value));
    if (entry !== undefined) first.set(entry, [...(first.get(entry) ?? []), ...links]);
  }
  return first.size === 0 ? all : all.map((it) => ({ ...it, links: first.get(it) ?? [] }));
}

const pending = ({ at, action }: Inflight, me: string, words: Words): Entry[] => {
  if (action.kind === "reply") return [{ at, who: me, role: "ok", more: words.sending, text: action.text }];
  return action.kind === "note"
    ? [{ at, who: words.noteBy(me), role: "warn", more: words.sending, text: action.text }]
    : [];
};

function entries(words: Words, { transcript, notes, entities }: WireTicketView): Entry[] {
  const said = transcript.map(({ at, author, text, article, edited }): Entry => {
    const more = article !== null ? words.cites(article) : edited ? words.edited : "";
    if (author.side === "responder") return { at, who: author.name, role: "ok", more, text };
    const isCustomer = author.side === "customer";
    return { at, who: isCustomer ? words.customer : words.desk, role: isCustomer ? "accent" : "p3", more, text };
  });
  const noted = notes.map(({ at, by, text }): Entry => ({ at, who: words.noteBy(by), role: "warn", more: "", text }));
  const all = [...said, ...noted].sort((a, b) => a.at - b.at);
  return withLinks(all, entities);
}

const linesOf = (all: Entry[], state: State, columns: number): Line[] =>
  all.flatMap((entry, i) => [...(i === 0 ? [] : [[]]), ...entryLines(entry, state, columns)]);

/** A long conversation takes 100 ms to wrap, so it is wrapped once for each width (and language, and day of the times in it). */
const wrapped = new WeakMap<WireTicketView, { key: string; lines: Line[] }>();

function knownLines(state: State, view: WireTicketView, columns: number): Line[] {
  const key = `${columns} ${state.language} ${Math.floor(state.now / 86_400_000)}`;
  const before = wrapped.get(view);
  if (before?.key === key) return before.lines;
  const lines = linesOf(entries(wordsOf(state), view), state, columns);
  wrapped.set(view, { key, lines });
  return lines;
}

/** Everything that was said and noted, oldest first, and at the end what is on its way. */
export function transcriptLines(state: State, view: WireTicketView, columns: number): Line[] {
  const known = knownLines(state, view, columns);
  const sending = [...state.inflight.values()].filter(({ number }) => number === view.ticket.number);
  const under = sending.flatMap((it) => pending(it, state.me?.name ?? "", wordsOf(state)));
  return under.length === 0 ? known : [...known, [], ...linesOf(under, state, columns)];
}
