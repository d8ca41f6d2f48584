import { dirname, join } from "node:path";
import type { DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import { bareGuard, type GuardPolicy, guardPolicy } from "../core/guard/policy.ts";
import { blocklistReader } from "./blocklist.ts";
import { findConfig, insist, loadFiles } from "./files.ts";

/** The configuration of a file, without its articles; throws after printing every complaint. */
export async function readConfig(file: string): Promise<DeskConfig> {
  const { config, problems } = await loadFiles(file, { articles: false });
  insist(problems, { warnings: false });
  if (config === undefined) throw new Fault("internal", "a configuration passed its check and is not there");
  return config;
}

export const dataFolder = (configFile: string, { desk }: DeskConfig): string => join(dirname(configFile), desk.data);

/** The guard of the nearest configuration, else what is bad for everybody. */
export async function guardInForce(named: string | undefined): Promise<GuardPolicy> {
  const file = findConfig(named);
  if (file === undefined) return bareGuard(blocklistReader(undefined));
  const config = await readConfig(file);
  return guardPolicy(config, blocklistReader(dataFolder(file, config)));
}
