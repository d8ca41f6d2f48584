import type { Policy } from "../core/policy.ts";
import { hasErrors, type Problem, renderProblem } from "../core/problem.ts";
import { watchTree } from "./watch-tree.ts";

export interface ReloadPorts {
  /** Folder of the configuration. */
  root: string;
  /** Folders of articles and facts: what is below them counts as well. */
  trees(): string[];
  /** Reads everything anew; the policy is undefined when something is wrong. */
  load(): Promise<{ policy: Policy | undefined; problems: Problem[] }>;
  /** Puts a policy in force, whole, between two messages. */
  adopt(policy: Policy): void;
  log(entry: { level: "info" | "warn" | "error"; message: string }): void;
}

/** Editors write a file in several steps; a change counts once it has been quiet for this long. */
const QUIET = 300;
const RELEVANT = /\.(ya?ml|md)$/;

/**
 * Watches configuration and articles, and puts what changed in force while the desk runs. With an error in it the last good version
 * stays, and the complaints are logged. Returns how to stop.
 */
export function watchPolicy({ root, trees, load, adopt, log }: ReloadPorts): () => void {
  let timer: NodeJS.Timeout | undefined;
  let loading = Promise.resolve();

  const reload = async () => {
    const { policy, problems } = await load();
    const errors = problems.filter(({ severity }) => severity === "error");
    if (policy === undefined || hasErrors(problems)) {
      log({
        level: "error",
        message: `not reloaded, the last good version stays in force:\n${errors.map((it) => `  ${renderProblem(it)}`).join("\n")}`,
      });
      return;
    }
    adopt(policy);
    const { knowledge } = policy;
    log({ level: "info", message: `reloaded: ${knowledge.articles.length} articles, version ${knowledge.version}` });
  };
  const changed = (name: string | null) => {
    if (name !== null && !RELEVANT.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      loading = loading.then(reload).catch((error: unknown) => {
        log({ level: "error", message: `not reloaded: ${error instanceof Error ? error.message : String(error)}` });
      });
    }, QUIET);
  };
  const failed = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    log({ level: "warn", message: `changes of files are not seen (${reason}); restart the desk after a change` });
  };
  const stop = watchTree({ root, trees, changed, failed });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
