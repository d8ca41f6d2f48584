import { stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EXIT, Fault } from "../../core/errors.ts";
import { hasErrors } from "../../core/problem.ts";
import type { EmbeddingsConfig } from "../embeddings.ts";
import { tryEmbeddings } from "../embeddings-finding.ts";
import { findConfig, loadFiles } from "../files.ts";
import { localDesk } from "../local-desk.ts";
import { masterFile, masterFromEnvironment } from "../master-key.ts";
import { print } from "../out.ts";
import { now, openRuntime } from "../runtime.ts";
import { type Finding, serviceFindings } from "../service-findings.ts";
import { VERSION } from "../version.ts";

const NEEDS = [22, 18] as const;
const ROOM = 200 * 1024 * 1024;

/** `nightdesk doctor`: one line per thing that has to be right, with what to do where it is not. Exit 1 when something is wrong. */
export async function doctor(_: string[], options: { config?: string; json?: boolean }): Promise<void> {
  const findings: Finding[] = [nodeVersion()];
  const file = findConfig(options.config);
  if (file === undefined)
    findings.push({
      what: "configuration",
      ok: false,
      found: "no nightdesk.yaml here or above",
      next: "Run `nightdesk init`.",
    });
  else findings.push(...(await deskFindings(file, options)));
  const bad = findings.filter(({ ok }) => !ok);
  print(options.json, { version: VERSION, findings }, () =>
    [
      `nightdesk ${VERSION}`,
      ...findings.map(
        ({ what, ok, found, next }) =>
          `${ok ? "ok " : "BAD"} ${what.padEnd(14)} ${found}${ok || next === undefined ? "" : `\n    ${next}`}`,
      ),
    ].join("\n"),
  );
  if (bad.length > 0) process.exitCode = EXIT.failed.code;
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > NEEDS[0] || (major === NEEDS[0] && minor >= NEEDS[1]);
  return {
    what: "node",
    ok,
    found: process.versions.node,
    next: `Install Node ${NEEDS.join(".")} or newer, or start with bin/nightdesk.`,
  };
}

async function deskFindings(file: string, options: { config?: string }): Promise<Finding[]> {
  const loaded = await loadFiles(file, { keep: true });
  const { config, problems, articles } = loaded;
  const wrong = problems.filter(({ severity }) => severity === "error").length;
  const read: Finding = {
    what: "configuration",
    ok: !hasErrors(problems),
    found: hasErrors(problems) ? `${wrong} wrong in ${file}` : `${file}, ${articles.length} articles`,
    next: "Run `nightdesk check`.",
  };
  if (config === undefined || hasErrors(problems)) return [read];
  const data = join(dirname(file), config.desk.data);
  const running = await localDesk(data);
  return [
    read,
    ...(config.knowledge.embeddings === undefined
      ? []
      : [await embeddingsFinding(config.knowledge.embeddings, loaded)]),
    ...(await serviceFindings()),
    await keyFinding(data),
    await storeFinding(options),
    await roomFinding(dirname(file)),
    { what: "desk", ok: true, found: running === undefined ? "not running" : `running at ${running.url}` },
  ];
}

const embeddingsFinding = async (
  config: EmbeddingsConfig,
  from: Parameters<typeof tryEmbeddings>[1],
): Promise<Finding> => ({
  what: "embeddings",
  ...(await tryEmbeddings(config, from)),
  next: "The desk works without them; docs/how-to/add-embeddings.md says what they need.",
});

async function storeFinding(options: { config?: string }): Promise<Finding> {
  try {
    const { store, engine, keyFits } = await openRuntime({ ...options, articles: false });
    const [counts, fits] = [await store.counts(now()), await keyFits()];
    await store.close();
    if (!fits)
      return {
        what: "store",
        ok: false,
        found: `${engine}, begun with another desk key than this machine has`,
        next: "Give all machines the same NIGHTDESK_DESK_KEY.",
      };
    const dead = counts.effects.dead;
    return {
      what: "store",
      ok: dead === 0,
      found: `${engine}, ${counts.tickets.open} open tickets, ${dead} dead letters, outbox lag ${Math.round(counts.outboxLag / 1_000)} s`,
      next: "`nightdesk queue list` tells why each dead letter failed; `nightdesk queue retry` tries one again.",
    };
  } catch (error) {
    return {
      what: "store",
      ok: false,
      found: error instanceof Error ? error.message : String(error),
      next: (error instanceof Fault ? error.next : undefined) ?? "Is the data folder writable, or DATABASE_URL right?",
    };
  }
}

/** Whoever reads the master key can read every backup. */
async function keyFinding(data: string): Promise<Finding> {
  const what = "master key";
  if ((await masterFromEnvironment()) !== undefined) return { what, ok: true, found: "from NIGHTDESK_MASTER_KEY" };
  const file = masterFile(data);
  const kept = await stat(file).catch(() => undefined);
  if (kept === undefined) return { what, ok: true, found: "none yet: the first start makes it" };
  return {
    what,
    ok: (kept.mode & 0o077) === 0,
    found: `${file}, mode ${(kept.mode & 0o777).toString(8)}`,
    next: `Others can read it: chmod 600 ${file}`,
  };
}

async function roomFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return {
    what: "disk",
    ok: free > ROOM,
    found: `${Math.round(free / 1024 / 1024)} MiB free`,
    next: "Make room: the desk stops taking messages when the disk is full.",
  };
}
