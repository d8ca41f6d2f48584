import { CATEGORIES } from "../knowledge/article.ts";
import type { Material } from "./material.ts";
import { fenced, type Prompt, type Rendered, renderPrompt } from "./prompt.ts";
import { redact } from "./redact.ts";

const SIDES = { customer: "customer", desk: "bot", responder: "responder" } as const;
/** Of each article so much is shown. */
const BODY = 6_000;

/**
 * The request for a suggestion: what was said, newest kept where it is too long, and the articles that may be cited, both as data
 * between marks that their authors cannot know. Addresses and transactions leave as placeholders.
 *
 * @param canary unguessable, and new for each request
 */
export function askModel(
  material: Material,
  prompt: Prompt,
  { desk, canary }: { desk: string; canary: string },
): { request: Rendered; placeholders: ReadonlyMap<string, string> } {
  const said = material.said.flatMap(({ author, text }) => (text === null ? [] : [{ side: SIDES[author.side], text }]));
  const { texts, known } = redact(said.map(({ text }) => text));
  const lines: string[] = [];
  let left = prompt.limits.input;
  for (let i = texts.length - 1; i >= 0 && left > 0; i--) {
    const line = `${said[i]?.side}: ${texts[i]}`.slice(0, left).toWellFormed();
    left -= line.length;
    lines.unshift(line);
  }
  const articles = material.sources
    .map(({ id, title, body }) => `[${id}] ${title}\n${body.slice(0, BODY)}`)
    .join("\n\n");
  const values = {
    desk,
    language: material.language,
    categories: CATEGORIES.join(", "),
    severity: material.priority,
    conversation: fenced("conversation", lines.join("\n"), canary),
    articles: fenced("articles", articles, canary),
  };
  return { request: renderPrompt(prompt, values, canary), placeholders: known };
}
