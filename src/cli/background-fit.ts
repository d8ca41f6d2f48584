import { spawn } from "node:child_process";
import type { Policy } from "../core/policy.ts";

export interface BackgroundFitPorts {
  configFile: string;
  policy(): Policy;
  /** Reads the policy anew, with the model that was learnt meanwhile. */
  load(): Promise<{ policy: Policy | undefined }>;
  adopt(policy: Policy): void;
  log(entry: { level: "info" | "warn"; message: string }): void;
}

/** Whether all that the configuration asks for was learnt of these articles. */
const isLearnt = ({ config, knowledge }: Policy): boolean =>
  knowledge.fitted && (config.knowledge.embeddings === undefined || knowledge.embedder !== null);

/**
 * Has the model of the articles in force learnt by a process of its own, where none is kept, and puts it in force. Until then the desk
 * ranks by words and is careful with its confidence. Call it again after each reload; one learns at a time.
 */
export function backgroundFit({ configFile, policy, load, adopt, log }: BackgroundFitPorts) {
  let child: ReturnType<typeof spawn> | undefined;
  let stopped = false;

  function start(): void {
    if (child !== undefined || stopped || isLearnt(policy())) return;
    const [, script = ""] = process.argv;
    const learning = spawn(process.execPath, [...process.execArgv, script, "kb", "fit", "--config", configFile], {
      stdio: "ignore",
    });
    child = learning;
    const version = policy().knowledge.version;
    learning.on("error", (error) =>
      log({ level: "warn", message: `the model of the articles was not learnt: ${error.message}` }),
    );
    learning.on("close", (code) => {
      child = undefined;
      if (!stopped) void finished(code, version);
    });
  }

  async function finished(code: number | null, version: string): Promise<void> {
    if (code !== 0) {
      log({ level: "warn", message: "the model of the articles was not learnt; `nightdesk kb fit` says why" });
      return;
    }
    const { policy: next } = await load();
    // Broken meanwhile, or changed: the reload that follows a mended file starts this again.
    if (next === undefined || next.knowledge.version !== policy().knowledge.version) return;
    adopt(next);
    if (next.knowledge.fitted)
      log({ level: "info", message: `learnt from the articles' own questions, version ${version}` });
    if (!isLearnt(next))
      log({
        level: "warn",
        message: "articles are found by words only; `nightdesk kb fit` says why there are no vectors",
      });
  }

  return {
    start,
    stop(): void {
      stopped = true;
      child?.kill();
    },
  };
}
