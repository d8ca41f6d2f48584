import { createHash } from "node:crypto";
import type { Article } from "./article.ts";

/** Short hash of everything that ranking and answers depend on; the order of the articles and their files do not matter. */
export function knowledgeVersion(articles: readonly Article[]): string {
  const lines = articles.map(({ file: _, ...content }) => JSON.stringify(content)).sort();
  const hash = createHash("sha256");
  for (const line of lines) hash.update(line).update("\n");
  return hash.digest("hex").slice(0, 12);
}
