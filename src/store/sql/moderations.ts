import type { ModerationListItem, ModerationQuery, ModerationRow } from "../../core/moderation/row.ts";
import type { Writing } from "../vault/writing.ts";
import type { Db } from "./engine.ts";
import type { ModerationTableRow } from "./schema.ts";
import type { Subjects } from "./subjects.ts";

export const moderationToRow = (
  { score, by, undone, judgedAt, updatedAt, ...row }: ModerationRow,
  { nameOf }: Pick<Writing, "nameOf">,
): ModerationTableRow => ({
  ...row,
  author: nameOf(row.author),
  score_thousandths: Math.round(score * 1_000),
  decided_by: by,
  undone: undone ? 1 : 0,
  judged_at: judgedAt,
  updated_at: updatedAt,
});

export async function moderations(
  db: Db,
  subjects: Subjects,
  { undone, limit }: ModerationQuery,
): Promise<ModerationListItem[]> {
  const all = db
    .selectFrom("moderations")
    .leftJoin("contents", "contents.id", "moderations.content")
    .selectAll("moderations")
    .select(["contents.text as text", "contents.subject as subject"]);
  const some = undone === undefined ? all : all.where("undone", "=", undone ? 1 : 0);
  const rows = await some.orderBy("judged_at", "desc").orderBy("moderations.id").limit(limit).execute();
  const opened = await subjects.open(
    db,
    rows.flatMap(({ author, subject }) => [author, subject]),
  );
  return rows.map(({ score_thousandths, decided_by: by, undone: gone, judged_at, updated_at, subject, ...row }) => ({
    ...row,
    author: opened.identity(row.author),
    text: opened.text({ id: row.content, subject, text: row.text }),
    score: score_thousandths / 1_000,
    by,
    undone: gone === 1,
    judgedAt: judged_at,
    updatedAt: updated_at,
  }));
}
