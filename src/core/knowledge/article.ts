import { z } from "zod";

export const CATEGORIES = [
  "account",
  "kyc",
  "security",
  "scams",
  "deposits",
  "withdrawals",
  "fiat",
  "trading",
  "fees",
  "staking",
  "api",
  "legal",
  "status",
  "support",
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * What the desk may do with a question that this article answers.
 * self: the answer is complete. verify: general answer in public, anything about the account after identity step-up.
 * security: a person is told at once, freeze first. specialist: answer, and a ticket for the team that owns it.
 */
export const ROUTES = ["self", "verify", "security", "specialist"] as const;
export type Route = (typeof ROUTES)[number];

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\n\r]*$/, "must be one line");

const guideStep = z.union([
  z.strictObject({
    ask: line(300),
    options: z
      .array(z.strictObject({ label: line(80), go: line(40) }))
      .min(2)
      .max(6),
  }),
  z.strictObject({ say: z.string().trim().min(1).max(1_500), end: z.enum(["solved", "handoff"]) }),
]);

/** Front matter of an article: knowledge/<language>/<id>.md. */
export const articleSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,6}-\d{2,3}$/, "must look like DEP-01"),
  title: line(120),
  category: z.enum(CATEGORIES),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, "must be a language code such as en or zh"),
  questions: z.array(line(200)).min(1).max(60),
  audience: z.enum(["public", "staff"]).default("public"),
  route: z.enum(ROUTES),
  owner: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be the id of a team"),
  reviewed: z.iso.date(),
  facts: z
    .array(z.string().regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/))
    .max(40)
    .default([]),
  related: z
    .array(z.string().regex(/^[A-Z]{2,6}-\d{2,3}$/))
    .max(8)
    .default([]),
  /** A decision tree, walked one question at a time. */
  guide: z
    .strictObject({ start: line(40), steps: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), guideStep) })
    .optional(),
});

export type ArticleMeta = z.output<typeof articleSchema>;

/** One language of an article. `body` is Markdown with the facts filled in. */
export interface Article extends ArticleMeta {
  body: string;
  /** Path of the file it came from, for complaints. */
  file: string;
}

/** The operator's own numbers: fees, limits, holds. Articles name them as {{deposit.confirmations.btc}}; nothing else may state a number. */
export const factSchema = z.strictObject({
  value: z.union([line(200), z.record(z.string(), line(200))]),
  /** True while it is the shipped example, which `kb lint` reminds of. */
  example: z.boolean().default(false),
  reviewed: z.iso.date().optional(),
  source: line(300).optional(),
});
export type Fact = z.output<typeof factSchema>;
