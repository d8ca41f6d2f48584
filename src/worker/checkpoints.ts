import { type Checkpoint, signCheckpoint, type WrittenCheckpoint } from "../core/audit/checkpoint.ts";
import type { Signer } from "../core/audit/keys.ts";
import type { AuditLog } from "../core/audit/log.ts";
import { type Digest, grow, leafHash, rootOf } from "../core/audit/merkle.ts";
import type { Instant, Millis } from "../core/time.ts";

interface Ports {
  store: Pick<AuditLog, "auditRows" | "auditHead">;
  signer: Signer;
  every(): Millis;
  now(): Instant;
  /** The newest that was written; undefined for the first. */
  last(): Promise<Checkpoint | undefined>;
  /** Resolves when it is on disk. */
  write(checkpoint: WrittenCheckpoint): Promise<void>;
}

const PAGE = 5_000;

/**
 * Signs what the log is, again and again as it grows. The tree is kept in memory and grown from the log. A log that no longer is what was
 * signed last is not signed: that would bear out whoever changed it.
 */
export function openCheckpoints({ store, signer, every, now, last, write }: Ports) {
  const tree = { size: 0, peaks: [] as Digest[] };
  let signed: Checkpoint | undefined;
  let begun = false;

  async function catchUp(size: number): Promise<void> {
    while (tree.size < size) {
      const rows = await store.auditRows({ after: tree.size, limit: Math.min(PAGE, size - tree.size) });
      if (rows.length === 0) return;
      for (const { hash } of rows) grow(tree, leafHash(Buffer.from(hash, "hex")));
    }
  }

  async function begin(): Promise<void> {
    signed = await last();
    if (signed === undefined) return;
    await catchUp(signed.size);
    if (tree.size === signed.size && rootOf(tree).toString("hex") === signed.root) return;
    throw new Error(
      `the audit log is not what was signed at ${new Date(signed.at).toISOString()}; no further checkpoint is made. Run \`nightdesk audit verify\``,
    );
  }

  async function make(): Promise<number> {
    if (!begun) await begin();
    begun = true;
    const { size } = await store.auditHead();
    if (size === 0 || size === signed?.size) return 0;
    await catchUp(size);
    const checkpoint = signCheckpoint({ size, root: rootOf(tree).toString("hex"), at: now() }, signer);
    await write(checkpoint);
    signed = checkpoint;
    return 0;
  }

  return {
    /** Signs when it is time to; for a loop. */
    once: async (): Promise<number> => (signed !== undefined && now() < signed.at + every() ? 0 : make()),
    /** Signs what has grown, whenever the last time was. */
    now: make,
  };
}
