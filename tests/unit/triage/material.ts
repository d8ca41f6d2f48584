import type { Material } from "../../../src/core/triage/material.ts";

/** What triage is given, with what a test is about put in. */
export function material({ said = [], ...more }: Partial<Omit<Material, "said">> & { said?: string[] } = {}): Material {
  return {
    priority: "P2",
    category: "deposits",
    route: "verify",
    confidence: 0.8,
    language: "en",
    signals: [],
    risks: [],
    sentiment: "calm",
    article: null,
    said: said.map((text, i) => ({ id: `c/${i}`, at: i, author: { side: "customer" }, text, article: null })),
    sources: [
      {
        id: "DEP-01",
        title: "My deposit has not arrived",
        language: "en",
        body: "Open the transaction in a block explorer.\nIf it has enough confirmations and is not credited, tell us the transaction hash.\nNever send coins again to hurry it.",
      },
    ],
    ...more,
  };
}
