import { sql } from "kysely";
import { lru } from "../../core/lru.ts";
import type { Millis } from "../../core/time.ts";
import { erasedIdentity, erasedName, isName } from "../vault/names.ts";
import type { Subject, SubjectRow, Vault } from "../vault/vault.ts";
import { bulkInsert } from "./bulk.ts";
import type { Db, Engine } from "./engine.ts";

/** Opens what rows hold of some subjects. */
export interface Opened {
  /** The identity behind a name; what is no name, from before identities were concealed, stays as it is. */
  identity(name: string): string;
  /** The text of a content; null where there is none, or its key is gone. */
  text(content: { id: string | null; subject: string | null; text: string | null }): string | null;
}

export interface Subjects {
  vault: Vault;
  open(db: Db, names: Iterable<string | null>): Promise<Opened>;
  /** The name of an identity that has one. */
  nameOf(db: Db, identity: string): Promise<string | undefined>;
  forget(name: string): void;
}

const KEPT = 10_000;
/** An erasure by another process is seen here after at most this. */
const TRUSTED: Millis = 60_000;

export const insertSubjects = bulkInsert("subjects", ["id", "lookup", "identity", "key"]);

/** Reads subjects, and keeps those that were used last for a minute. */
export function subjectReader(engine: Engine, vault: Vault, clock: () => number = Date.now): Subjects {
  const kept = lru<string, Subject & { until: number }>(KEPT);

  async function load(db: Db, names: Set<string>): Promise<Map<string, Subject>> {
    const now = clock();
    const found = new Map<string, Subject>();
    const missing: string[] = [];
    for (const name of names) {
      const known = kept.get(name);
      if (known !== undefined && known.until > now) found.set(name, known);
      else missing.push(name);
    }
    if (missing.length === 0) return found;
    const query = sql<SubjectRow>`select id, lookup, identity, key from subjects where id ${engine.among(missing)}`;
    for (const row of (await query.execute(db)).rows) {
      const subject = vault.subject(row);
      found.set(row.id, subject);
      kept.set(row.id, { ...subject, until: now + TRUSTED });
    }
    return found;
  }

  return {
    vault,
    async open(db, names) {
      const asked = new Set<string>();
      for (const name of names) if (name !== null && isName(name)) asked.add(name);
      const found = await load(db, asked);
      return {
        identity: (name) => (isName(name) ? (found.get(name)?.identity ?? erasedIdentity(name)) : name),
        text({ id, subject, text }) {
          if (id === null || text === null || subject === null || !isName(subject)) return text;
          const key = found.get(subject)?.key;
          return key ? vault.openContent(key, id, text) : null;
        },
      };
    },
    async nameOf(db, identity) {
      const erased = erasedName(identity);
      if (erased !== undefined) return erased;
      const row = await db
        .selectFrom("subjects")
        .select("id")
        .where("lookup", "=", vault.lookup(identity))
        .executeTakeFirst();
      return row?.id;
    },
    forget: (name) => void kept.delete(name),
  };
}
