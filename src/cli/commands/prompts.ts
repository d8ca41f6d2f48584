import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { EXIT, Fault } from "../../core/errors.ts";
import { renderProblem } from "../../core/problem.ts";
import { caseSchema, runCase, type TriageCase } from "../../core/triage/case.ts";
import { parseYaml } from "../../core/yaml-problems.ts";
import { triagePrompt } from "../model.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { projectFile } from "../project.ts";

const CASES = "prompts/cases";

/** `nightdesk prompts test`: renders the prompt and puts recorded answers through all that a real one passes; exit 1 when one differs. */
export async function test(_: string[], options: { config?: string; json?: boolean }): Promise<void> {
  const { policy, configFile = "nightdesk.yaml" } = await loadPolicy({ ...options, articles: false, outgoing: true });
  const prompt = await triagePrompt(configFile);
  const cases = [...(await casesIn(projectFile(CASES))), ...(await casesIn(join(dirname(configFile), CASES)))];
  const results = cases.map((it) => runCase(it, prompt, policy.known, policy.config.reply.answerAt));
  const failed = results.filter(({ differences }) => differences.length > 0);
  print(options.json, { prompt: prompt.id, version: prompt.version, cases: results.length, failed }, () =>
    [
      ...failed.flatMap(({ name, differences }) => [`${name}:`, ...differences.map((it) => `  ${it}`)]),
      `${prompt.id} version ${prompt.version}: ${results.length - failed.length} of ${results.length} cases as expected`,
    ].join("\n"),
  );
  if (failed.length > 0) process.exitCode = EXIT.failed.code;
}

/** The cases of a folder's files; none when there is no such folder. Throws a Fault with every complaint. */
async function casesIn(folder: string): Promise<TriageCase[]> {
  const names = await readdir(folder).catch(() => []);
  const found: TriageCase[] = [];
  for (const name of names.filter((it) => it.endsWith(".yaml")).sort()) {
    const file = join(folder, name);
    const { value, problems } = parseYaml(z.array(caseSchema).max(500), await readFile(file, "utf8"), file);
    if (value === undefined)
      throw new Fault("config_invalid", problems.map(renderProblem).join("\n"), {
        next: "Mend the case and try again.",
      });
    found.push(...value);
  }
  return found;
}
