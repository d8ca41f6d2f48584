import { join } from "node:path";
import { Fault } from "../../core/errors.ts";
import { localDesk } from "../local-desk.ts";
import type { Runtime } from "../runtime.ts";
import type { Parts } from "./parts.ts";

export const ANOTHER_KEY =
  "this machine has another desk key than the one that the desk began with: what is said here cannot be proved there. Give all machines the same NIGHTDESK_DESK_KEY.";

/**
 * Makes sure that no other process has this one's place: on SQLite there is one process, and of those with the API one a data folder.
 * Returns how to give the place up; it is free as well when the process dies.
 */
export async function takePlace({ engine, data }: Runtime, parts: Parts): Promise<() => void> {
  if (engine !== "sqlite") {
    if (parts.has("api")) await refuseAnother(data);
    return () => undefined;
  }
  const { holdAlone } = await import("../../store/sql/hold-alone.ts");
  const release = holdAlone(join(data, "desk.lock"));
  if (release !== undefined) return release;
  const other = await localDesk(data);
  throw new Fault(
    "usage",
    other === undefined
      ? "a desk of this folder is running already"
      : `a desk of this folder is running already, at ${other.url} (process ${other.pid})`,
    {
      next: "Work with it (`nightdesk tui`), or end it first. Several processes share a desk on PostgreSQL: set DATABASE_URL.",
    },
  );
}

/** The tokens of the folder are one desk's. */
async function refuseAnother(data: string): Promise<void> {
  const other = await localDesk(data);
  if (other === undefined) return;
  const answers = await fetch(`${other.url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  if (answers?.ok !== true) return;
  throw new Fault(
    "usage",
    `a desk of this folder is running already, at ${other.url} (process ${other.pid}), with the API`,
    { next: "Leave the API out of this one (--only worker,clock), or give it a data folder of its own (desk.data)." },
  );
}
