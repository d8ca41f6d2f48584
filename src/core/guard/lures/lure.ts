/** A way of luring somebody, and how it is worded. Wordings read what `readable` makes of a message, and are bounded in every part. */
export interface Lure {
  id: string;
  /** For moderators: what the message does. */
  says: string;
  /** 0 to 1: how bad it is with nothing else said. */
  weight: number;
  /** Sources of patterns. Each begins with something of its own, by which the index finds it. */
  wordings: string[];
  /** A warning (“never share …”) or a question of one's own (“how do I …”) in the same sentence is no lure; true where it may be one. */
  evenAsked?: boolean;
}

/** One of several short bounded sequences. */
export const any = (...sources: string[]): RegExp => new RegExp(sources.map((it) => `(?:${it})`).join("|"), "g");
