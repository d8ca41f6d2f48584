import { relative } from "node:path";
import { EXIT, Fault } from "../../core/errors.ts";
import { lintKnowledge } from "../../core/knowledge/lint.ts";
import { hasErrors, type Problem, renderProblem } from "../../core/problem.ts";
import { checkRules } from "../../core/rules/check.ts";
import { type EmbeddingsConfig, explained, openEmbedder } from "../embeddings.ts";
import { findConfig, type LoadedFiles, loadFiles } from "../files.ts";
import { print } from "../out.ts";
import { loadOutgoing } from "../outgoing-files.ts";
import { placedInFiles } from "../places.ts";

/** `nightdesk check`: everything that is wrong with configuration and articles, each with its place. Exit 2 when something is. */
export async function check(
  _: string[],
  options: { json?: boolean; config?: string; strict?: boolean },
): Promise<void> {
  const file = findConfig(options.config);
  if (file === undefined)
    throw new Fault("usage", "there is no nightdesk.yaml here or above", {
      next: "Run `nightdesk init`, or name one with --config.",
    });
  const loaded = await loadFiles(file);
  const { config, articles, facts, problems } = loaded;
  const all =
    config === undefined
      ? problems
      : [
          ...problems,
          ...ruleWarnings(loaded),
          ...(await loadOutgoing(loaded)).problems,
          ...(await placedInFiles(
            lintKnowledge(articles, { languages: config.desk.languages, facts, problems, now: Date.now() }),
          )),
        ];
  report([...all, ...(await embeddingsProblems(config?.knowledge.embeddings, loaded.root, file))], options);
}

/** Rules that can never do what they say, as `nightdesk rules check` finds them. */
const ruleWarnings = ({ config, problemAt }: Pick<LoadedFiles, "config" | "problemAt">): Problem[] =>
  checkRules(config?.rules ?? []).map(({ rule, message, next }) =>
    problemAt(["rules", rule, "name"], message, { next, severity: "warning" }),
  );

/** A model that is not there or not the pinned one: the desk runs without it, so it is a warning. */
async function embeddingsProblems(
  config: EmbeddingsConfig | undefined,
  root: string,
  file: string,
): Promise<Problem[]> {
  if (config === undefined) return [];
  try {
    await openEmbedder(config, root);
    return [];
  } catch (error) {
    const message = `knowledge.embeddings: articles are found by words only: ${explained(error)}`;
    return [{ file: relative(process.cwd(), file), line: 1, column: 1, message, severity: "warning" }];
  }
}

/** Prints problems, errors first, and sets the exit code: 2 for errors, and for warnings under --strict. */
export function report(problems: Problem[], options: { json?: boolean; strict?: boolean }): void {
  const sorted = [...problems].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  const errors = sorted.filter(({ severity }) => severity === "error").length;
  const warnings = sorted.length - errors;
  const verdict = `${errors} ${errors === 1 ? "error" : "errors"}, ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
  print(options.json, { errors, warnings, problems: sorted }, () => [...told(sorted), verdict].join("\n"));
  if (hasErrors(sorted) || (options.strict === true && warnings > 0)) process.exitCode = EXIT.usage.code;
}

const MOST_ALIKE = 5;

/** One line each; of many warnings with one remedy only the first few, so that they do not hide the others. */
function told(problems: readonly Problem[]): string[] {
  return [...Map.groupBy(problems, (it) => (it.severity === "warning" && it.next ? it.next : it)).values()].flatMap(
    (alike) => {
      const more = alike.length - MOST_ALIKE;
      if (more <= 1) return alike.map(renderProblem);
      return [...alike.slice(0, MOST_ALIKE).map(renderProblem), `… and ${more} more like these; --json lists them all`];
    },
  );
}
