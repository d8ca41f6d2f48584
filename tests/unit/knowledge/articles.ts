import type { Article } from "../../../src/core/knowledge/article.ts";

/** An article with what a test says, and something sensible for the rest. */
export function article(id: string, questions: string[], more: Partial<Article> = {}): Article {
  return {
    id,
    title: questions[0] ?? id,
    category: "support",
    language: "en",
    questions,
    audience: "public",
    route: "self",
    owner: "frontline",
    reviewed: "2026-11-01",
    facts: [],
    related: [],
    body: `What to do about ${id}.`,
    file: `${more.language ?? "en"}/${id}.md`,
    ...more,
  };
}

const TOPICS: Record<string, [word: string, ...questions: string[]]> = {
  "DEP-01": [
    "deposit",
    "my deposit has not arrived",
    "deposit is missing since yesterday",
    "i sent coins and they are not credited",
    "where is my deposit",
    "bitcoin deposit not showing up",
    "my incoming transfer never came",
  ],
  "WDL-01": [
    "withdrawal",
    "withdrawal is stuck on pending",
    "why is my withdrawal still processing",
    "my withdrawal takes hours",
    "cancel a pending withdrawal",
    "withdrawal not sent yet",
    "money not leaving the exchange",
  ],
  "ACC-01": [
    "password",
    "i forgot my password",
    "reset my password please",
    "cannot log in with my password",
    "password reset mail does not come",
    "how to change the password",
    "locked out of login",
  ],
  "SEC-01": [
    "hacked",
    "my account was hacked",
    "somebody stole my funds",
    "freeze everything now",
    "there is a login i do not know",
    "unauthorised access to my account",
    "thief in my account",
  ],
  "FEE-01": [
    "fees",
    "what are the trading fees",
    "how much is the maker fee",
    "why was i charged a fee",
    "fee schedule for takers",
    "lower fees for high volume",
    "commission on trades",
  ],
  "KYC-01": [
    "identity",
    "verify my identity",
    "which documents for verification",
    "my passport was rejected",
    "identity check takes long",
    "selfie verification fails",
    "kyc level two requirements",
  ],
};

/** A small knowledge base with six questions per article. */
export const KNOWN: Article[] = Object.entries(TOPICS).map(([id, [word, ...questions]]) =>
  article(id, questions, { title: `About ${word}`, body: `Everything about ${word}, step by step.` }),
);
