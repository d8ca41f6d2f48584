import { type AuditRecord, type AuditRow, chained, emptyLog } from "../core/audit/entry.ts";
import type { AuditLog } from "../core/audit/log.ts";

/** The audit log in memory. */
export function memoryAudit(): Omit<AuditLog, "record"> & { append(records: readonly AuditRecord[]): AuditRow[] } {
  const rows: AuditRow[] = [];
  const head = () => {
    const last = rows.at(-1);
    return last === undefined ? emptyLog : { size: last.seq, hash: last.hash };
  };
  return {
    append(records) {
      const added = chained(records, head());
      rows.push(...added);
      return added;
    },
    auditHead: async () => head(),
    async auditRows({ after, newest = false, actor, action, subject, since = 0, limit }) {
      const found = rows.filter(
        (it) =>
          (after === undefined || (newest ? it.seq < after : it.seq > after)) &&
          (actor === undefined || it.actor === actor) &&
          (action === undefined || it.action === action) &&
          (subject === undefined || it.subject === subject) &&
          it.at >= since,
      );
      return (newest ? found.reverse() : found).slice(0, limit).map((row) => ({ ...row }));
    },
    async auditSubjects({ actor, action, since }) {
      const found = rows.filter((it) => it.actor === actor && it.action === action && it.at >= since);
      return [...new Set(found.flatMap(({ subject }) => (subject === null ? [] : [subject])))].sort();
    },
  };
}
