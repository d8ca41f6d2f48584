/** A way of luring somebody, and how it is worded. Patterns read what `readable` makes of a message, and are bounded in every part. */
export interface Lure {
  id: string;
  /** For moderators: what the message does. */
  says: string;
  /** 0 to 1: how bad it is with nothing else said. */
  weight: number;
  /** What each wording has in it: cheap to look for, and mostly not there. */
  needs?: RegExp;
  patterns: RegExp[];
  /** A warning (“never share …”) or a question of one's own (“how do I …”) in the same sentence is no lure; true where it may be one. */
  evenAsked?: boolean;
}

/** All of several words in any order is not needed anywhere: each pattern is an alternation of short bounded sequences. */
export const any = (...sources: string[]): RegExp => new RegExp(sources.map((it) => `(?:${it})`).join("|"), "g");
