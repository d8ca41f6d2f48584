import { createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import type { WrittenCheckpoint } from "../../../src/core/audit/checkpoint.ts";
import type { AuditRecord } from "../../../src/core/audit/entry.ts";
import { exportHead, exportLine, verifyExport } from "../../../src/core/audit/export.ts";
import { signerName, signingKey } from "../../../src/core/audit/keys.ts";
import { type Digest, grow, leafHash } from "../../../src/core/audit/merkle.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { openCheckpoints } from "../../../src/worker/checkpoints.ts";

const key = signingKey(new Uint8Array(32).fill(1));
const signer = { name: signerName("Borealis"), key };
const verifier = { name: signer.name, key: createPublicKey(key) };
const record = (i: number): AuditRecord => {
  return {
    at: i,
    actor: "mei",
    role: null,
    door: "api",
    action: "ticket.read",
    on: `ticket:${i}`,
    reason: null,
    more: {},
  };
};

function openLog(written: WrittenCheckpoint[] = []) {
  const store = memoryStore();
  let time = 0;
  const checkpoints = () =>
    openCheckpoints({
      store,
      signer,
      every: () => 1_000,
      now: () => time,
      last: async () => written.at(-1),
      write: async (it) => void written.push(it),
    });
  return {
    store,
    written,
    checkpoints,
    later: (ms: number) => {
      time += ms;
    },
    grows: (count: number) => store.record(Array.from({ length: count }, (_, i) => record(i))),
  };
}

test("a log is signed as it grows, not more often than asked, and not when it stands still", async () => {
  const log = openLog();
  const { once } = log.checkpoints();
  await once();
  expect(log.written).toEqual([]);
  await log.grows(3);
  await once();
  await log.grows(4);
  await once();
  expect(log.written.map(({ size }) => size)).toEqual([3]);
  log.later(1_000);
  await once();
  log.later(1_000);
  await once();
  expect(log.written.map(({ size }) => size)).toEqual([3, 7]);
});

test("after a restart it goes on from what was signed, and does not sign a log that is another", async () => {
  const log = openLog();
  await log.grows(5);
  await log.checkpoints().now();
  await log.grows(1);
  await log.checkpoints().now();
  expect(log.written.map(({ size }) => size)).toEqual([5, 6]);

  const forged = openLog(log.written.slice());
  await forged.store.record(Array.from({ length: 9 }, (_, i) => ({ ...record(i), actor: "bob" })));
  await expect(forged.checkpoints().now()).rejects.toThrow("not what was signed");
  const cut = openLog(log.written.slice());
  await cut.grows(2);
  await expect(cut.checkpoints().now()).rejects.toThrow("not what was signed");
  expect(cut.written).toHaveLength(2);
});

test("an export is checked with nothing but itself, whole or from the middle", async () => {
  const log = openLog();
  for (const count of [5, 6, 4]) {
    await log.grows(count);
    await log.checkpoints().now();
  }
  const rows = await log.store.auditRows({ limit: 100 });
  const exported = (from: number, to: number) => {
    const start = { size: 0, hash: "0".repeat(64), peaks: [] as Digest[] };
    for (const { hash } of rows.slice(0, from - 1)) {
      grow(start, leafHash(Buffer.from(hash, "hex")));
      start.hash = hash;
    }
    const within = log.written.filter(({ size }) => size >= from && size <= to);
    return [exportHead(verifier, start, within), ...rows.slice(from - 1, to).map(exportLine)];
  };
  expect(await verifyExport(exported(1, 15))).toMatchObject({ from: 1, verdict: { confirmed: 3, findings: [] } });
  const part = exported(7, 11);
  expect(await verifyExport(part)).toMatchObject({ from: 7, verdict: { size: 11, confirmed: 1, findings: [] } });
  const flipped = part.with(3, (part[3] ?? "").replace("mei", "bob"));
  expect(await verifyExport(flipped)).toMatchObject({ verdict: { findings: [{ kind: "changed", from: 9 }] } });
  expect(await verifyExport(part.slice(0, -1))).toMatchObject({ verdict: { findings: [{ kind: "truncated" }] } });
  const other = { name: signer.name, key: createPublicKey(signingKey(new Uint8Array(32).fill(2))) };
  expect(await verifyExport(part, other)).toMatchObject({ verdict: { findings: [{ kind: "forged" }] } });
  expect(await verifyExport(["{}"])).toMatchObject({ ok: false });
});
