import type { Trace } from "../trace.ts";

export const VERDICT_KINDS = ["link", "impersonation", "lure"] as const;

/** Something bad about a public message, and why. `what` is a host, a protected name or a lure of the table: never what was written. */
export interface Verdict {
  kind: (typeof VERDICT_KINDS)[number];
  what: string;
  /** 0 to 1. */
  score: number;
  /** Sentences that a moderator can read. */
  because: string[];
}

/** What is done about a message, from nothing to the most; each includes those before it. */
export const ACTIONS = ["none", "flag", "hold", "delete", "time_out"] as const;
export type Action = (typeof ACTIONS)[number];

/** What a platform has to carry out; a flag is only shown to moderators. */
export type PlatformAction = Exclude<Action, "none" | "flag">;

export const isHarsher = (a: Action, b: Action): boolean => ACTIONS.indexOf(a) > ACTIONS.indexOf(b);

export interface Judgement {
  action: Action;
  /** 0 to 1, all verdicts and the context together. */
  score: number;
  verdicts: Verdict[];
  trace: Trace;
}
