import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { GENESIS } from "../../core/audit/entry.ts";
import { exportHead, exportLine, verifyExport } from "../../core/audit/export.ts";
import { fingerprint, readVerifier, type Verifier } from "../../core/audit/keys.ts";
import { type Digest, grow, leafHash } from "../../core/audit/merkle.ts";
import { openVerifier, type Verdict } from "../../core/audit/verify.ts";
import { EXIT, Fault } from "../../core/errors.ts";
import type { Store } from "../../core/ports.ts";
import { openCheckpoints } from "../../worker/checkpoints.ts";
import { type AuditFiles, checkpointsIn } from "../audit-files.ts";
import { loginName } from "../desk-access.ts";
import { print } from "../out.ts";
import { now, type Runtime } from "../runtime.ts";
import { withAudit } from "./audit.ts";

interface Options {
  config?: string;
  json?: boolean;
  checkpoints?: string;
  key?: string;
  from?: number;
  to?: number;
}

const PAGE = 5_000;

/** `nightdesk audit verify [file]`: the desk's own log against its checkpoints, or an export against itself. */
export async function verify([file]: (string | undefined)[], options: Options): Promise<void> {
  const key = options.key === undefined ? undefined : readVerifier(options.key);
  if (options.key !== undefined && key === undefined)
    throw new Fault("usage", "--key is no public key", {
      next: "`nightdesk audit key` prints one, on the desk that signed.",
    });
  if (file !== undefined) return verifyFile(file, key, options);
  await withAudit(options, async ({ store }, files) => {
    const signed =
      options.checkpoints === undefined ? await files.checkpoints() : await checkpointsIn(options.checkpoints);
    const running = openVerifier(signed, key ?? files.verifier);
    for await (const row of rowsOf(store, 0)) running.take(row);
    tell(running.end(), 1, key ?? files.verifier, options.json);
  });
}

async function verifyFile(file: string, key: Verifier | undefined, { json }: Options): Promise<void> {
  const read = await verifyExport(linesOf(file), key);
  if (!read.ok) throw new Fault("usage", `${file} is no export of an audit log: ${read.says}`);
  tell(read.verdict, read.from, read.verifier, json);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new Fault("usage", `${file} cannot be read`, { next: "Check the path and its permissions.", cause });
  }
}

function tell(verdict: Verdict, from: number, { name, key }: Verifier, json: boolean | undefined): void {
  const { size, confirmed, last, findings } = verdict;
  if (findings.length > 0) process.exitCode = EXIT.failed.code;
  const signer = `${name}, fingerprint ${fingerprint(key)}`;
  print(json, { ...verdict, from, signer: { name, fingerprint: fingerprint(key) } }, () => {
    if (findings.length > 0)
      return [
        ...findings.map(({ kind, says }) => `✗ ${kind}: ${says}`),
        "The log was changed. Keep it and its checkpoints as they are, and compare them with a copy.",
      ].join("\n");
    const signed =
      last === null
        ? "nothing was signed yet: a cut or a rewrite could not be seen"
        : `${confirmed} checkpoints bear it out, the last of ${last.size} entries at ${new Date(last.at).toISOString()}`;
    return `✓ entries ${from} to ${size}: whole and in order; ${signed}\n  signed by ${signer}`;
  });
}

/** `nightdesk audit export`: a part of the log that can be checked without the desk, as lines of JSON on standard output. */
export const exported = (_: string[], options: Options) =>
  withAudit(options, async ({ store, desk }, files) => {
    const { from = 1 } = options;
    const to = Math.min(options.to ?? Number.MAX_SAFE_INTEGER, (await store.auditHead()).size);
    if (from > to) throw new Fault("usage", `there is no entry ${from} up to ${to}`);
    const more = { from, to };
    await desk.audit.note({ name: loginName(), role: null, door: "cli" }, "audit.exported", { more });
    const signed = await signedNow(store, files);
    const start = await startBefore(store, from - 1);
    // A checkpoint past the end cannot be checked by what is exported: the export goes on to the next one.
    const covering = signed.find(({ size }) => size >= to)?.size ?? to;
    const within = signed.filter(({ size }) => size > start.size && size <= covering);
    process.stdout.write(`${exportHead(files.verifier, start, within)}\n`);
    for await (const row of rowsOf(store, from - 1, covering)) process.stdout.write(`${exportLine(row)}\n`);
  });

async function signedNow(store: Store, files: AuditFiles) {
  const last = async () => (await files.checkpoints()).at(-1);
  const every = () => 0;
  await openCheckpoints({ store, signer: files.signer, every, now, last, write: files.write }).now();
  return files.checkpoints();
}

async function startBefore(store: Runtime["store"], size: number) {
  const tree = { size: 0, peaks: [] as Digest[], hash: GENESIS };
  for await (const { hash } of rowsOf(store, 0, size)) {
    grow(tree, leafHash(Buffer.from(hash, "hex")));
    tree.hash = hash;
  }
  return tree;
}

async function* rowsOf(store: Pick<Store, "auditRows">, after: number, to = Number.MAX_SAFE_INTEGER) {
  for (let last = after; last < to; ) {
    const rows = await store.auditRows({ after: last, limit: Math.min(PAGE, to - last) });
    yield* rows;
    const next = rows.at(-1)?.seq;
    if (next === undefined) return;
    last = next;
  }
}
