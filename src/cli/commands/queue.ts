import stringWidth from "string-width";
import { excerpt } from "../../core/text.ts";
import type { WireEffect } from "../../server/api.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { print, table } from "../out.ts";
import type { AccessOptions } from "../remote.ts";

interface ListOptions extends AccessOptions {
  status: WireEffect["status"];
  limit: number;
}

/** `nightdesk queue list`: what the desk could not do, or has yet to do, and why. */
export async function list(_: string[], options: ListOptions): Promise<void> {
  const { client, close } = await reachDesk(options);
  try {
    const [items, { outbox }] = await Promise.all([client.outbox(options.status, options.limit), client.status()]);
    print(options.json, { counts: outbox, items }, () => {
      const counts = `${outbox.pending} pending, ${outbox.leased} under way or in line, ${outbox.dead} dead letters`;
      if (items.length === 0) return `${counts}. Nothing is ${options.status}.`;
      const rows = items.map(({ id, what, attempts, updatedAt, error }) => [
        id,
        what,
        String(attempts),
        `${new Date(updatedAt).toISOString().slice(0, 16).replace("T", " ")}Z`,
        excerpt(error ?? "", 80),
      ]);
      return `${table([["ID", "WHAT", "TRIES", "LAST", "WHY"], ...rows], stringWidth)}\n\n${counts}`;
    });
  } finally {
    await close();
  }
}

interface RetryOptions extends AccessOptions {
  all?: boolean;
}

/** So many dead letters are revived by one `--all`. */
const MOST = 500;

/** `nightdesk queue retry`: puts a dead letter back in line, or all of them. */
export async function retry([id]: string[], options: RetryOptions): Promise<void> {
  if ((id === undefined) === (options.all !== true))
    return refused({ ok: false, reason: "not_found", detail: "name a dead letter, or say --all" }, options.json);
  const { client, running, close } = await reachDesk(options);
  try {
    const ids = id === undefined ? (await client.outbox("dead", MOST)).map((it) => it.id) : [id];
    const retried: string[] = [];
    for (const it of ids) {
      const result = await client.retry(it);
      if (!result.ok && id !== undefined) return refused(result, options.json);
      if (result.ok) retried.push(it);
    }
    const later = running ? "" : "; nightdesk is not running, so they wait until it is";
    print(options.json, { retried }, () =>
      retried.length === 0 ? "There are no dead letters." : `Back in line: ${retried.join(", ")}${later}`,
    );
  } finally {
    await close();
  }
}
