type Kind = "file" | "sticker" | "poll" | "forwarded";
const LENGTH = 100;
const MARK = /^\[(?:file|sticker|poll|forwarded): [^\n]*\]$/gm;

/** How a file or the like that came with a message stands in its text: by its name, on a line of its own. */
export const attached = (kind: Kind, name: string): string =>
  `[${kind}: ${name.replace(/[[\]\n\r]/g, " ").slice(0, LENGTH)}]`;

/** What was written, without the names of what came with it: those are nobody's words. */
export const withoutAttached = (text: string): string => text.replace(MARK, "").trim();

/** Whether a message consists of nothing but such things. */
export const onlyAttached = (text: string): boolean => text.trim() !== "" && withoutAttached(text) === "";
