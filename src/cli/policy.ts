import { Fault } from "../core/errors.ts";
import { noKnowledge } from "../core/knowledge/no-knowledge.ts";
import type { Policy } from "../core/policy.ts";
import { findConfig, insist, type Loaded, loadFiles, loadFolder } from "./files.ts";

export interface LoadedPolicy {
  policy: Policy;
  root: string;
  configFile: string | undefined;
}

export interface PolicyOptions {
  config?: string;
  /** A folder of articles to use instead of the configuration's. */
  knowledge?: string;
  /** False leaves the articles unread: enough to work on tickets, and quicker. */
  articles?: boolean;
}

/** Builds the policy from files, or throws after printing every complaint. */
export async function loadPolicy(options: PolicyOptions): Promise<LoadedPolicy> {
  const configFile = findConfig(options.config);
  if (configFile === undefined && options.knowledge === undefined) {
    throw new Fault("usage", "there is no nightdesk.yaml here or above", {
      next: "Run `nightdesk init`, or name one with --config.",
    });
  }
  const own =
    configFile === undefined
      ? undefined
      : await loadFiles(configFile, { articles: options.articles !== false && options.knowledge === undefined });
  const other = options.knowledge === undefined ? undefined : await loadFolder(options.knowledge);
  insist(
    [...(own?.config === undefined || other === undefined ? (own?.problems ?? []) : []), ...(other?.problems ?? [])],
    { warnings: false },
  );
  return { policy: await policyFrom(own, other, options), root: own?.root ?? other?.root ?? process.cwd(), configFile };
}

async function policyFrom(
  own: Awaited<ReturnType<typeof loadFiles>> | undefined,
  other: Loaded | undefined,
  options: PolicyOptions,
): Promise<Policy> {
  const config = own?.config ?? other?.config;
  if (config === undefined) throw new Fault("internal", "a configuration passed its check and is not there");
  const articles = other?.articles ?? own?.articles ?? [];
  const languages = other === undefined ? config.desk.languages : other.config.desk.languages;
  if (options.articles === false) return { config, knowledge: noKnowledge(languages) };
  // Search and language detection are large; what does without them starts without them.
  const { buildKnowledge } = await import("../core/knowledge/knowledge.ts");
  return { config, knowledge: buildKnowledge(articles, { languages, synonyms: config.knowledge.synonyms }) };
}
