import { hashToken, newToken } from "../../server/auth.ts";
import { type LocalDesk, readLocalDesk, writeLocalDesk } from "../local-desk.ts";
import { now, type Runtime } from "../runtime.ts";

/** The tokens of whoever can read the data folder: those of the last run while they count, else new ones. */
export async function localTokens({ store, data }: Runtime, url: string, responder: string): Promise<LocalDesk> {
  const before = await readLocalDesk(data);
  const fresh = async (role: "lead" | "console", name: string, old: string | undefined): Promise<string> => {
    const row = old === undefined ? undefined : await store.tokenByHash(hashToken(old));
    if (old !== undefined && row?.revokedAt === null && row.name === name) return old;
    const { secret, row: made } = newToken({ name, role, by: "nightdesk up", now: now() });
    await store.putToken(made);
    return secret;
  };
  const local: LocalDesk = {
    url,
    pid: process.pid,
    lead: await fresh("lead", responder, before?.lead),
    console: await fresh("console", "console", before?.console),
  };
  await writeLocalDesk(data, local);
  return local;
}
