import { Fault } from "../core/errors.ts";
import { buildKnowledge } from "../core/knowledge/knowledge.ts";
import type { Policy } from "../core/policy.ts";
import { findConfig, insist, type Loaded, loadFiles, loadFolder } from "./files.ts";

export interface LoadedPolicy {
  policy: Policy;
  root: string;
  configFile: string | undefined;
}

/** Builds the policy from files, or throws after printing every complaint. `knowledge` uses other articles than the configuration's. */
export async function loadPolicy(options: { config?: string; knowledge?: string }): Promise<LoadedPolicy> {
  const configFile = findConfig(options.config);
  if (configFile === undefined && options.knowledge === undefined) {
    throw new Fault("usage", "there is no nightdesk.yaml here or above", { next: "Run `nightdesk init`, or name one with --config." });
  }
  const own = configFile === undefined ? undefined : await loadFiles(configFile);
  const other = options.knowledge === undefined ? undefined : await loadFolder(options.knowledge);
  insist([...(own?.config === undefined || other === undefined ? (own?.problems ?? []) : []), ...(other?.problems ?? [])], { warnings: false });
  return { policy: policyFrom(own, other), root: own?.root ?? other?.root ?? process.cwd(), configFile };
}

function policyFrom(own: Awaited<ReturnType<typeof loadFiles>> | undefined, other: Loaded | undefined): Policy {
  const config = own?.config ?? other?.config;
  if (config === undefined) throw new Fault("internal", "a configuration passed its check and is not there");
  const articles = other?.articles ?? own?.articles ?? [];
  const languages = other === undefined ? config.desk.languages : other.config.desk.languages;
  return { config, knowledge: buildKnowledge(articles, { languages, synonyms: config.knowledge.synonyms }) };
}
