import type { WireTicketView } from "../server/api.ts";

/** An opinion, and marked as one: who made it, and what each sentence of the draft rests on. */
export function suggestionText(suggestion: NonNullable<WireTicketView["suggestion"]>): string {
  const { by, severity, category, sentiment, risks, confidence, summary, draft, prompt, similar, macro } = suggestion;
  const maker = by === "rules" ? "by rules, no model" : `by ${prompt?.model ?? "a model"}, read it before you use it`;
  const told = [severity, category ?? "no category", sentiment, ...risks, `${Math.round(100 * confidence)} %`];
  return [
    `suggestion (${maker})  ${told.join("  ")}`,
    indent(summary),
    ...(similar.length === 0 ? [] : [`similar and resolved: ${similar.map((it) => `T-${it}`).join(", ")}`]),
    ...(macro === null ? [] : [`macro that fits: ${macro}`]),
    ...(draft.length === 0 ? [] : ["draft", ...draft.map(({ text, article }) => indent(`${text} [${article}]`))]),
  ].join("\n");
}

export const indent = (text: string): string =>
  text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
