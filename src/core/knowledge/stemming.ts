import { stemmer as danish } from "@orama/stemmers/danish";
import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as finnish } from "@orama/stemmers/finnish";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as hungarian } from "@orama/stemmers/hungarian";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as norwegian } from "@orama/stemmers/norwegian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as romanian } from "@orama/stemmers/romanian";
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as swedish } from "@orama/stemmers/swedish";
import { stemmer as turkish } from "@orama/stemmers/turkish";
import porter2 from "wink-porter2-stemmer";
import { remembered } from "./remembered.ts";

type Stem = (word: string) => string;

const NORWEGIAN = lettersOnly(norwegian);

/** Snowball stemmers by language; English has its own, which is what every other language is read with too. */
const STEMMERS: Readonly<Record<string, Stem>> = {
  da: lettersOnly(danish),
  de: lettersOnly(german),
  es: lettersOnly(spanish),
  fi: lettersOnly(finnish),
  fr: lettersOnly(french),
  hu: lettersOnly(hungarian),
  it: lettersOnly(italian),
  nb: NORWEGIAN,
  nl: lettersOnly(dutch),
  nn: NORWEGIAN,
  no: NORWEGIAN,
  pt: lettersOnly(portuguese),
  ro: lettersOnly(romanian),
  ru: lettersOnly(russian),
  sv: lettersOnly(swedish),
  tr: lettersOnly(turkish),
};

/** The stem of an English word, by Porter2; any other word is its own. */
export const stemOf: Stem = remembered((word) => (/^[a-z]+$/.test(word) ? porter2(word) : word));

/** How words of a language such as "es" or "pt-BR" are stemmed; undefined where it is as in English. */
export const stemsIn = (language: string): Stem | undefined => STEMMERS[language.split("-", 1)[0] ?? language];

/** Whether words of this language are stemmed by rules of its own. */
export const isStemmed = (language: string): boolean =>
  stemsIn(language) !== undefined || language.split("-", 1)[0] === "en";

/** Codes and names with figures in them stay what they are. */
function lettersOnly(stem: Stem): Stem {
  return remembered((word) => (/^\p{L}+$/u.test(word) ? stem(word) : word));
}
