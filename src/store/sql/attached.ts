import { sql } from "kysely";
import type { Store, StreamId } from "../../core/ports.ts";
import type { Db } from "./engine.ts";

export async function attached(
  db: Db,
  { outage, news, after, limit }: Parameters<Store["attached"]>[0],
): Promise<StreamId[]> {
  const waiting = db
    .selectFrom("conversations")
    .select("id")
    .where("outage", "=", outage)
    .where("outage_news", "<", news);
  const rest = after === null ? waiting : waiting.where("id", ">", after);
  return (await rest.orderBy("id").limit(limit).execute()).map(({ id }) => id);
}

export async function attachedCounts(db: Db): Promise<Map<string, number>> {
  const many = sql<number>`count(*)`.as("many");
  const rows = await db
    .selectFrom("conversations")
    .select(["outage", many])
    .where("outage", "is not", null)
    .groupBy("outage")
    .execute();
  return new Map(rows.map(({ outage, many: count }) => [outage ?? "", Number(count)]));
}
