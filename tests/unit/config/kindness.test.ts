import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { renderProblem } from "../../../src/core/problem.ts";

const BASE = "desk: { name: Borealis }\npeople: { mei: { name: Mei }, bob: { name: Bob } }\n";

/** Faults as people make them in rules and schedules: each is named with its place and what to do. */
test.each([
  ["rules:\n\t- { name: x }", /:4:1: a line is indented with a tab\. Indent with spaces\./],
  ["rules: []\nrules: []", /:4:1: “rules” stands twice\. Keep one/],
  ["rules: [{ name: x", /Close|has its end/],
  ["rules: [{ name: a: b }]", /quotes/],
  ["schedules: { s: { layers: [{ name: a, people: [] }] } }", /"people" must have at least 1 entry\./],
  ["schedules: { s: { zone: Europe/Lodnon, layers: [{ name: a, people: [mei] }] } }", /Did you mean "Europe\/London"/],
  ["schedules: { s: { layers: [{ name: a, people: [bbo] }] } }", /no person "bbo"\. Did you mean "bob"\?/],
  [
    "schedules: { s: { layers: [{ name: a, people: [mei] }, { name: a, people: [bob] }] } }",
    /:3:64: two layers are called “a”\. Reasons name layers/,
  ],
  [
    "rules: [{ name: x, when: { langauge: en }, do: { priority: P1 } }]",
    /unknown key "langauge"\. Did you mean "language"\?/,
  ],
  ['rules: [{ name: x, when: { text: "(?=a)b" }, do: { priority: P1 } }]', /no pattern of RE2 \(no look-around/],
  ["rules: [{ name: x, when: {}, do: { team: frontlin } }]", /no team "frontlin"\. Did you mean "frontline"\?/],
  ["escalation: { u: { steps: [{ page: [{ schedule: nights }] }] } }", /no schedule "nights"\. There are none under/],
])("%s", (wrong, says) => {
  const { config, problems } = parseConfig(`${BASE}${wrong}\n`, "nightdesk.yaml");
  expect(config).toBeUndefined();
  expect(problems.map(renderProblem).join("\n")).toMatch(says);
});
