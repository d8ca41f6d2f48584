import type { HandOffReason } from "../conversation/conversation.ts";
import type { Signal } from "../guard/signals.ts";
import type { Category, Route } from "../knowledge/article.ts";
import type { Instant } from "../time.ts";
import type { Sentiment } from "../triage/suggestion.ts";
import type { Amount, Rates } from "./amounts.ts";

/** What a rule may look at besides the article: found in a message or known of its customer when it came. Never the text itself. */
export interface Gathered {
  /** The article that the message by itself is most likely about. */
  intent: string | null;
  sentiment: Sentiment;
  /** At most ten. */
  amounts: Amount[];
  /** The patterns of the rules that the text matches. */
  said: string[];
  tier: string | null;
  /** Customer since; null when nobody has told the desk. */
  since: Instant | null;
  /** Tickets of the last 30 days. */
  contacts: number;
  surge: boolean;
  outage: boolean;
  /** The message asks for the account to be frozen, and for nothing else. */
  freeze?: true;
}

export const nothingGathered: Gathered = {
  intent: null,
  sentiment: "calm",
  amounts: [],
  said: [],
  tier: null,
  since: null,
  contacts: 0,
  surge: false,
  outage: false,
};

/** Everything that a rule may look at. */
export interface Facts extends Gathered {
  /** Why a person is told; null while the desk still decides whether one is. */
  reason: HandOffReason | null;
  article: string | null;
  category: Category | null;
  route: Route | null;
  owner: string | null;
  confidence: number;
  signals: Signal[];
  language: string;
  channel: string;
  now: Instant;
  rates: Rates;
}

const MOST_AMOUNTS = 10;

/** What an exchange has shown so far: all amounts and patterns of it, its last mood that was one, and the newest of the rest. */
export function joined(before: Gathered | undefined, now: Gathered): Gathered {
  if (before === undefined) return now;
  const amounts = [...before.amounts, ...now.amounts].slice(-MOST_AMOUNTS);
  const said = [...new Set([...before.said, ...now.said])];
  const sentiment = now.sentiment === "calm" ? before.sentiment : now.sentiment;
  return { ...now, intent: now.intent ?? before.intent, amounts, said, sentiment };
}
