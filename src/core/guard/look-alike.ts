import { CONFUSABLES } from "./confusables.ts";

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const ASCII_ONLY = /^[\x20-\x7e]*$/;

let table: ReadonlyMap<string, string> | undefined;

/** Built when first needed: most processes never judge a name. */
function prototypes(): ReadonlyMap<string, string> {
  if (table !== undefined) return table;
  const made = new Map<string, string>();
  for (const line of CONFUSABLES.split("\n")) {
    const [target = "", sources = ""] = line.split("\t");
    for (const source of sources) made.set(source, target);
  }
  table = made;
  return made;
}

/** Letters of another alphabet or style, such as Cyrillic or mathematical ones, as the Latin letter or digit that they look like. */
export function latinLookalikes(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  const map = prototypes();
  let out = "";
  for (const character of text) {
    const seen = character > "\u007f" ? map.get(character) : undefined;
    out += seen !== undefined && /^[a-z0-9]$/i.test(seen) ? seen : character;
  }
  return out;
}

export const withoutInvisible = (text: string): string => (ASCII_ONLY.test(text) ? text : text.replace(INVISIBLE, ""));
