import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { knownFrom } from "../../../src/core/outbound/known.ts";
import { caseSchema, runCase, type TriageCase } from "../../../src/core/triage/case.ts";
import { type Prompt, parsePrompt } from "../../../src/core/triage/prompt.ts";
import { parseYaml } from "../../../src/core/yaml-problems.ts";

const prompt = parsePrompt(readFileSync("prompts/triage.md", "utf8"), "prompts/triage.md").prompt as Prompt;
const cases = parseYaml(
  z.array(caseSchema),
  readFileSync("prompts/cases/triage.yaml", "utf8"),
  "prompts/cases/triage.yaml",
).value as TriageCase[];
const run = (it: TriageCase) => runCase(it, prompt, knownFrom(new Map()), 0.6);

test.each(cases.map((it) => [it.name, it] as const))("%s", (_, it) => expect(run(it).differences).toEqual([]));

test("a case that expects something else is told with both", () => {
  const [first] = cases as [TriageCase];
  expect(run({ ...first, expect: { severity: "sev1", draft: [] } }).differences).toEqual([
    'severity is "sev3", not "sev1"',
    'the draft is ["Please open the transaction in a block explorer.","Never send the coins again."], not []',
  ]);
  expect(run({ ...first, answer: "{}" }).differences[0]).toMatch(/it was refused: wrong_shape at category/);
});
