import { readFile } from "node:fs/promises";
import { type Located, placed } from "../core/knowledge/finding.ts";
import type { Problem } from "../core/problem.ts";

/** Findings at the lines where they stand. A file that cannot be read any more leaves its findings at its start. */
export async function placedInFiles(found: readonly Located[]): Promise<Problem[]> {
  const files = new Set(found.filter(({ near }) => near !== undefined).map(({ file }) => file));
  const sources = new Map(
    await Promise.all([...files].map(async (file) => [file, await readFile(file, "utf8").catch(() => "")] as const)),
  );
  return found.map((it) => placed(it, (sources.get(it.file) ?? "").replaceAll("\r\n", "\n")));
}
