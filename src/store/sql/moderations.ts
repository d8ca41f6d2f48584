import type { ModerationListItem, ModerationQuery, ModerationRow } from "../../core/moderation/row.ts";
import type { Db } from "./engine.ts";
import type { ModerationTableRow } from "./schema.ts";

export const moderationToRow = ({
  score,
  by,
  undone,
  judgedAt,
  updatedAt,
  ...row
}: ModerationRow): ModerationTableRow => ({
  ...row,
  score_thousandths: Math.round(score * 1_000),
  decided_by: by,
  undone: undone ? 1 : 0,
  judged_at: judgedAt,
  updated_at: updatedAt,
});

export async function moderations(db: Db, { undone, limit }: ModerationQuery): Promise<ModerationListItem[]> {
  const all = db
    .selectFrom("moderations")
    .leftJoin("contents", "contents.id", "moderations.content")
    .selectAll("moderations")
    .select("contents.text as text");
  const some = undone === undefined ? all : all.where("undone", "=", undone ? 1 : 0);
  const rows = await some.orderBy("judged_at", "desc").orderBy("moderations.id").limit(limit).execute();
  return rows.map(({ score_thousandths, decided_by: by, undone: gone, judged_at, updated_at, ...row }) => ({
    ...row,
    score: score_thousandths / 1_000,
    by,
    undone: gone === 1,
    judgedAt: judged_at,
    updatedAt: updated_at,
  }));
}
