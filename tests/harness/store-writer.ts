import type { Store } from "../../src/core/ports.ts";
import { postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { conversation, message } from "./commits.ts";
import { master } from "./master.ts";

/*
 * A process of its own that writes until it is killed or has written enough: `<place> <name> <commits per stream>`. It says each event's
 * id on its output, one a line, once the commit is acknowledged.
 */
const STREAMS = 8;
const [place = "", name = "", most = ""] = process.argv.slice(2);
const store: Store = place.startsWith("postgres")
  ? await postgresStore(place, { master })
  : await sqliteStore(place, { master });

await Promise.all(
  Array.from({ length: STREAMS }, async (_, i) => {
    const stream = conversation(`${name}-${i}`);
    for (let version = 0; version < Number(most); version++) {
      const result = await store.commit(message(stream, version, "written elsewhere"));
      if (!result.ok) throw new Error(result.reason);
      for (const { id } of result.events) process.stdout.write(`${id}\n`);
    }
  }),
);
await store.close();
