import { applied, passed, skipped, type TraceStep } from "../trace.ts";
import { type DraftSentence, RISKS, type Suggestion, worse } from "./suggestion.ts";

/**
 * The rules' suggestion with the model's beside it. Only ever more careful: the severity is the worse of the two, a risk that one of
 * them sees stays, and a person is needed when one of them says so. What the model knows better are words: category where the rules
 * are unsure, summary, sentiment, draft.
 *
 * @param sure the confidence from which the rules' category stands
 */
export function merge(
  rules: Suggestion,
  model: Suggestion,
  sure: number,
): { suggestion: Suggestion; steps: TraceStep[] } {
  const severity = worse(rules.severity, model.severity);
  const added = model.risks.filter((risk) => !rules.risks.includes(risk));
  const keepCategory = rules.category !== null && rules.confidence >= sure;
  const draft: DraftSentence[] = model.draft.length > 0 ? model.draft : rules.draft;
  const steps: TraceStep[] = [
    severity === rules.severity
      ? passed("severity", `the model says ${model.severity}; the rules' ${rules.severity} stands`)
      : applied("severity", `the model raises ${rules.severity} to ${severity}`),
    added.length === 0
      ? passed("risks", "the model sees no risk that the rules do not")
      : applied("risks", `the model adds ${added.join(", ")}`),
    keepCategory
      ? passed("category", `the knowledge base is sure enough of ${rules.category}`)
      : applied("category", `the model says ${model.category}`),
    model.draft.length > 0
      ? applied("draft", `${model.draft.length} sentences of the model are borne out by articles`)
      : skipped("draft", "no sentence of the model is borne out; the draft is the article's own text"),
  ];
  return {
    suggestion: {
      by: "model",
      category: keepCategory ? rules.category : model.category,
      severity,
      sentiment: model.sentiment,
      language: rules.language,
      mentions: rules.mentions.concat(
        model.mentions.filter((it) => !rules.mentions.some(({ value }) => value === it.value)),
      ),
      risks: RISKS.filter((risk) => rules.risks.includes(risk) || model.risks.includes(risk)),
      summary: model.summary.trim() === "" ? rules.summary : model.summary,
      needsHuman: rules.needsHuman || model.needsHuman,
      draft,
      confidence: Math.min(model.confidence, model.draft.length > 0 ? 1 : rules.confidence),
    },
    steps,
  };
}
