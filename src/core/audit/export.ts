import { z } from "zod";
import { checkpointNote, readCheckpoints, type WrittenCheckpoint } from "./checkpoint.ts";
import type { AuditRow } from "./entry.ts";
import { readVerifier, type Verifier, verifierText } from "./keys.ts";
import type { Digest } from "./merkle.ts";
import { openVerifier, type Start, type Verdict } from "./verify.ts";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const headSchema = z.strictObject({
  nightdesk: z.literal("audit export 1"),
  key: z.string().max(300),
  /** What came before the first entry: its hash, and the whole subtrees of all before it. */
  before: z.strictObject({ size: z.int().min(0), hash: hex, peaks: z.array(hex).max(60) }),
  checkpoints: z.array(z.string().max(1_000)).max(1_000_000),
});
const rowSchema = z.strictObject({ body: z.string(), hash: hex });

/** The first line of an export: who signed, what came before, and what was signed about what follows. */
export function exportHead(verifier: Verifier, start: Start, checkpoints: readonly WrittenCheckpoint[]): string {
  const before = { size: start.size, hash: start.hash, peaks: start.peaks.map((it) => it.toString("hex")) };
  const key = verifierText(verifier);
  return JSON.stringify({ nightdesk: "audit export 1", key, before, checkpoints: checkpoints.map(checkpointNote) });
}

/** A line for each entry. */
export const exportLine = ({ body, hash }: AuditRow): string => JSON.stringify({ body, hash });

export type ReadExport = { ok: true; verifier: Verifier; from: number; verdict: Verdict } | { ok: false; says: string };

/** Checks an export with nothing but itself; a public key that the caller knows takes the place of the one inside. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  key?: Verifier,
): Promise<ReadExport> {
  let running: ReturnType<typeof openVerifier> | undefined;
  let verifier: Verifier | undefined;
  let from = 1;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text === "") continue;
    if (running === undefined) {
      const head = parse(headSchema, text);
      verifier = key ?? (head && readVerifier(head.key));
      if (head === undefined || verifier === undefined)
        return { ok: false, says: "line 1 is not the head of an export" };
      const { size, hash, peaks } = head.before;
      from = size + 1;
      const written = head.checkpoints.flatMap((note) => readCheckpoints(note).checkpoints);
      const start = { size, hash, peaks: peaks.map((it): Digest => Buffer.from(it, "hex")) };
      running = openVerifier(written, verifier, start);
      continue;
    }
    const row = parse(rowSchema, text);
    const entry = row && entryIn(row.body);
    if (row === undefined || entry === undefined) return { ok: false, says: `line ${line} is not an entry` };
    const { at, actor, action, on } = entry;
    running.take({ ...row, seq: entry.seq, at, actor, action, subject: on });
  }
  return running === undefined || verifier === undefined
    ? { ok: false, says: "it is empty" }
    : { ok: true, verifier, from, verdict: running.end() };
}

const entrySchema = z.object({
  seq: z.int(),
  at: z.int(),
  actor: z.string(),
  action: z.string(),
  on: z.string().nullable(),
});

const entryIn = (body: string) => parse(entrySchema, body);

function parse<T extends z.ZodType>(schema: T, text: string): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
