import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Blocklist, NO_BLOCKLIST, openBlocklist } from "../core/guard/blocklist.ts";
import { projectFile } from "./project.ts";

/** The list that `guard refresh` keeps in a data folder. */
export const keptBlocklist = (data: string): string => join(data, "blocklist.bin");

const shipped = (): string => projectFile("assets/blocklist.bin");
/** A desk that runs sees a refreshed list after so long at the latest. */
const LOOK_AGAIN = 60_000;

/** The list of bad domains: the refreshed one, else the one that comes with nightdesk. Read when first asked for, and after a refresh. */
export function blocklistReader(data: string | undefined): () => Blocklist {
  let list: Blocklist | undefined;
  let version = "";
  let lookedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (list !== undefined && performance.now() - lookedAt < LOOK_AGAIN) return list;
    lookedAt = performance.now();
    const kept = data === undefined ? undefined : keptBlocklist(data);
    const file = kept !== undefined && existsSync(kept) ? kept : shipped();
    const { mtimeMs, size } = statSync(file);
    const found = `${file} ${mtimeMs} ${size}`;
    if (list === undefined || found !== version) list = opened(file) ?? list ?? NO_BLOCKLIST;
    version = found;
    return list;
  };
}

/** A refreshed list that is damaged is passed over, not obeyed. */
function opened(file: string): Blocklist | undefined {
  const list = openBlocklist(readFileSync(file));
  if (list !== undefined) return list;
  process.stderr.write(`nightdesk: warning: ${file} is damaged; run \`nightdesk guard refresh\` again\n`);
  return file === shipped() ? undefined : openBlocklist(readFileSync(shipped()));
}
