import type { ChatMessage } from "../state/chat.ts";
import type { Rect } from "../state/layout.ts";
import { timeOf, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { look } from "../text/field.ts";
import { type Block, fitBlock, type Line, type Role, span } from "../text/line.ts";
import { rows, wrap } from "../text/wrap.ts";
import { rule } from "./marks.ts";
import { prose } from "./transcript.ts";

function messageLines(state: State, it: ChatMessage, columns: number): Line[] {
  const words = wordsOf(state);
  const head = (who: string, role: Role, at: number, more: string): Line => [
    span(who, role, { bold: true }),
    span(`  ${timeOf(at, state.now)}`, "dim"),
    span(more === "" ? "" : `  ${more}`, it.from === "customer" && it.status === "failed" ? "bad" : "dim"),
  ];
  if (it.from === "customer") {
    const more = { sending: words.sending, sent: "", failed: `✗ ${words.chatFailed}` }[it.status];
    return [head(words.you, "accent", it.at, more), ...prose(it.text, columns)];
  }
  const { at, form, text } = it.message;
  const who = form.form === "message" ? cell(form.author) : words.desk;
  return [
    head(who, form.form === "message" ? "ok" : "p3", at, ""),
    ...(text === null ? [[span(`  ${words.erased}`, "dim")]] : prose(text, columns)),
  ];
}

/** Rows for the text being written: as many as it needs, at most a third of the pane. */
const fieldRows = (state: State, rect: Rect): number =>
  Math.max(1, Math.min(rows(state.chat.field.text, Math.max(2, rect.columns - 4)).length, Math.floor(rect.rows / 3)));

/** Rows that the conversation has on the screen, under the title and over the text being written. */
export const chatRows = (state: State, rect: Rect): number => Math.max(1, rect.rows - 2 - fieldRows(state, rect));

/** The whole conversation, however long it is. */
export function chatLines(state: State, { columns }: Rect): Line[] {
  const wide = Math.max(12, columns - 2);
  if (state.chat.messages.length === 0) {
    const { chatEmpty, chatElsewhere } = wordsOf(state);
    const elsewhere = state.chatCommand === null ? "" : `\n\n${chatElsewhere}\n${state.chatCommand}`;
    return `${chatEmpty}${elsewhere}`
      .split("\n")
      .flatMap((part) => wrap(part, wide).map((text) => [span(` ${text}`, "dim")]));
  }
  return state.chat.messages.flatMap((message, i) => [
    ...(i === 0 ? [] : [[]]),
    ...messageLines(state, message, wide).map((line) => [span(" "), ...line]),
  ]);
}

/** A customer's conversation with the desk, on the console channel. */
export function customerPane(state: State, rect: Rect): Block {
  const { field, scroll } = state.chat;
  const room = chatRows(state, rect);
  const all = chatLines(state, rect);
  const from = Math.max(0, all.length - room - scroll);
  const { lines, caret } = look(field, Math.max(2, rect.columns - 4), fieldRows(state, rect));
  const active = state.focus === "customer";
  const prompt = (i: number) => span(i === 0 ? " > " : "   ", active ? "accent" : "dim", { bold: true });
  return {
    lines: fitBlock(
      [
        [span(` ${wordsOf(state).chatTitle} `, "accent", { bold: true, inverse: active })],
        ...fitBlock(all.slice(from, from + room), { columns: rect.columns, rows: room }),
        [rule(rect.columns)],
        ...lines.map((text, i): Line => [prompt(i), span(text)]),
      ],
      rect,
    ),
    caret: active ? { x: caret.x + 3, y: room + 2 + caret.y } : undefined,
  };
}
