import { z } from "zod";
import { CATEGORIES, type Category } from "../knowledge/article.ts";

/** How bad it is, worst first. sev1: money or an account is being lost now. sev4: a question that can wait. */
export const SEVERITIES = ["sev1", "sev2", "sev3", "sev4"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SENTIMENTS = ["calm", "worried", "angry", "desperate"] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** What makes a ticket dangerous, whatever it is about. A model may add one and takes none away. */
export const RISKS = [
  "account_takeover",
  "secret_shared",
  "funds_at_risk",
  "scam",
  "self_harm",
  "law_enforcement",
  "regulator",
  "legal_threat",
  "press",
  "vulnerable_customer",
] as const;
export type Risk = (typeof RISKS)[number];

export const MENTIONS = [
  "amount",
  "asset",
  "network",
  "address",
  "transaction",
  "error_code",
  "order",
  "date",
] as const;

/** Something that the customer named, as it stands in the conversation. */
export interface Mention {
  kind: (typeof MENTIONS)[number];
  value: string;
}

/** One sentence of a draft: what it says, and the words of an article that bear it out. */
export interface DraftSentence {
  text: string;
  article: string;
  /** Verbatim from that article. */
  quote: string;
}

/** What a responder is given with a ticket: an opinion, never a fact until a rule or a person applies it. */
export interface Suggestion {
  /** `rules`: made with no model. */
  by: "rules" | "model";
  category: Category | null;
  severity: Severity;
  sentiment: Sentiment;
  /** ISO 639 code, as far as it can be told. */
  language: string;
  mentions: Mention[];
  risks: Risk[];
  /** What it is about, in at most 600 characters. Personal: it is stored where an erasure reaches it. */
  summary: string;
  needsHuman: boolean;
  draft: DraftSentence[];
  /** Between 0 and 1. */
  confidence: number;
}

const text = (max: number) => z.string().max(max);

/**
 * What a model is asked for, `triage.v1`. Every string and array has an end, numbers are integers and nothing has a format: what else
 * schemas offer, some servers refuse.
 */
export const replySchema = z.strictObject({
  category: z.enum(CATEGORIES),
  severity: z.enum(SEVERITIES),
  sentiment: z.enum(SENTIMENTS),
  language: text(12),
  mentions: z.array(z.strictObject({ kind: z.enum(MENTIONS), value: text(120) })).max(20),
  risks: z.array(z.enum(RISKS)).max(RISKS.length),
  summary: text(600),
  needs_human: z.boolean(),
  draft: z.array(z.strictObject({ text: text(600), article: text(12), quote: text(600) })).max(12),
  /** Percent. */
  confidence: z.int().min(0).max(100),
});
export type ModelReply = z.output<typeof replySchema>;

export const worse = (a: Severity, b: Severity): Severity => (SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b);
