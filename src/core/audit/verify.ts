import { type Checkpoint, isGenuine, type WrittenCheckpoint } from "./checkpoint.ts";
import { type AuditEntry, type AuditHead, type AuditRow, canonical, emptyLog, sha256 } from "./entry.ts";
import type { Verifier } from "./keys.ts";
import { type Digest, grow, leafHash, rootOf } from "./merkle.ts";

/** What is wrong with a log, and where. `from` and `to` are numbers of entries. */
export interface Finding {
  kind: "changed" | "missing" | "reordered" | "replaced" | "truncated" | "rewritten" | "forged" | "fork" | "unreadable";
  from: number;
  to: number;
  says: string;
}

export interface Verdict {
  size: number;
  root: string;
  /** How many checkpoints bear the log out. */
  confirmed: number;
  /** The newest that does; what came after it is held together by the chain alone. */
  last: Checkpoint | null;
  findings: Finding[];
}

/** Where checking begins: after so many entries, with the hash of the last of them and the subtrees of all. */
export interface Start extends AuditHead {
  peaks: readonly Digest[];
}
const beginning: Start = { ...emptyLog, peaks: [] };

const MOST = 20;

/** Checks a log entry by entry, in its order, against what was signed about it. */
export function openVerifier(written: readonly WrittenCheckpoint[], verifier: Verifier, start = beginning) {
  const findings: Finding[] = [];
  const genuine = written.filter((it) => isGenuine(it, verifier));
  const waiting = new Map<number, Checkpoint[]>();
  for (const it of genuine) waiting.set(it.size, [...(waiting.get(it.size) ?? []), it]);
  const tree = { size: start.size, peaks: [...start.peaks] };
  let prev = start.hash;
  let expected = start.size + 1;
  let broken = false;
  let confirmed = 0;
  let last: Checkpoint | null = null;

  const find = (kind: Finding["kind"], from: number, to: number, says: string) => {
    if (findings.length < MOST) findings.push({ kind, from, to, says });
  };
  for (const it of written)
    if (!genuine.includes(it))
      find("forged", 1, it.size, `the checkpoint of ${it.size} entries is not signed by ${verifier.name}`);

  /** What was signed about the log as it is after this entry. */
  function compare(): void {
    for (const checkpoint of waiting.get(tree.size) ?? []) {
      if (broken) continue;
      if (checkpoint.root === rootOf(tree).toString("hex")) {
        confirmed += 1;
        last = checkpoint;
        continue;
      }
      const after = last?.size ?? 0;
      const time = new Date(checkpoint.at).toISOString();
      if (last?.size === checkpoint.size)
        find("fork", checkpoint.size, checkpoint.size, `two histories of ${checkpoint.size} entries were signed`);
      else
        find(
          "rewritten",
          after + 1,
          checkpoint.size,
          `the chain is whole, but entries ${after + 1} to ${checkpoint.size} are not those that were signed at ${time}`,
        );
    }
  }

  compare();
  return {
    take(row: AuditRow): void {
      if (row.seq > expected) {
        find("missing", expected, row.seq - 1, `${between(expected, row.seq - 1)} missing`);
        broken = true;
      }
      const fault = faultIn(row, prev, row.seq === expected);
      if (fault !== undefined) {
        find(fault.kind, fault.kind === "replaced" ? row.seq - 1 : row.seq, row.seq, fault.says);
        // A changed text under an unchanged hash leaves the tree as it was.
        if (fault.kind !== "changed") broken = true;
      }
      prev = row.hash;
      expected = row.seq + 1;
      grow(tree, leafHash(Buffer.from(row.hash, "hex")));
      compare();
    },
    end(): Verdict {
      const size = tree.size;
      const largest = genuine.reduce((most, it) => Math.max(most, it.size), 0);
      if (largest >= expected)
        find("truncated", expected, largest, `the log ends at ${expected - 1}, but ${largest} entries were signed`);
      return { size, root: rootOf(tree).toString("hex"), confirmed, last, findings };
    },
  };
}

const between = (from: number, to: number): string =>
  from === to ? `entry ${from} is` : `entries ${from} to ${to} are`;

function faultIn(row: AuditRow, prev: string, inPlace: boolean): Pick<Finding, "kind" | "says"> | undefined {
  const { seq, body, hash } = row;
  if (sha256(body) !== hash) return { kind: "changed", says: `entry ${seq} is not what was written: its hash differs` };
  const entry = readEntry(body);
  if (entry === undefined) return { kind: "unreadable", says: `entry ${seq} is not canonical JSON` };
  if (entry.seq !== seq) return { kind: "reordered", says: `entry ${entry.seq} stands in the place of ${seq}` };
  const { at, actor, action, on } = entry;
  if (at !== row.at || actor !== row.actor || action !== row.action || on !== row.subject)
    return { kind: "changed", says: `entry ${seq} is listed as something else than it says` };
  if (inPlace && entry.prev !== prev)
    return { kind: "replaced", says: `entry ${seq} does not follow entry ${seq - 1}: one of them was replaced` };
  return undefined;
}

function readEntry(body: string): AuditEntry | undefined {
  try {
    const entry = JSON.parse(body) as AuditEntry;
    return canonical(entry) === body ? entry : undefined;
  } catch {
    return undefined;
  }
}
