import type { YAMLParseError } from "yaml";

type Code = YAMLParseError["code"];

/** What each fault of the syntax is called, and what to do; the library's own words for those that are rare. */
const KINDLY: Partial<Record<Code, { says?: (text: string) => string; next: string }>> = {
  TAB_AS_INDENT: { says: () => "a line is indented with a tab", next: "Indent with spaces." },
  DUPLICATE_KEY: { says: (text) => `“${text}” stands twice`, next: "Keep one, with all that belongs to it." },
  MISSING_CHAR: { next: "Close what was opened: a quote or a bracket." },
  BAD_INDENT: { next: "What belongs together begins in the same column; every [ and { has its end." },
  BLOCK_AS_IMPLICIT_KEY: {
    says: () => "a text with a colon stands without quotes, or two keys stand in one line",
    next: 'Put the text in quotes, as in name: "a: b".',
  },
  BLOCK_IN_FLOW: {
    says: () => "a text with a colon stands without quotes",
    next: 'Put the text in quotes, as in name: "a: b".',
  },
  UNEXPECTED_TOKEN: { next: "Look at the indent of this line and the one before." },
};

/** A complaint about the syntax of a text, as whoever wrote it understands it. */
export function syntaxComplaint(
  { code, message, pos }: YAMLParseError,
  source: string,
): { message: string; next?: string } {
  const kindly = KINDLY[code];
  const at = /^[^\s:]+/.exec(source.slice(pos[0]))?.[0] ?? "";
  const own = message.split("\n", 1)[0] ?? message;
  return kindly === undefined ? { message: own } : { message: kindly.says?.(at) ?? own, next: kindly.next };
}
