import type { Priority } from "../ports.ts";
import { extractDraft, extractSummary } from "./extract.ts";
import { type Material, written } from "./material.ts";
import { mentionsIn } from "./mentions.ts";
import { RISKS, type Risk, type Severity, type Suggestion, worse } from "./suggestion.ts";

const OF_PRIORITY: Record<Priority, Severity> = { P0: "sev1", P1: "sev2", P2: "sev3", P3: "sev4" };

/** However calm the ticket looks otherwise, with this risk it is no less grave. */
const AT_LEAST: Record<Risk, Severity> = {
  account_takeover: "sev1",
  secret_shared: "sev1",
  self_harm: "sev1",
  funds_at_risk: "sev2",
  scam: "sev2",
  law_enforcement: "sev2",
  regulator: "sev2",
  vulnerable_customer: "sev2",
  legal_threat: "sev3",
  press: "sev3",
};

/** What the desk can say of a ticket with no model: rules, the knowledge base's classifier, and the articles' own words. */
export function triageByRules(material: Material): Suggestion {
  const { priority, route, signals, category, confidence, language, sources, sentiment } = material;
  const texts = written(material);
  const secret = signals.some((it) => it === "seed_shared" || it === "key_shared" || it === "api_secret_shared");
  const seen = new Set<Risk>([
    ...material.risks,
    ...(secret ? (["secret_shared"] as const) : []),
    ...(route === "security" ? (["account_takeover"] as const) : []),
  ]);
  const risks = RISKS.filter((risk) => seen.has(risk));
  const mentions = mentionsIn(texts.join("\n"));
  const [source] = sources;
  return {
    by: "rules",
    category,
    severity: risks.reduce((severity, risk) => worse(severity, AT_LEAST[risk]), OF_PRIORITY[priority]),
    sentiment,
    language,
    mentions,
    risks,
    summary: extractSummary(texts, mentions),
    // A ticket exists because the desk could not go on alone.
    needsHuman: true,
    draft: source === undefined ? [] : extractDraft(texts.join("\n"), source),
    confidence,
  };
}
