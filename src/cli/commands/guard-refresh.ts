import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import { Fault } from "../../core/errors.ts";
import { openBlocklist, packBlocklist } from "../../core/guard/blocklist.ts";
import { type BadDomains, parseBadDomains } from "../../core/guard/links/bad-domains.ts";
import { blocklistReader, keptBlocklist } from "../blocklist.ts";
import { fetchList } from "../fetch-list.ts";
import { findConfig } from "../files.ts";
import { dataFolder, readConfig } from "../guard-policy.ts";
import { print } from "../out.ts";

interface Options {
  config?: string;
  json?: boolean;
  from?: string;
  force?: boolean;
}

/** `nightdesk guard refresh`: replaces the list of bad domains, whole or not at all. */
export async function refresh(_: string[], options: Options): Promise<void> {
  const configFile = findConfig(options.config);
  if (configFile === undefined)
    throw new Fault("usage", "there is no nightdesk.yaml here or above", {
      next: "Run `nightdesk init`, or name one with --config.",
    });
  const config = await readConfig(configFile);
  const source = options.from ?? config.guard.refreshFrom;
  if (source === undefined)
    throw new Fault("usage", "there is no list to take", {
      next: "Name a file or an https address with --from, or under guard.refreshFrom.",
    });

  const data = dataFolder(configFile, config);
  const before = blocklistReader(data)();
  const text = await listFrom(source, options.from === undefined ? dirname(configFile) : process.cwd());
  const { domains, leftOut } = read(text, source);
  if (domains.size * 2 < before.about.domains && options.force !== true) {
    throw new Fault(
      "usage",
      `${source} has ${domains.size} domains, fewer than half of the ${before.about.domains} in force`,
      {
        next: "The list that was there stays in force. If this is meant, add --force.",
      },
    );
  }
  let known = 0;
  for (const domain of domains) if (before.find(domain, domain) !== undefined) known += 1;
  const made = new Date().toISOString().slice(0, 10);
  const file = keptBlocklist(data);
  const packed = packBlocklist(domains, { source: shown(source), made });
  await replace(file, packed);
  const change = { domains: domains.size, added: domains.size - known, removed: before.about.domains - known, leftOut };
  print(options.json, { ...change, source: shown(source), file }, () =>
    [
      `${change.domains} bad domains: ${change.added} new, ${change.removed} gone (was ${before.about.domains}, from ${before.about.source})`,
      ...(leftOut === 0 ? [] : [`${leftOut} entries left out: no domains, or they would take honest sites with them`]),
      `in force now, for a running desk within a minute: ${relative(process.cwd(), file)}`,
    ].join("\n"),
  );
}

function read(text: string, source: string): BadDomains {
  try {
    const found = parseBadDomains(text);
    if (found.domains.size > 0) return found;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Fault("usage", `${source} holds no list of domains`, {
    next: "The list that was there stays in force. Known forms: JSON with a deny list, a hosts file, one domain a line.",
  });
}

const MOST = 64 * 1024 * 1024;

async function listFrom(source: string, folder: string): Promise<string> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return fetchList(source);
  const file = isAbsolute(source) ? source : join(folder, source);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size > MOST)
    throw new Fault("usage", `cannot read ${source}`, {
      next: "It has to be a file of at most 64 MB, or an https address.",
    });
  return readFile(file, "utf8");
}

/** An address without what may be a token in it. */
function shown(source: string): string {
  if (!source.includes("://")) return source;
  const { origin, pathname } = new URL(source);
  return origin + pathname;
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  if (openBlocklist(bytes) === undefined) throw new Fault("internal", "a list that was packed does not open");
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new Fault("store_unavailable", `cannot write ${file}`, {
      next: "Check the folder's permissions and its disk.",
      cause,
    });
  }
}
