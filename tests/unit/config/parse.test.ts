import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { renderProblem } from "../../../src/core/problem.ts";

const complaints = (yaml: string) => parseConfig(yaml, "nightdesk.yaml").problems.map(renderProblem);

test("the least configuration is a name; the rest has defaults", () => {
  const { config, problems } = parseConfig("desk: { name: Borealis }", "nightdesk.yaml");
  expect(problems).toEqual([]);
  expect(config?.server).toEqual({ host: "127.0.0.1", port: 7333 });
  expect(config?.sla.P1.first).toBe(15 * 60_000);
});

test("every complaint at once, each with its place and a next step", () => {
  const told = complaints(
    [
      "desk:",
      "  name: Borealis",
      "  languges: [en]",
      "reply:",
      "  answerAt: 1.5",
      "sla:",
      "  P1: { first: soon }",
      "rules:",
      "  - name: x",
      "    when: { chanel: discord }",
      "    do: { priority: P9 }",
    ].join("\n"),
  );
  expect(told).toEqual([
    'nightdesk.yaml:3:3: unknown key "languges". Did you mean "languages"?',
    'nightdesk.yaml:5:13: "answerAt" must be at most 1.',
    'nightdesk.yaml:7:16: "first" must be a duration such as 90s, 5m, 1h30m or 7d.',
    'nightdesk.yaml:10:13: unknown key "chanel". Did you mean "channel"?',
    'nightdesk.yaml:11:21: "priority" must be one of P0, P1, P2, P3.' + ' Did you mean "P0"?',
  ]);
});

test("what the schema cannot see is found as well", () => {
  const told = complaints(
    [
      "desk: { name: B, languages: [en, en] }",
      "teams: [payments]",
      "reply: { answerAt: 0.3, clarifyAt: 0.5 }",
      "people: { mei: { name: Mei, team: paymnts } }",
      "rules:",
      "  - { name: a, when: {}, do: { team: security } }",
      "  - { name: a, when: {}, do: {} }",
    ].join("\n"),
  );
  expect(told).toEqual([
    "nightdesk.yaml:1:29: language en is there twice.",
    'nightdesk.yaml:3:36: "clarifyAt" 0.5 is above "answerAt" 0.3. Nothing would ever be clarified.',
    'nightdesk.yaml:4:35: there is no team "paymnts". Did you mean "payments"?',
    'nightdesk.yaml:6:38: there is no team "security". Teams: payments.',
    "nightdesk.yaml:7:13: two rules are called “a”. Traces name rules: give each a name of its own.",
  ]);
});

test("a text that is not YAML at all says where it stops being so", () => {
  expect(complaints("desk: { name: B\nteams: [")[0]).toMatch(/^nightdesk\.yaml:\d+:\d+: /);
});
