import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Fault } from "../../core/errors.ts";
import type { Db, Engine, Write } from "./engine.ts";
import { initial } from "./migrations/0001-initial.ts";
import { moderation } from "./migrations/0002-moderation.ts";
import { escalation } from "./migrations/0003-escalation.ts";
import { snooze } from "./migrations/0004-snooze.ts";
import { rules } from "./migrations/0005-rules.ts";
import { posted } from "./migrations/0006-posted.ts";
import { outages } from "./migrations/0007-outages.ts";
import { lanes } from "./migrations/0008-lanes.ts";
import { line } from "./migrations/0009-line.ts";
import { subjects } from "./migrations/0010-subjects.ts";
import { incidents } from "./migrations/0011-incidents.ts";
import { audit } from "./migrations/0012-audit.ts";
import { inboundAt } from "./migrations/0013-inbound-at.ts";
import { pages } from "./migrations/0014-pages.ts";
import type { Migration } from "./migrations/migration.ts";

/** In the order in which they run; a new one goes to the end. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  moderation,
  escalation,
  snooze,
  rules,
  posted,
  outages,
  lanes,
  line,
  subjects,
  incidents,
  audit,
  inboundAt,
  pages,
];

/**
 * Brings the tables up to date, in one transaction under the writers' lock, so that processes that start together do it once.
 * @throws Fault `store_version` when the database was written by another version than this code can read.
 */
export async function migrate(db: Db, engine: Engine, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const { int, text, keyed } = engine.types;
  await engine.write(db, async (trx) => {
    const table = `create table if not exists migrations (name ${text} primary key, checksum ${text} not null, applied_at ${int} not null)${keyed}`;
    await sql.raw(table).execute(trx);
    const applied = await trx.selectFrom("migrations").select(["name", "checksum"]).orderBy("name").execute();
    const known = new Map(migrations.map((migration) => [migration.name, checksumOf(migration, engine)]));
    for (const { name, checksum } of applied) refuseUnknown(name, checksum, known.get(name));
    const names = new Set(applied.map(({ name }) => name));
    for (const migration of migrations.filter(({ name }) => !names.has(name))) {
      for (const statement of migration.statements(engine.types)) await sql.raw(statement).execute(trx);
      const checksum = checksumOf(migration, engine);
      await trx.insertInto("migrations").values({ name: migration.name, checksum, applied_at: Date.now() }).execute();
    }
  });
}

const checksumOf = (migration: Migration, { types }: Engine): string =>
  createHash("sha256").update(migration.statements(types).join(";\n")).digest("hex");

function refuseUnknown(name: string, checksum: string, expected: string | undefined): void {
  if (expected === undefined) {
    throw new Fault("store_version", `the database has been changed by a newer nightdesk (migration ${name})`, {
      next: "Start that version, or restore a backup from before the upgrade.",
    });
  }
  if (expected !== checksum) {
    throw new Fault(
      "store_version",
      `the database was made by a build with another migration ${name} (${checksum.slice(0, 12)})`,
      {
        next: "Start the version that made it, or point nightdesk to a new database.",
      },
    );
  }
}

/** The name of this database. `renew` gives it another: a restored copy must not pass for the original. */
export async function epochOf(db: Db, engine: Engine, renew: boolean): Promise<string> {
  if (renew) await engine.write(db, (trx) => trx.deleteFrom("meta").where("key", "=", "epoch").execute());
  return agree(db, engine, "epoch", randomUUID());
}

/** The value that was said first under a name. */
export async function agree(db: Db, engine: Engine, key: string, value: string): Promise<string> {
  const agreed = (from: Db | Write) => from.selectFrom("meta").select("value").where("key", "=", key);
  const known = await agreed(db).executeTakeFirst();
  if (known !== undefined) return known.value;
  return engine.write(db, async (trx) => {
    const first = trx.insertInto("meta").values({ key, value });
    await first.onConflict((already) => already.column("key").doNothing()).execute();
    return (await agreed(trx).executeTakeFirstOrThrow()).value;
  });
}

/** Replaces what is kept under a name; nobody else does so meanwhile. */
export const amend = (
  db: Db,
  engine: Engine,
  key: string,
  step: (before: string | undefined) => string,
): Promise<void> =>
  engine.write(
    db,
    async (trx) => {
      const before = await trx.selectFrom("meta").select("value").where("key", "=", key).executeTakeFirst();
      const value = step(before?.value);
      const row = trx.insertInto("meta").values({ key, value });
      await row.onConflict((already) => already.column("key").doUpdateSet({ value })).execute();
    },
    { lazy: true },
  );
