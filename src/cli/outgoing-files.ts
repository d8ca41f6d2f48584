import { join } from "node:path";
import { stateIt, unstated } from "../core/knowledge/parse.ts";
import type { Macro } from "../core/macro/macro.ts";
import { lintMacros, parseMacro } from "../core/macro/parse.ts";
import { configured } from "../core/outbound/configured.ts";
import { type Known, knownFrom, nothingKnown } from "../core/outbound/known.ts";
import type { Problem } from "../core/problem.ts";
import { macroComplaints } from "../core/rules/complaints.ts";
import { filesBelow, type LoadedFiles, readAll } from "./files.ts";

/** What the desk may state, and its canned replies. */
interface Outgoing {
  known: Known;
  macros: Macro[];
  problems: Problem[];
}

export const nothingSaid: Outgoing = { known: nothingKnown, macros: [], problems: [] };

/** Reads the macros of a configuration, and holds them and the desk's name to its facts. */
export async function loadOutgoing({
  config,
  facts,
  root,
  articles,
  problemAt,
}: Pick<LoadedFiles, "config" | "facts" | "root" | "problemAt"> &
  Partial<Pick<LoadedFiles, "articles">>): Promise<Outgoing> {
  if (config === undefined) return nothingSaid;
  const known = knownFrom(facts, configured(config));
  const named = unstated(config.desk.name, known).map((finding) =>
    problemAt(["desk", "name"], `no fact says “${finding.text}”`, { next: stateIt(finding) }),
  );
  const texts = await readAll(await filesBelow(join(root, config.knowledge.macros), /\.md$/));
  const read = texts.map(({ file, text }) => parseMacro(text, file, facts, known));
  const macros = read.flatMap(({ macro }) => macro ?? []);
  const missing = macroComplaints(
    config,
    macros.map(({ id }) => id),
  ).map(({ path, message, next }) => problemAt(path, message, { next }));
  const ids = articles === undefined || articles.length === 0 ? undefined : new Set(articles.map(({ id }) => id));
  const problems = [
    named,
    missing,
    ...read.map((it) => it.problems),
    lintMacros(macros, config.desk.languages, ids),
  ].flat();
  return { known, macros, problems };
}
