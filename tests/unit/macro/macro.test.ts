import { describe, expect, test } from "vitest";
import { fillMacro, type Macro, macroFor, macrosIn } from "../../../src/core/macro/macro.ts";
import { lintMacros, parseMacro } from "../../../src/core/macro/parse.ts";
import { knownFrom } from "../../../src/core/outbound/known.ts";
import { renderProblem } from "../../../src/core/problem.ts";

const facts = new Map([["hold.password", { value: { en: "24 hours", zh: "24 小时" }, example: false }]]);
const read = (body: string, language = "en", file = `macros/${language}/hold.md`) =>
  parseMacro(`---\nid: hold\ntitle: On hold\nlanguage: ${language}\n---\n${body}`, file, facts, knownFrom(facts));
const complaints = (body: string, language = "en") => read(body, language).problems.map(renderProblem);

describe("a macro", () => {
  test("states its facts in its language, and keeps its variables for when it is sent", () => {
    expect(read("Held for {{hold.password}}.\n\n{{responder.name}}").macro?.text).toBe(
      "Held for 24 hours.\n\n{{responder.name}}",
    );
    expect(read("暂停{{hold.password}}。", "zh").macro?.text).toBe("暂停24 小时。");
  });

  test("is filled in with who sends it, and with no more than that", () => {
    const values = { "desk.name": "Borealis", "responder.name": "{{ticket.number}}", "ticket.number": "T-1" };
    expect(fillMacro({ text: "{{ responder.name }} of {{desk.name}} on {{ticket.number}}" }, values)).toBe(
      "{{ticket.number}} of Borealis on T-1",
    );
  });

  test("is wrong where it states what no fact says, with its place and the fact that was meant", () => {
    expect(complaints("Hello.\nA new password holds it for 36 hours.")).toEqual([
      "macros/en/hold.md:7:29: no fact says “36 hours”. Make it a fact and name it here in {{ }}; {{hold.password}} says “24 hours”.",
    ]);
  });

  test("is wrong where it names what is not there", () => {
    expect(complaints("{{hold.pasword}}")).toEqual([
      'macros/en/hold.md:6:1: {{hold.pasword}} is neither a fact nor a variable. Did you mean "hold.password"?',
    ]);
    expect(complaints("{{customer.iban}}")[0]).toContain(
      "Besides facts there are desk.name, responder.name, ticket.number.",
    );
    expect(complaints("{{hold.password}}", "fr")[0]).toContain("has no value in fr");
  });

  test("is wrong when it is empty, too long, of another name, or has no front matter", () => {
    expect(complaints(" \n")[0]).toContain("the macro is empty");
    expect(complaints("a".repeat(4_001))[0]).toContain("4001 characters");
    expect(read("Hi", "en", "macros/en/other.md").problems[0]?.message).toContain("the file is other.md");
    expect(parseMacro("Hi", "macros/en/hold.md", facts, knownFrom(facts)).problems[0]?.message).toBe("no front matter");
  });
});

describe("macros together", () => {
  const macro = (id: string, language: string, file = `${language}/${id}.md`): Macro => ({
    id,
    language,
    title: `${id} ${language}`,
    text: "x",
    file,
  });
  const all = [macro("b", "en"), macro("a", "en"), macro("a", "zh")];

  test("are offered once each, in the customer's language where there is one", () => {
    expect(macrosIn(all, "zh").map(({ id, language }) => `${id} ${language}`)).toEqual(["a zh", "b en"]);
    expect(macrosIn(all, "en").map(({ id, language }) => `${id} ${language}`)).toEqual(["a en", "b en"]);
  });

  test("go with the articles that they name, and are doubtful where there is no such article", () => {
    const named = [
      macro("a", "en"),
      { ...macro("b", "zh"), articles: ["WDL-01"] },
      { ...macro("c", "en"), articles: ["WDL-01"] },
    ];
    expect([macroFor(named, "WDL-01"), macroFor(named, "DEP-01"), macroFor(named, null)]).toEqual(["b", null, null]);
    expect(lintMacros(named, ["en", "zh"], new Set(["WDL-01"]))).toEqual([]);
    expect(lintMacros(named, ["en", "zh"], new Set(["WDL-02"])).map(renderProblem)).toEqual([
      expect.stringMatching(/no article WDL-01.*WDL-02/),
      expect.stringMatching(/no article WDL-01/),
    ]);
  });

  test("are wrong twice, and doubtful in a language that the desk does not speak", () => {
    const problems = lintMacros([...all, macro("a", "zh", "again.md"), macro("c", "fr")], ["en", "zh"], undefined);
    expect(problems.map(({ file, severity }) => [file, severity])).toEqual([
      ["again.md", "error"],
      ["fr/c.md", "warning"],
    ]);
  });
});
