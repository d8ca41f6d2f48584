import type { ConsoleMessage, Store } from "../../core/ports.ts";
import type { Db, Engine } from "./engine.ts";

/** Lazy: the effect that this delivers is settled after it, durably. */
export async function consolePut(db: Db, engine: Engine, message: Parameters<Store["consolePut"]>[0]): Promise<void> {
  const write = async (trx: Db): Promise<void> => {
    const { last } = await trx
      .selectFrom("console")
      .select((of) => of.fn.max("seq").as("last"))
      .executeTakeFirstOrThrow();
    const { id, thread, content, at } = message;
    await trx
      .insertInto("console")
      .values({ seq: (last ?? 0) + 1, id, thread, content, at, form: JSON.stringify(message.form) })
      .onConflict((already) => already.column("id").doNothing())
      .execute();
  };
  const announced = async (trx: Parameters<Parameters<Engine["write"]>[1]>[0]) => {
    await write(trx);
    await engine.all(trx, engine.announcement());
  };
  await engine.write(db, announced, { lazy: true });
}

export async function consoleAfter(db: Db, thread: string, seq: number, limit: number): Promise<ConsoleMessage[]> {
  const rows = await db
    .selectFrom("console")
    .leftJoin("contents", "contents.id", "console.content")
    .select([
      "console.seq",
      "console.id",
      "console.thread",
      "console.content",
      "console.at",
      "console.form",
      "contents.text",
    ])
    .where("console.thread", "=", thread)
    .where("console.seq", ">", seq)
    .orderBy("console.seq")
    .limit(limit)
    .execute();
  return rows.map(({ form, ...row }) => ({ ...row, form: JSON.parse(form) }));
}
