import { toSimplified } from "../../knowledge/han.ts";
import { latinLookalikes, withoutInvisible } from "../look-alike.ts";

/** A text as a person reads it, whatever it is written with. */
export interface Readable {
  /** Lower case, plain letters, Simplified Chinese, single spaces. */
  text: string;
  /** Somebody went to lengths so that machines would not read it. */
  disguised: boolean;
}

const DIGIT_LETTERS: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};
/** A digit or sign that stands for a letter: with letters on both sides. What is rare is asked first: most places fail at once. */
const IN_WORD = /[013457@$](?<=[a-z][013457@$]{0,2}.)(?=[013457@$]{0,2}[a-z])/g;
/** Letters with one space or sign between each two: "w h a t s a p p", "w.h.a.t.s". */
const SPACED = /[ .*_|-](?<=(?:^|[^a-z0-9])[a-z].)[a-z](?:[ .*_|-][a-z]){2,30}(?![a-z0-9])/g;
const SPACES = /\s{2,}|[^\S ]/;
const ASCII = /^[\x00-\x7f]*$/;

/** What lures are looked for in. */
export function readable(given: string): Readable {
  const plain = ASCII.test(given);
  const visible = plain ? given : withoutInvisible(given);
  const normal = (plain ? given : visible.normalize("NFKC")).toLowerCase();
  const folded = plain ? normal : latinLookalikes(visible.normalize("NFKC")).toLowerCase();
  const words = folded.replace(IN_WORD, (it) => DIGIT_LETTERS[it] ?? it);
  const joined = words.replace(SPACED, (it) => it.replace(/[ .*_|-]/g, ""));
  const mixed = folded !== normal && /[a-z]/.test(folded);
  const disguised = mixed || joined !== folded || (visible !== given && /[a-z]{2}[^\x20-\x7e][a-z]{2}/i.test(given));
  const simplified = plain ? joined : toSimplified(joined);
  return { text: SPACES.test(simplified) ? simplified.replace(/\s+/g, " ") : simplified, disguised };
}
