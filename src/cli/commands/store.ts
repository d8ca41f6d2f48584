import { dirname, join } from "node:path";
import stringWidth from "string-width";
import { Fault } from "../../core/errors.ts";
import type { SqlStoreParts } from "../../store/sql/store.ts";
import { findConfig, loadFiles } from "../files.ts";
import { localDesk } from "../local-desk.ts";
import { print, table } from "../out.ts";
import { databaseUrl } from "../runtime.ts";

interface Options {
  config?: string;
  json?: boolean;
  from: string;
  to: string;
}

/** `nightdesk store copy`: from SQLite to PostgreSQL or back, with everything: streams, texts, outbox, deadlines, tokens, lists. */
export async function copy(_: string[], options: Options): Promise<void> {
  const data = await dataFolder(options.config);
  await refuseRunning(data);
  const from = await sideOf(options.from, data);
  const to = await sideOf(options.to, data);
  if (from.place === to.place)
    throw new Fault("usage", "--from and --to are the same store", { next: "Name another." });
  const [source, target] = [await from.open(), await to.open()];
  try {
    const { copyStore } = await import("../../store/sql/copy.ts");
    const tables = await copyStore(source, target);
    const rows = tables.reduce((sum, it) => sum + it.rows, 0);
    const next = to.kind === "postgres" ? TO_POSTGRES : TO_SQLITE;
    print(options.json, { tables, rows, next }, () =>
      [
        table(
          tables.map((it) => [it.table, String(it.rows)]),
          stringWidth,
        ),
        "",
        `${rows} rows copied, read again and compared: the same.`,
        next,
      ].join("\n"),
    );
  } finally {
    await source.db.destroy();
    await target.db.destroy();
  }
}

const KEEP =
  "Keep desk.key (or NIGHTDESK_DESK_KEY) and the master key (or NIGHTDESK_MASTER_KEY), without which nobody can read the copy, and do not run a desk on the old store any more.";
const TO_POSTGRES = `Next: set DATABASE_URL to the new database wherever the desk runs, and start it. ${KEEP}`;
const TO_SQLITE = `Next: put the file into the data folder as desk.db, unset DATABASE_URL, and start the desk. ${KEEP}`;

interface Side {
  kind: "sqlite" | "postgres";
  /** What tells it from others. */
  place: string;
  open(): Promise<SqlStoreParts>;
}

async function sideOf(text: string, data: string | undefined): Promise<Side> {
  if (text === "postgres" || /^postgres(ql)?:\/\//.test(text)) {
    const url = text === "postgres" ? await databaseUrl() : text;
    if (url === undefined)
      throw new Fault("usage", "DATABASE_URL is not set", { next: "Set it, or write the whole postgres://… address." });
    const { postgresParts } = await import("../../store/sql/postgres.ts");
    return { kind: "postgres", place: url, open: async () => postgresParts(url) };
  }
  const file = text === "sqlite" ? data && join(data, "desk.db") : /^sqlite:(.+)$/.exec(text)?.[1];
  if (file === undefined)
    throw new Fault("usage", `“${text.replace(/:.*/s, ":…")}” is no store`, {
      next: "Write sqlite, sqlite:<file>, postgres or postgres://….",
    });
  const { sqliteParts } = await import("../../store/sql/sqlite.ts");
  return { kind: "sqlite", place: file, open: () => sqliteParts(file) };
}

async function dataFolder(config: string | undefined): Promise<string | undefined> {
  const file = findConfig(config);
  if (file === undefined) return undefined;
  const loaded = await loadFiles(file, { articles: false });
  return loaded.config && join(dirname(file), loaded.config.desk.data);
}

/** What a running desk writes during the copy would be missing from it. */
async function refuseRunning(data: string | undefined): Promise<void> {
  const desk = data === undefined ? undefined : await localDesk(data);
  if (desk !== undefined)
    throw new Fault("usage", `a desk is running at ${desk.url}: what it writes meanwhile would not be copied`, {
      next: "End it (and those on other machines), copy, and start it on the new store.",
    });
}
