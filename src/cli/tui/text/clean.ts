import { cleanText } from "../../../core/text.ts";

/** Terminal sequences as a whole (CSI; OSC, DCS, APC, PM, SOS up to their end, or up to the end of the line when they have none). */
const SEQUENCES =
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;
const STACKED_MARKS = /(\p{M}{8})\p{M}+/gu;

/** Text from the server, made unable to drive the terminal: no control characters or sequences, no bidirectional overrides. */
export const clean = (text: string): string =>
  cleanText(text.replace(SEQUENCES, ""))
    .replaceAll("\t", "  ")
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(STACKED_MARKS, "$1");

/** On one line, with what terminals draw at different widths (skin tones, joined emoji) made plain: for cells of a table. */
export const cell = (text: string): string =>
  clean(text)
    .replace(/\s+/g, " ")
    .replace(/[\u200d\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu, "")
    .trim();
