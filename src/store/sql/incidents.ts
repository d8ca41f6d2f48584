import type { IncidentQuery, IncidentRow } from "../../core/incident/row.ts";
import { accountIdentity, concealed, namesIn, revealed } from "../vault/names.ts";
import type { Writing } from "../vault/writing.ts";
import type { Db } from "./engine.ts";
import type { IncidentTableRow } from "./schema.ts";
import type { Subjects } from "./subjects.ts";

/** What is looked for has a column; the rest of the row is kept as it is. */
export const incidentToRow = (row: IncidentRow, { nameOf }: Pick<Writing, "nameOf">): IncidentTableRow => ({
  id: row.id,
  active: row.state === "closed" ? 0 : 1,
  account: row.account && nameOf(accountIdentity(row.account)),
  reported_at: row.reportedAt,
  data: concealed(row, nameOf),
});

export async function incidents(
  db: Db,
  subjects: Subjects,
  { open, account, limit }: IncidentQuery,
): Promise<IncidentRow[]> {
  const name = account === undefined ? undefined : await subjects.nameOf(db, accountIdentity(account));
  if (account !== undefined && name === undefined) return [];
  const all = db.selectFrom("incidents").select("data");
  const some = open === undefined ? all : all.where("active", "=", open ? 1 : 0);
  const of = name === undefined ? some : some.where("account", "=", name);
  const rows = await of.orderBy("reported_at", "desc").orderBy("id").limit(limit).execute();
  const opened = await subjects.open(
    db,
    rows.flatMap(({ data }) => namesIn(data)),
  );
  return rows.map(({ data }) => revealed<IncidentRow>(data, opened.identity));
}
