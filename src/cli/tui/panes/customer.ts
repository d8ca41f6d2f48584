import type { Rect } from "../state/layout.ts";
import { timeOf, wordsOf } from "../state/select.ts";
import type { ChatMessage, State } from "../state/state.ts";
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

/** A customer's conversation with the desk, on the console channel. */
export function customerPane(state: State, rect: Rect): Block {
  const words = wordsOf(state);
  const { messages, field, scroll } = state.chat;
  const wide = Math.max(12, rect.columns - 2);
  const all = messages.flatMap((message) => [
    ...messageLines(state, message, wide).map((line) => [span(" "), ...line]),
    [],
  ]);
  const empty = wrap(words.chatEmpty, wide).map((text): Line => [span(` ${text}`, "dim")]);
  const columns = Math.max(2, rect.columns - 4);
  const height = Math.max(1, Math.min(rows(field.text, columns).length, Math.floor(rect.rows / 3)));
  const room = rect.rows - 2 - height;
  const from = Math.max(0, all.length - room - scroll);
  const shown = messages.length === 0 ? empty : all.slice(from, from + room);
  const { lines, caret } = look(field, columns, height);
  const active = state.focus === "customer";
  return {
    lines: fitBlock(
      [
        [span(` ${words.chatTitle}`, "accent", { bold: true, inverse: active })],
        ...fitBlock(shown, { columns: rect.columns, rows: room }),
        [rule(rect.columns)],
        ...lines.map(
          (text, i): Line => [span(i === 0 ? " > " : "   ", active ? "accent" : "dim", { bold: true }), span(text)],
        ),
      ],
      rect,
    ),
    caret: active ? { x: caret.x + 3, y: room + 2 + caret.y } : undefined,
  };
}
