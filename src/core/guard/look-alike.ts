import { CONFUSABLES } from "./confusables.ts";

/** Letters that UTS 39 keeps apart from the Latin ones that everybody reads in them: small capitals, and Cyrillic letters like them. */
const SMALL_CAPITALS = new Map(
  [..."ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢĸкткмнвп"].map((it, i) => [it, "abcdefghijklmnoprstuvwyzkktkmhbn"[i] ?? it]),
);
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

/**
 * The skeleton of UTS 39, section 4: two texts that look alike have the same one. It is for comparing only, and on both sides:
 * the skeleton of "m" is "rn".
 */
export function skeleton(text: string): string {
  const map = prototypes();
  let out = "";
  for (const character of text.normalize("NFD").replace(INVISIBLE, "")) out += map.get(character) ?? character;
  return out.normalize("NFD");
}

/** The skeleton, with small capitals as the letters that they are; in lower case. */
export const seenAs = (text: string): string =>
  skeleton(text.toLowerCase().replace(/[^\x00-\x7f]/gu, (it) => SMALL_CAPITALS.get(it) ?? it)).toLowerCase();

/** Letters of another alphabet or style, such as Cyrillic or mathematical ones, as the Latin letter or digit that they look like. */
export function latinLookalikes(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  const map = prototypes();
  let out = "";
  for (const character of text) {
    const seen = character > "\u007f" ? (SMALL_CAPITALS.get(character) ?? map.get(character)) : undefined;
    out += seen !== undefined && /^[a-z0-9]$/i.test(seen) ? seen : character;
  }
  return out;
}

export const withoutInvisible = (text: string): string => (ASCII_ONLY.test(text) ? text : text.replace(INVISIBLE, ""));
