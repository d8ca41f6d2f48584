import { clean } from "./clean.ts";
import { graphemes, width } from "./width.ts";
import { type Row, rows } from "./wrap.ts";

/** A text being written. The caret stands before the code unit `at`, always between two graphemes. */
export interface Field {
  text: string;
  at: number;
}

export const emptyField: Field = { text: "", at: 0 };
export const fieldWith = (text: string): Field => ({ text, at: text.length });

/** Typed or pasted: made harmless, and put at the caret. At most `limit` code units in all; what is too much is not taken. */
export function insert({ text, at }: Field, typed: string, limit = 8_000): Field {
  const added = clean(typed);
  if (added === "" || text.length + added.length > limit) return { text, at };
  return { text: text.slice(0, at) + added + text.slice(at), at: at + added.length };
}

const before = ({ text, at }: Field): number => at - (graphemes(text.slice(0, at)).at(-1)?.length ?? 0);
const after = ({ text, at }: Field): number => at + (graphemes(text.slice(at))[0]?.length ?? 0);
const cut = ({ text }: Field, from: number, to: number): Field => ({
  text: text.slice(0, from) + text.slice(to),
  at: from,
});

const wordStart = ({ text, at }: Field): number =>
  text.slice(0, at).search(/(?:[\p{L}\p{N}\p{M}_]+|[^\p{L}\p{N}\p{M}_\s]+)?\s*$/u);
const lineStart = ({ text, at }: Field): number => text.lastIndexOf("\n", at - 1) + 1;
const lineEnd = ({ text, at }: Field): number => (text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at));

/** Keys that edit a text anywhere; each takes the field and its width in columns. */
const EDITS: Record<string, (field: Field, columns: number) => Field> = {
  backspace: (field) => cut(field, before(field), field.at),
  delete: (field) => cut(field, field.at, after(field)),
  "ctrl+w": (field) => cut(field, wordStart(field), field.at),
  "ctrl+u": (field) => cut(field, lineStart(field), field.at),
  left: (field) => ({ ...field, at: before(field) }),
  right: (field) => ({ ...field, at: after(field) }),
  "ctrl+left": (field) => ({ ...field, at: wordStart(field) }),
  "alt+b": (field) => ({ ...field, at: wordStart(field) }),
  home: (field) => ({ ...field, at: lineStart(field) }),
  "ctrl+a": (field) => ({ ...field, at: lineStart(field) }),
  end: (field) => ({ ...field, at: lineEnd(field) }),
  "ctrl+e": (field) => ({ ...field, at: lineEnd(field) }),
  up: (field, columns) => vertical(field, columns, -1),
  down: (field, columns) => vertical(field, columns, 1),
};

/** The field after a key; undefined when the key does not edit. */
export const edit = (field: Field, key: string, columns: number): Field | undefined => EDITS[key]?.(field, columns);

const rowOf = (found: Row[], at: number): number => found.findLastIndex(({ start, end }) => start <= at && at <= end);

function vertical(field: Field, columns: number, by: -1 | 1): Field {
  const found = rows(field.text, columns);
  const index = rowOf(found, field.at);
  const from = found[index];
  const to = found[index + by];
  if (from === undefined || to === undefined) return { ...field, at: by === -1 ? 0 : field.text.length };
  const x = width(field.text.slice(from.start, field.at));
  let at = to.start;
  for (const part of graphemes(field.text.slice(to.start, to.end))) {
    if (width(field.text.slice(to.start, at)) >= x) break;
    at += part.length;
  }
  return { ...field, at };
}

/** The rows of the field that are in sight, the one with the caret among them, and where the caret is. */
export function look(
  field: Field,
  columns: number,
  height: number,
): { lines: string[]; caret: { x: number; y: number } } {
  const found = rows(field.text, columns);
  const index = Math.max(0, rowOf(found, field.at));
  const top = Math.max(0, Math.min(index - height + 1, found.length - height), index - height + 1);
  const row = found[index];
  const x = row === undefined ? 0 : width(field.text.slice(row.start, field.at));
  return {
    lines: found.slice(top, top + height).map(({ start, end }) => field.text.slice(start, end)),
    caret: { x: Math.min(x, columns - 1), y: index - top },
  };
}
