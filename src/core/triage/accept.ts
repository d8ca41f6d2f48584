import { checkOutgoing, quotableFrom } from "../outbound/check.ts";
import type { Known } from "../outbound/known.ts";
import { applied, passed, type TraceStep } from "../trace.ts";
import { ground, type Ungrounded } from "./ground.ts";
import { type Material, written } from "./material.ts";
import { rehydrate } from "./redact.ts";
import type { DraftSentence, ModelReply, Suggestion } from "./suggestion.ts";

const WHY: Record<Ungrounded, string> = {
  unknown_article: "it cites an article that was not given",
  quote_too_short: "its quote is too short to bear anything out",
  quote_not_in_article: "its quote is not in the article",
  says_more_than_its_quote: "it states what its quote does not",
  turned_round: "it says the opposite of its quote",
};

/**
 * What of a model's reply may stand. Placeholders become again what the customer wrote, for addresses and transactions of this
 * conversation; one that nobody gave it rejects the draft. Sentences that no article bears out are cut, and so is what the operator's
 * facts do not vouch for.
 */
export function acceptReply(
  reply: ModelReply,
  { sources, language, said }: Pick<Material, "sources" | "language" | "said">,
  placeholders: ReadonlyMap<string, string>,
  known: Known,
): { suggestion: Suggestion; steps: TraceStep[] } {
  const steps: TraceStep[] = [];
  const bodies = new Map(sources.map(({ id, body }) => [id, body]));
  const { stands, cut } = ground(reply.draft, bodies);
  for (const { sentence, reason } of cut)
    steps.push(applied("grounding", `a sentence on ${idOf(sentence)} was cut: ${WHY[reason]}`));
  const whole = stands.map((sentence) => ({ ...sentence, text: rehydrate(sentence.text, placeholders) }));
  const invented = whole.some(({ text }) => text === undefined);
  if (invented)
    steps.push(applied("placeholders", "the draft names a placeholder that nobody gave: all of it was cut"));
  const told = whole.filter((it): it is DraftSentence => it.text !== undefined);
  const draft = invented ? [] : told.filter(({ text }) => checkOutgoing(text, known, new Set()).ok);
  if (!invented && draft.length < told.length)
    steps.push(applied("facts", `${told.length - draft.length} sentences state what no fact says, and were cut`));
  if (steps.length === 0) steps.push(passed("grounding", "each sentence is borne out by its quote"));
  const own = written({ said });
  const show = (text: string) => rehydrate(text, placeholders) ?? "";
  const summary = show(reply.summary);
  // It may repeat what the customer wrote, and never a link or a number to call, whoever brought them.
  const stated = checkOutgoing(summary, known, quotableFrom(own));
  if (!stated.ok)
    steps.push(applied("summary", "it states what neither the customer nor a fact says: it was left out"));
  return {
    suggestion: {
      by: "model",
      category: reply.category,
      severity: reply.severity,
      sentiment: reply.sentiment,
      language,
      mentions: reply.mentions.flatMap(({ kind, value }) => {
        const shown = show(value);
        return own.some((text) => shown !== "" && text.includes(shown)) ? [{ kind, value: shown }] : [];
      }),
      risks: reply.risks,
      summary: stated.ok ? summary : "",
      needsHuman: reply.needs_human,
      draft,
      confidence: reply.confidence / 100,
    },
    steps,
  };
}

/** Only an id that looks like one: a trace holds nothing that a model made up. */
const idOf = ({ article }: DraftSentence): string =>
  /^[A-Z]{2,6}-\d{2,3}$/.test(article) ? article : "an unknown article";
