import { z } from "zod";
import { CATEGORIES } from "../knowledge/article.ts";
import type { Known } from "../outbound/known.ts";
import { PRIORITIES } from "../ports.ts";
import { acceptReply } from "./accept.ts";
import { askModel } from "./ask-model.ts";
import { triageByRules } from "./by-rules.ts";
import type { Material } from "./material.ts";
import { merge } from "./merge.ts";
import type { Prompt } from "./prompt.ts";
import { readReply } from "./read-reply.ts";
import { sentimentOf } from "./sentiment.ts";
import { RISKS, SEVERITIES } from "./suggestion.ts";

const line = z.string().min(1).max(4_000);

/** A conversation, what a model answered about it, and what may stand of that. */
export const caseSchema = z.strictObject({
  name: z.string().min(1).max(120),
  priority: z.enum(PRIORITIES),
  category: z.enum(CATEGORIES).nullable().default(null),
  /** How sure the knowledge base is of that category. */
  confidence: z.number().min(0).max(1).default(0),
  language: z.string().max(12).default("en"),
  risks: z.array(z.enum(RISKS)).default([]),
  said: z.array(line).min(1).max(20),
  articles: z
    .array(z.strictObject({ id: z.string().max(12), body: line }))
    .max(8)
    .default([]),
  /** As it came: an object stands for its JSON; {{canary}} for the secret mark. */
  answer: z.union([z.string().max(20_000), z.record(z.string(), z.unknown())]),
  expect: z.strictObject({
    /** Why the answer counts for nothing; left out when it is one. */
    refused: z.enum(["empty", "not_json", "wrong_shape", "told_its_orders", "cut_off"]).optional(),
    severity: z.enum(SEVERITIES).optional(),
    category: z.enum(CATEGORIES).optional(),
    risks: z.array(z.enum(RISKS)).optional(),
    /** The sentences of the model's draft that stand. */
    draft: z.array(z.string()).optional(),
    summary: z.string().optional(),
  }),
});
export type TriageCase = z.output<typeof caseSchema>;

export interface CaseResult {
  name: string;
  /** What is otherwise than expected; empty when all is well. */
  differences: string[];
}

const CANARY = "case-canary";

/** Puts a recorded answer through everything that a real one passes. */
export function runCase(it: TriageCase, prompt: Prompt, known: Known, sure: number): CaseResult {
  const material = materialOf(it);
  const { request, placeholders } = askModel(material, prompt, { desk: "Desk", canary: CANARY });
  const left = `${request.system}${request.user}`.match(/\{\{\s*[a-z_]+\s*\}\}/)?.[0];
  const differences = left === undefined ? [] : [`the prompt leaves ${left} open`];
  const answer = typeof it.answer === "string" ? it.answer : JSON.stringify(it.answer);
  const read = readReply(answer.replaceAll("{{canary}}", CANARY), CANARY);
  const differs = (what: string, expected: unknown, actual: unknown) => {
    if (expected !== undefined && JSON.stringify(expected) !== JSON.stringify(actual))
      differences.push(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  };
  if (!read.ok) {
    if (read.reason !== it.expect.refused)
      differences.push(`it was refused: ${read.reason}${read.where ? ` at ${read.where}` : ""}`);
    return { name: it.name, differences };
  }
  if (it.expect.refused !== undefined) differences.push(`it was taken, and should be refused: ${it.expect.refused}`);
  const accepted = acceptReply(read.reply, material, placeholders, known).suggestion;
  const { suggestion } = merge(triageByRules(material), accepted, sure);
  differs("severity", it.expect.severity, suggestion.severity);
  differs("category", it.expect.category, suggestion.category);
  differs("risks", it.expect.risks, suggestion.risks);
  differs("summary", it.expect.summary, suggestion.summary);
  differs(
    "the draft",
    it.expect.draft,
    accepted.draft.map(({ text }) => text),
  );
  return { name: it.name, differences };
}

const materialOf = ({ said, articles, priority, category, confidence, language, risks }: TriageCase): Material => ({
  priority,
  category,
  route: null,
  confidence,
  language,
  signals: [],
  risks,
  sentiment: sentimentOf(said).sentiment,
  said: said.map((text, i) => ({ id: `case/${i}`, at: i, author: { side: "customer" }, text, article: null })),
  article: articles[0]?.id ?? null,
  sources: articles.map(({ id, body }) => ({ id, body, title: id, language })),
});
