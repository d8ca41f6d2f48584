import { Fault, type FaultCode } from "../../core/errors.ts";

const NEXT = {
  store_full: "Free some space where the database lives; nightdesk goes on by itself.",
  store_unavailable:
    "Check that the database can be reached and that no other program locks it; nightdesk goes on by itself.",
  store_corrupt: "Stop nightdesk, keep the files as they are, and restore the newest backup.",
} as const;

/** Result codes: https://sqlite.org/rescode.html */
const SQLITE: Record<number, keyof typeof NEXT> = {
  5: "store_unavailable", // BUSY
  6: "store_unavailable", // LOCKED
  8: "store_unavailable", // READONLY
  10: "store_unavailable", // IOERR
  11: "store_corrupt", // CORRUPT
  13: "store_full", // FULL
  14: "store_unavailable", // CANTOPEN
  15: "store_unavailable", // PROTOCOL
  23: "store_unavailable", // AUTH
  26: "store_corrupt", // NOTADB
};
/** SQLITE_IOERR_SHMSIZE: the shared-memory file of the WAL could not grow. */
const SHARED_MEMORY_FULL = 4_874;

export const isBusy = (error: unknown): boolean => (sqliteCode(error) ?? 0) % 256 === 5;

const sqliteCode = (error: unknown): number | undefined => {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code : undefined;
};

/** What node:sqlite throws, as a fault. */
export function sqliteFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const extended = sqliteCode(error);
  if (extended === SHARED_MEMORY_FULL || systemCode(error) === "ENOSPC") return fault("store_full", error, extended);
  if (systemCode(error) === "ERR_INVALID_STATE") return fault("store_unavailable", error);
  return fault(SQLITE[(extended ?? 0) % 256] ?? "internal", error, extended);
}

/** Error codes and classes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: [pattern: RegExp, code: keyof typeof NEXT][] = [
  [/^53100$|^ENOSPC$/, "store_full"],
  [/^XX00[12]$/, "store_corrupt"],
  [/^(08|28|3D|53|57|58|25006|25P03|40001|40P01|55P03)/, "store_unavailable"],
  [/^E[A-Z]+$/, "store_unavailable"],
];
/** pg gives these no code. */
const CONNECTION_LOST = /connection|client has encountered|timeout|pool after calling end/i;

/** What pg throws, as a fault. Its `detail` and `where` quote values, so nothing but code and message is kept. */
export function postgresFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = systemCode(error);
  if (code === undefined && CONNECTION_LOST.test(messageOf(error))) return fault("store_unavailable", error);
  return fault(POSTGRES.find(([pattern]) => pattern.test(code ?? ""))?.[1] ?? "internal", error, code);
}

const systemCode = (error: unknown): string | undefined => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
};

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

function fault(
  code: FaultCode & (keyof typeof NEXT | "internal"),
  error: unknown,
  engineCode?: number | string,
): Fault {
  const said = `the store says: ${messageOf(error)}${engineCode === undefined ? "" : ` (${engineCode})`}`;
  return new Fault(code, said, code === "internal" ? {} : { next: NEXT[code] });
}
