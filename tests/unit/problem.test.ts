import { describe, expect, test } from "vitest";
import { didYouMean, hasErrors, type Problem, renderProblem, typingDistance } from "../../src/core/problem.ts";

const problem: Problem = { file: "nightdesk.yaml", line: 3, column: 5, message: "unknown key", severity: "error" };

describe("a problem", () => {
  test("is one line with its place and what to try", () => {
    expect(renderProblem(problem)).toBe("nightdesk.yaml:3:5: unknown key.");
    expect(renderProblem({ ...problem, next: "Remove it." })).toBe("nightdesk.yaml:3:5: unknown key. Remove it.");
    expect(renderProblem({ ...problem, message: "really?", severity: "warning" })).toBe(
      "nightdesk.yaml:3:5: warning: really?",
    );
  });

  test("stops the desk only when it is an error", () => {
    expect(hasErrors([{ ...problem, severity: "warning" }])).toBe(false);
    expect(hasErrors([{ ...problem, severity: "warning" }, problem])).toBe(true);
  });
});

describe("a suggestion", () => {
  test.each([
    ["titel", "title"],
    ["catgeory", "category"],
    ["Language", "language"],
    ["question", "questions"],
  ])("for %s is %s", (word, known) => {
    expect(didYouMean(word, ["id", "title", "category", "language", "questions"])).toBe(`Did you mean "${known}"?`);
  });

  test("is not made when nothing is near", () => {
    expect(didYouMean("colour", ["id", "title"])).toBeUndefined();
    expect(didYouMean("title", [])).toBeUndefined();
    expect(didYouMean("", ["id"])).toBeUndefined();
  });
});

test.each([
  ["", "", 0],
  ["abc", "", 3],
  ["abc", "acb", 1],
  ["kitten", "sitting", 3],
])("from %j to %j it takes %d edits", (a, b, edits) => {
  expect(typingDistance(a, b)).toBe(edits);
  expect(typingDistance(b, a)).toBe(edits);
});
