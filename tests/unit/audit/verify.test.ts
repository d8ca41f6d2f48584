import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  checkpointNote,
  isGenuine,
  readCheckpoints,
  signCheckpoint,
  type WrittenCheckpoint,
} from "../../../src/core/audit/checkpoint.ts";
import {
  type AuditRecord,
  type AuditRow,
  canonical,
  chained,
  emptyLog,
  sha256,
} from "../../../src/core/audit/entry.ts";
import { readVerifier, signerName, signingKey, verifierText } from "../../../src/core/audit/keys.ts";
import { leafHash, treeHash } from "../../../src/core/audit/merkle.ts";
import { openVerifier } from "../../../src/core/audit/verify.ts";

const key = signingKey(new Uint8Array(32).fill(1));
const signer = { name: signerName("Borealis Desk"), key };
const verifier = { name: signer.name, key: createPublicKey(key) };

const record = (i: number): AuditRecord => ({
  at: Date.UTC(2026, 10, 27) + i,
  actor: "mei",
  role: "responder",
  door: "api",
  action: "ticket.read",
  on: `ticket:${i}`,
  reason: null,
  more: { number: i },
});
const log = (count: number, change = (it: AuditRecord, _: number) => it) =>
  chained(
    Array.from({ length: count }, (_, i) => change(record(i + 1), i + 1)),
    emptyLog,
  );
const signed = (rows: readonly AuditRow[], size: number): WrittenCheckpoint => {
  const root = treeHash(rows.slice(0, size).map(({ hash }) => leafHash(Buffer.from(hash, "hex")))).toString("hex");
  return signCheckpoint({ size, root, at: Date.UTC(2026, 10, 27, 1) + size }, signer);
};
const verify = (rows: readonly AuditRow[], checkpoints: readonly WrittenCheckpoint[]) => {
  const running = openVerifier(checkpoints, verifier);
  for (const row of rows) running.take(row);
  return running.end();
};

const rows = log(20);
const checkpoints = [5, 12, 18].map((size) => signed(rows, size));

test("a log that nobody touched is borne out by all that was signed", () => {
  expect(verify(rows, checkpoints)).toMatchObject({ size: 20, confirmed: 3, last: { size: 18 }, findings: [] });
  expect(verify([], [])).toMatchObject({ size: 0, confirmed: 0, last: null, findings: [] });
});

describe("what was done to a log is found, and where", () => {
  const only = (log: readonly AuditRow[], signed = checkpoints) => verify(log, signed).findings[0];
  const at = (n: number): AuditRow => rows[n - 1] as AuditRow;

  test("one byte flipped in a text", () => {
    const flipped = rows.with(6, { ...at(7), body: at(7).body.replace('"mei"', '"bob"') });
    expect(verify(flipped, checkpoints).findings).toMatchObject([{ kind: "changed", from: 7, to: 7 }]);
  });

  test("an entry rewritten with a hash that fits", () => {
    const [forged] = chained([{ ...record(7), actor: "bob" }], { size: 6, hash: at(6).hash });
    expect(only(rows.with(6, forged as AuditRow))).toMatchObject({ kind: "replaced", from: 7, to: 8 });
  });

  test("what lists show of an entry changed, and not its text", () => {
    expect(only(rows.with(6, { ...at(7), actor: "bob" }))).toMatchObject({ kind: "changed", from: 7 });
  });

  test("entries deleted in the middle", () => {
    expect(only(rows.toSpliced(8, 2))).toMatchObject({ kind: "missing", from: 9, to: 10 });
  });

  test("two entries swapped", () => {
    const swapped = rows.with(6, { ...at(9), seq: 7 }).with(8, { ...at(7), seq: 9 });
    expect(only(swapped)).toMatchObject({ kind: "reordered", from: 7 });
  });

  test("the end cut off, which the chain alone cannot show", () => {
    expect(verify(rows.slice(0, 14), [])).toMatchObject({ findings: [] });
    expect(verify(rows.slice(0, 14), checkpoints).findings).toMatchObject([{ kind: "truncated", from: 15, to: 18 }]);
  });

  test("everything from an entry on written anew, chain and all", () => {
    const anew = log(20, (it, i) => (i === 9 ? { ...it, actor: "bob" } : it));
    expect(verify(anew, [])).toMatchObject({ findings: [] });
    expect(verify(anew, checkpoints).findings[0]).toMatchObject({ kind: "rewritten", from: 6, to: 12 });
  });

  test("two histories signed", () => {
    const other = signed(
      log(12, (it) => ({ ...it, actor: "bob" })),
      12,
    );
    expect(verify(rows, [...checkpoints, other]).findings).toMatchObject([{ kind: "fork", from: 12, to: 12 }]);
  });

  test("a checkpoint that somebody else signed", () => {
    const stranger = signingKey(new Uint8Array(32).fill(2));
    const forged = signCheckpoint({ size: 20, root: "0".repeat(64), at: 0 }, { name: signer.name, key: stranger });
    expect(verify(rows, [...checkpoints, forged]).findings).toMatchObject([{ kind: "forged", to: 20 }]);
  });

  test("a text that is no canonical JSON", () => {
    const body = at(20).body.replace("{", "{ ");
    expect(only(rows.with(19, { ...at(20), body, hash: sha256(body) }), [])).toMatchObject({ kind: "unreadable" });
  });
});

test("checkpoints are read back as they were written, and what is none is named by its line", () => {
  const source = checkpoints.map(checkpointNote).join("\n");
  expect(readCheckpoints(source)).toEqual({ checkpoints, badLine: null });
  expect(readCheckpoints(`${source}\nrubbish`)).toMatchObject({ checkpoints, badLine: 22 });
  const changed = readCheckpoints(source.replace("\n5\n", "\n6\n")).checkpoints;
  expect(changed.map((it) => isGenuine(it, verifier))).toEqual([false, true, true]);
});

test("a public key is read back from its text, and not when a letter is another", () => {
  const text = verifierText(verifier);
  expect(text).toMatch(/^nightdesk\/Borealis-Desk\+[0-9a-f]{8}\+/);
  const read = readVerifier(text);
  expect(read?.name).toBe(verifier.name);
  expect(isGenuine(checkpoints[0] as WrittenCheckpoint, read ?? verifier)).toBe(true);
  expect(readVerifier(text.replace("Borealis", "Aurora"))).toBeUndefined();
  expect(readVerifier("nonsense")).toBeUndefined();
});

test("the same record always has the same bytes", () => {
  const { at, ...rest } = record(1);
  expect(canonical({ at, ...rest })).toBe(canonical({ ...rest, at }));
});
