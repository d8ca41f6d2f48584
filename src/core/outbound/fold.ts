/** A text as it is compared, and where each of its code units stands in the original. */
export interface Folded {
  text: string;
  /** One entry more than `text` has code units: the last is the original's length. */
  at: readonly number[] | null;
}

/** Traditional characters of numbers, units and contacts, each before the simplified one that is read for it. */
const TRADITIONAL = "時时個个確确認认鐘钟鏈链網网萬万億亿兩两幣币電电話话號号聯联過过內内塊块區区約约為为";
const SIMPLIFIED = new Map(TRADITIONAL.match(/../gu)?.map((pair) => [pair.slice(0, 1), pair.slice(1)]));
/** Nothing in it is read as something else: most of English, and of simplified Chinese. */
const PLAIN = new RegExp(
  `^[[\\x20-\\x7e\\n\\t、。，；：！？（）《》“”‘’…\\u3400-\\u9fff]--[${[...SIMPLIFIED.keys()].join("")}]]*$`,
  "v",
);
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** Ends a sentence or an address in Chinese, and must not become what may stand inside one. */
const CJK_MARK = /[，；：！？（）｛｝［］]/u;
const HYPHEN = /[\u2010\u2011\u2212]/u;

/**
 * Full-width, superscript and mathematical letters and digits as plain ones, odd spaces as spaces, invisible characters gone: what a
 * reader takes for a number or an address is one here too. Places in it lead back to the original.
 */
export function fold(text: string): Folded {
  if (PLAIN.test(text)) return { text, at: null };
  const at: number[] = [];
  const forms = new Map<string, string>();
  let folded = "";
  let place = 0;
  for (const character of text) {
    let shown = forms.get(character);
    if (shown === undefined) {
      shown = plainForm(character);
      forms.set(character, shown);
    }
    for (let i = 0; i < shown.length; i++) at.push(place);
    folded += shown;
    place += character.length;
  }
  at.push(place);
  return { text: folded, at };
}

function plainForm(character: string): string {
  if (character <= "~" || (character >= "\u3400" && character <= "\ud7ff"))
    return SIMPLIFIED.get(character) ?? character;
  if (character >= "！" && character <= "\uff5e") return CJK_MARK.test(character) ? character : halfWidth(character);
  if (INVISIBLE.test(character)) return "";
  if (HYPHEN.test(character)) return "-";
  const form = character.normalize("NFKC");
  return form.trim() === "" ? " " : form;
}

const halfWidth = (character: string): string => String.fromCharCode(character.charCodeAt(0) - 0xfee0);

/** The stretch of the original that a stretch of the folded text stands for. */
export const original = ({ at }: Folded, start: number, end: number): { start: number; end: number } =>
  at === null ? { start, end } : { start: at[start] ?? 0, end: at[end] ?? at.at(-1) ?? 0 };
