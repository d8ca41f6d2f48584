import type { Instant } from "../../core/time.ts";
import type { TokenRow } from "../../core/token.ts";
import type { Db, Engine } from "./engine.ts";
import { tokenFromRow, tokenToRow } from "./rows.ts";

export async function putToken(db: Db, engine: Engine, token: TokenRow): Promise<void> {
  const { id, ...rest } = tokenToRow(token);
  await engine.write(db, (trx) =>
    trx
      .insertInto("tokens")
      .values({ id, ...rest })
      .onConflict((already) => already.column("id").doUpdateSet(rest))
      .execute(),
  );
}

export async function tokens(db: Db): Promise<TokenRow[]> {
  const rows = await db.selectFrom("tokens").selectAll().orderBy("created_at").orderBy("id").execute();
  return rows.map(tokenFromRow);
}

export async function tokenByHash(db: Db, hash: string): Promise<TokenRow | undefined> {
  const row = await db.selectFrom("tokens").selectAll().where("hash", "=", hash).executeTakeFirst();
  return row && tokenFromRow(row);
}

export async function revokeToken(db: Db, engine: Engine, id: string, at: Instant): Promise<boolean> {
  const revoke = (trx: Db) =>
    trx.updateTable("tokens").set({ revoked_at: at }).where("id", "=", id).where("revoked_at", "is", null);
  const { numUpdatedRows } = await engine.write(db, (trx) => revoke(trx).executeTakeFirstOrThrow());
  return numUpdatedRows > 0n;
}
