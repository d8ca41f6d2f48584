import { dirname, join } from "node:path";
import type { DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import { insist, loadFiles } from "./files.ts";

/** The configuration of a file, without its articles; throws after printing every complaint. */
export async function readConfig(file: string): Promise<DeskConfig> {
  const { config, problems } = await loadFiles(file, { articles: false });
  insist(problems, { warnings: false });
  if (config === undefined) throw new Fault("internal", "a configuration passed its check and is not there");
  return config;
}

export const dataFolder = (configFile: string, { desk }: DeskConfig): string => join(dirname(configFile), desk.data);
