import type { Utterance } from "../conversation/transcript.ts";
import type { Signal } from "../guard/signals.ts";
import type { Category, Route } from "../knowledge/article.ts";
import type { Priority } from "../ports.ts";
import type { Risk, Sentiment } from "./suggestion.ts";

/** An article that a draft may cite: public, in the customer's language where there is one. */
export interface Source {
  id: string;
  title: string;
  language: string;
  /** Markdown. */
  body: string;
}

/** Everything that triage goes by. The texts have passed the guard. */
export interface Material {
  priority: Priority;
  category: Category | null;
  route: Route | null;
  /** Calibrated probability that the first source is about this. */
  confidence: number;
  language: string;
  signals: readonly Signal[];
  /** What the rules said by their tags. */
  risks: readonly Risk[];
  sentiment: Sentiment;
  /** The article that it is about, where the desk is sure enough of one. */
  article: string | null;
  /** In order, newest last. */
  said: readonly Utterance[];
  /** Best first. */
  sources: readonly Source[];
}

/** What the customer wrote and is still there, in order. */
export const written = ({ said }: Pick<Material, "said">): string[] =>
  said.flatMap(({ author, text }) => (author.side === "customer" && text !== null ? [text] : []));
