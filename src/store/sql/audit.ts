import type { AuditHead, AuditRow } from "../../core/audit/entry.ts";
import { emptyLog } from "../../core/audit/entry.ts";
import type { AuditLog, AuditQuery } from "../../core/audit/log.ts";
import { bulkInsert } from "./bulk.ts";
import type { Db, Write } from "./engine.ts";

export const insertAudit = bulkInsert("audit", ["seq", "at", "actor", "action", "subject", "body", "hash"]);

export async function auditHead(db: Db | Write): Promise<AuditHead> {
  const newest = await db
    .selectFrom("audit")
    .select(["seq", "hash"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest === undefined ? emptyLog : { size: newest.seq, hash: newest.hash };
}

export async function auditRows(
  db: Db,
  { after, newest, actor, action, subject, since, limit }: AuditQuery,
): Promise<AuditRow[]> {
  let query = db.selectFrom("audit").selectAll();
  if (after !== undefined) query = query.where("seq", newest ? "<" : ">", after);
  if (actor !== undefined) query = query.where("actor", "=", actor);
  if (action !== undefined) query = query.where("action", "=", action);
  if (subject !== undefined) query = query.where("subject", "=", subject);
  if (since !== undefined) query = query.where("at", ">=", since);
  const rows = await query
    .orderBy("seq", newest ? "desc" : "asc")
    .limit(limit)
    .execute();
  return rows.map(({ seq, at, actor, action, subject, body, hash }) => ({
    seq,
    at,
    actor,
    action,
    subject,
    body,
    hash,
  }));
}

export async function auditSubjects(
  db: Db,
  { actor, action, since }: Parameters<AuditLog["auditSubjects"]>[0],
): Promise<string[]> {
  const rows = await db
    .selectFrom("audit")
    .select("subject")
    .distinct()
    .where("actor", "=", actor)
    .where("at", ">=", since)
    .where("action", "=", action)
    .where("subject", "is not", null)
    .orderBy("subject")
    .execute();
  return rows.flatMap(({ subject }) => (subject === null ? [] : [subject]));
}
