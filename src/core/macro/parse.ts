import type { Fact } from "../knowledge/article.ts";
import { FRONT_MATTER, PLACEHOLDER, placeIn, stateIt, unstated } from "../knowledge/parse.ts";
import type { Known } from "../outbound/known.ts";
import { didYouMean, hasErrors, type Problem } from "../problem.ts";
import { parseYaml } from "../yaml-problems.ts";
import { isVariable, MACRO_VARIABLES, type Macro, macroSchema } from "./macro.ts";

const LONGEST = 4_000;

/**
 * Reads one macro: front matter and text, with the facts of its language filled in. `macro` is there when no problem is an error. What
 * it states and no fact says is an error, so that a responder never has a canned reply stopped.
 */
export function parseMacro(
  text: string,
  file: string,
  facts: ReadonlyMap<string, Fact>,
  known: Known,
): { macro?: Macro; problems: Problem[] } {
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const front = FRONT_MATTER.exec(source)?.[0];
  if (front === undefined) {
    const next = "Begin the file with a line ---, the keys id, title and language, and another line ---.";
    return { problems: [{ file, line: 1, column: 1, message: "no front matter", next, severity: "error" }] };
  }
  const { value: meta, problems, problemAt } = parseYaml(macroSchema, front, file);
  if (!meta) return { problems };
  const start = front.length + (/^---[ \t]*\n?/.exec(source.slice(front.length))?.[0].length ?? 0);
  const body = source.slice(start);
  const complain = (offset: number, message: string, next: string) =>
    problems.push({ file, ...placeIn(source, start + offset), message, next, severity: "error" });

  const name = file.split(/[\\/]/).at(-1);
  if (name !== `${meta.id}.md`) {
    problems.push(problemAt(["id"], `"id" is ${meta.id}, but the file is ${name}`, { next: `Call it ${meta.id}.md.` }));
  }
  for (const finding of unstated(body, known))
    complain(finding.start, `no fact says “${finding.text}”`, stateIt(finding));
  const filled = body.replace(PLACEHOLDER, (whole, inner: string, offset: number) => {
    const key = inner.trim();
    if (isVariable(key)) return whole;
    const value = facts.get(key)?.value;
    const said = typeof value === "object" ? value[meta.language] : value;
    if (said === undefined) complain(offset, ...whyUnknown(key, value !== undefined, meta.language, facts));
    return said ?? whole;
  });
  const said = filled.trim();
  if (said === "") complain(0, "the macro is empty", "Write what is sent to the customer below the front matter.");
  if (said.length > LONGEST)
    complain(0, `the macro has ${said.length} characters, more than ${LONGEST}`, "Shorten it.");
  return hasErrors(problems) ? { problems } : { macro: { ...meta, text: said, file }, problems };
}

function whyUnknown(
  key: string,
  isFact: boolean,
  language: string,
  facts: ReadonlyMap<string, Fact>,
): [message: string, next: string] {
  if (isFact) return [`fact ${key} has no value in ${language}`, "Add one where it is defined."];
  const names = [...MACRO_VARIABLES, ...facts.keys()];
  const variables = `Besides facts there are ${MACRO_VARIABLES.join(", ")}.`;
  return [`{{${key}}} is neither a fact nor a variable`, didYouMean(key, names) ?? variables];
}

/**
 * What is wrong with macros as a whole: the same one twice, a language that the desk does not speak, or an article that there is not.
 * `articles` are the ids of those that there are; undefined where they were not read.
 */
export function lintMacros(
  macros: readonly Macro[],
  languages: readonly string[],
  articles: ReadonlySet<string> | undefined,
): Problem[] {
  const seen = new Map<string, Macro>();
  const lost = macros.flatMap(({ file, articles: named = [] }): Problem[] =>
    named
      .filter((id) => articles?.has(id) === false)
      .map((id) => ({
        file,
        line: 1,
        column: 1,
        message: `there is no article ${id} to offer the macro with`,
        next: didYouMean(id, [...(articles ?? [])]) ?? "Name one that there is, or leave it out.",
        severity: "warning",
      })),
  );
  const whole = macros.flatMap((macro): Problem[] => {
    const key = `${macro.id} ${macro.language}`;
    const twin = seen.get(key);
    seen.set(key, twin ?? macro);
    const place = { file: macro.file, line: 1, column: 1 };
    if (twin !== undefined) {
      const message = `the macro ${macro.id} in ${macro.language} is also in ${twin.file}`;
      return [{ ...place, message, next: "Keep one of them.", severity: "error" }];
    }
    if (languages.includes(macro.language)) return [];
    const message = `the desk does not speak ${macro.language}`;
    return [{ ...place, message, next: `It speaks ${languages.join(", ")}.`, severity: "warning" }];
  });
  return [...whole, ...lost];
}
