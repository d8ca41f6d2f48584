import { z } from "zod";
import { checkOutgoing, type FactFinding } from "../outbound/check.ts";
import type { Known } from "../outbound/known.ts";
import { didYouMean, hasErrors, type Problem } from "../problem.ts";
import { type Path, parseYaml } from "../yaml-problems.ts";
import { type Article, type ArticleMeta, articleSchema, type Fact, factSchema } from "./article.ts";

export const FRONT_MATTER = /^---[ \t]*\n[\s\S]*?\n(?=---[ \t]*(?:\n|$))/;
export const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const FACT_KEY = /^[a-z0-9]+([._-][a-z0-9]+)*$/;
const factsSchema = z.record(z.string().regex(FACT_KEY, "must look like deposit.confirmations.btc"), factSchema);

/**
 * Reads one article: front matter and Markdown, with the facts of its language filled in. `article` is there when no problem is an
 * error. A fact that is unknown, has no value in this language, or is used and listed in one place only, is an error. So is, where
 * `known` says what the desk may state, anything that customers would read and no fact says.
 */
export function parseArticle(
  text: string,
  file: string,
  facts: ReadonlyMap<string, Fact>,
  known?: Known,
): { article?: Article; problems: Problem[] } {
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const front = FRONT_MATTER.exec(source)?.[0];
  if (front === undefined) {
    const next = "Begin the file with a line ---, the keys id, title, …, and another line ---.";
    return { problems: [{ file, line: 1, column: 1, message: "no front matter", next, severity: "error" }] };
  }
  const { value: meta, problems: found, problemAt } = parseYaml(articleSchema, front, file);
  if (!meta) return { problems: found };

  const problems = [...found];
  const filler = factFiller(meta, facts);
  const fill = (text: string, at: (offset: number, message: string, next?: string) => Problem) => {
    for (const finding of known === undefined ? [] : unstated(text, known)) {
      problems.push(at(finding.start, `no fact says “${finding.text}”`, stateIt(finding)));
    }
    return filler.fill(text, (offset, message, next) => problems.push(at(offset, message, next)));
  };
  const fillAt = (path: Path, text: string) =>
    fill(text, (_offset, message, next) => problemAt(path, message, { next }));

  const name = file.split(/[\\/]/).at(-1);
  if (name !== `${meta.id}.md`) {
    problems.push(
      problemAt(["id"], `"id" is ${meta.id}, but the file is ${name}`, {
        next: `Call the file ${meta.id}.md or, if it is an article of its own, write id: ${name?.replace(/\.md$/, "")}.`,
      }),
    );
  }
  const fence = /^---[ \t]*\n?/.exec(source.slice(front.length))?.[0] ?? "";
  const start = front.length + fence.length;
  const body = fill(source.slice(start), (offset, message, next) => ({
    file,
    ...placeIn(source, start + offset),
    message,
    ...(next ? { next } : {}),
    severity: "error",
  })).trim();
  if (body === "")
    problems.push({ file, ...placeIn(source, start), message: "the answer is empty", severity: "error" });
  const guide = meta.guide && fillGuide(meta.guide, fillAt);
  for (const [at, text] of [
    [["title"], meta.title] as const,
    ...meta.questions.map((q, i) => [["questions", i], q] as const),
  ]) {
    if (text.includes("{{")) problems.push(problemAt(at, "facts are filled in only in the answer and the guide"));
  }
  for (const finding of known === undefined ? [] : unstated(meta.title, known)) {
    problems.push(problemAt(["title"], `no fact says “${finding.text}”`, { next: "Leave it out of the title." }));
  }
  for (const [i, key] of meta.facts.entries()) {
    if (!filler.used.has(key))
      problems.push(problemAt(["facts", i], `fact ${key} is listed, but not used`, { next: "Remove it." }));
  }
  if (hasErrors(problems)) return { problems };
  return { article: { ...meta, ...(guide ? { guide } : {}), body, file }, problems };
}

/** Reads a file of facts: a map from key to value. `facts` holds those of a file with no error; else it is empty. */
export function parseFacts(source: string, file: string): { facts: Map<string, Fact>; problems: Problem[] } {
  if (source.trim() === "") return { facts: new Map(), problems: [] };
  const { value, problems } = parseYaml(factsSchema, source, file);
  return { facts: new Map(Object.entries(value ?? {})), problems };
}

type Complain = (offset: number, message: string, next?: string) => void;

function factFiller(meta: ArticleMeta, facts: ReadonlyMap<string, Fact>) {
  const used = new Set<string>();
  const read = (key: string, complain: (message: string, next?: string) => void): string | undefined => {
    if (!FACT_KEY.test(key)) return void complain(`{{${key}}} is not the key of a fact`);
    used.add(key);
    const fact = facts.get(key);
    if (!fact) return void complain(`fact ${key} is not defined`, didYouMean(key, facts.keys()));
    if (!meta.facts.includes(key)) complain(`fact ${key} is used, but not listed`, 'List it under "facts".');
    const value = typeof fact.value === "string" ? fact.value : fact.value[meta.language];
    if (value === undefined) complain(`fact ${key} has no value in ${meta.language}`, "Add one where it is defined.");
    return value;
  };
  const fill = (text: string, complain: Complain): string => {
    const filled = text.replace(PLACEHOLDER, (whole, inner: string, offset: number) => {
      return read(inner.trim(), (message, next) => complain(offset, message, next)) ?? whole;
    });
    const open = text.replace(PLACEHOLDER, (whole) => " ".repeat(whole.length)).indexOf("{{");
    if (open >= 0) complain(open, "{{ without its }}");
    return filled;
  };
  return { used, fill };
}

type Guide = NonNullable<ArticleMeta["guide"]>;

function fillGuide(guide: Guide, fill: (path: Path, text: string) => string): Guide {
  const steps = Object.entries(guide.steps).map(([name, step]): [string, Guide["steps"][string]] => {
    const at = ["guide", "steps", name];
    if ("say" in step) return [name, { ...step, say: fill([...at, "say"], step.say) }];
    const options = step.options.map((it, i) => ({ ...it, label: fill([...at, "options", i, "label"], it.label) }));
    return [name, { ask: fill([...at, "ask"], step.ask), options }];
  });
  return { start: guide.start, steps: Object.fromEntries(steps) };
}

/** What a text with placeholders states by itself; what its facts say is the operator's own. */
export function unstated(text: string, known: Known): FactFinding[] {
  const checked = checkOutgoing(
    text.replace(PLACEHOLDER, (whole) => FILLED.repeat(whole.length)),
    known,
  );
  return checked.ok ? [] : checked.findings;
}

/** Stands where a fact will: neither a letter nor a digit nor a space. */
const FILLED = "\ue000";

export const stateIt = ({ nearest }: FactFinding): string =>
  nearest === null
    ? "Make it a fact and name it here in {{ }}."
    : `Make it a fact and name it here in {{ }}; {{${nearest.fact}}} says “${nearest.says}”.`;

/** Line and column of an offset, both from 1. */
export function placeIn(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
