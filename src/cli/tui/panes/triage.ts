import type { Severity } from "../../../core/triage/suggestion.ts";
import type { WireTicketView } from "../../../server/api.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { type Suggested, suggestedText } from "../state/suggested.ts";
import { cell, clean } from "../text/clean.ts";
import { type Line, type Role, type Span, span } from "../text/line.ts";
import { hanging, wrap } from "../text/wrap.ts";
import type { Words } from "../words/words.ts";
import { shortReason, stepLines } from "./reasons.ts";

/** As the priorities are marked: worst first. */
const MARKS: Record<Severity, { glyph: string; role: Role }> = {
  sev1: { glyph: "▲▲", role: "p0" },
  sev2: { glyph: "▲", role: "p1" },
  sev3: { glyph: "●", role: "p2" },
  sev4: { glyph: "○", role: "p3" },
};

export const severityMark = (severity: Severity): Span =>
  span(`${severity}${MARKS[severity].glyph}`, MARKS[severity].role, { bold: severity < "sev3" });

const by = ({ by, prompt }: Suggested, words: Words): string =>
  by === "rules" || prompt === null ? words.byRules : words.byModel(cell(prompt.model));

const dim = (text: string): Line => [span(text, "dim")];
const title = (text: string): Line => [span(text, "accent", { bold: true })];

/** One item after the other, with a mark in front of the first row of each. */
const listed = (mark: string, text: string, columns: number, role?: Role): Line[] =>
  hanging(`${mark} ${text}`, columns, 2).map(({ start, end }, i) => {
    const row = `${mark} ${text}`.slice(start, end).trimEnd();
    return [span(i === 0 ? row : `  ${row}`, role)];
  });

function named({ mentions }: Suggested, words: Words, columns: number): Line[] {
  const kinds = new Map(mentions.map(({ kind }) => [kind, mentions.filter((it) => it.kind === kind)]));
  return [...kinds].flatMap(([kind, found]) =>
    listed("·", `${words.mention[kind]}: ${[...new Set(found.map(({ value }) => cell(value)))].join(", ")}`, columns),
  );
}

function draftLines(view: WireTicketView, suggestion: Suggested, words: Words, columns: number): Line[] {
  const text = suggestedText(view);
  if (suggestion.draft.length === 0) return [title(words.draftTitle), dim(words.noDraft)];
  if (text === "") return [];
  const articles = [...new Set(suggestion.draft.map(({ article }) => cell(article)))];
  return [
    [...title(words.draftTitle), span(` ${articles.join(" ")}`, "dim")],
    ...wrap(clean(text), columns - 2).map((row): Line => [span(`  ${row}`)]),
  ];
}

function traceLines(state: State, { trace }: Suggested, columns: number): Line[] {
  const words = wordsOf(state);
  if (!state.reasonsOpen) return [dim(words.reasonsHidden(trace.steps.length))];
  return [title(words.reasonsTitle), ...trace.steps.flatMap((step) => stepLines(step, columns))];
}

/** What triage makes of a ticket: how grave, who says so, the summary, what was named, why it was escalated, the reply. */
export function suggestionLines(state: State, view: WireTicketView, columns: number): Line[] {
  const words = wordsOf(state);
  const { suggestion } = view;
  if (suggestion === null) return [dim(words.noSuggestion)];
  const { severity, sentiment, confidence, risks, summary, similar, macro } = suggestion;
  const why = shortReason(view);
  return [
    [
      span(`${words.triageTitle} `, "accent", { bold: true }),
      severityMark(severity),
      span(` ${words.severity[severity]}`, MARKS[severity].role, { bold: true }),
      span(` · ${by(suggestion, words)}`),
    ],
    dim(`${words.confident(Math.round(confidence * 100))} · ${words.sentiment[sentiment]}`),
    ...risks.map((risk): Line => [span(`! ${words.risk[risk]}`, "bad", { bold: true })]),
    ...wrap(clean(summary), columns).map((row): Line => [span(row)]),
    ...named(suggestion, words, columns),
    ...(similar.length === 0 ? [] : [[...title(words.similarTitle), span(` ${similar.map(ticketName).join(" ")}`)]]),
    ...(macro === null ? [] : [[...title(words.macroTitle), span(` ${cell(macro)} (ctrl+t)`)]]),
    ...(why === "" ? [] : listed(words.why, why, columns)),
    ...draftLines(view, suggestion, words, columns),
    ...traceLines(state, suggestion, columns),
  ];
}
