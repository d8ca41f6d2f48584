import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { Fault } from "../../core/errors.ts";
import { rotateMaster } from "../../store/sql/vault-meta.ts";
import { masterOf } from "../../store/vault/master.ts";
import { findConfig, loadFiles } from "../files.ts";
import { localDesk } from "../local-desk.ts";
import { keepNext, masterFile, masterFromEnvironment, masterKeys, takeNext } from "../master-key.ts";
import { print } from "../out.ts";
import { openParts } from "../runtime.ts";
import { hexKey, secret } from "../secrets.ts";

interface Options {
  config?: string;
  json?: boolean;
}

/** `nightdesk privacy rotate-key`: wraps every customer's key anew. No text is sealed again, and a crash leaves one key or the other in force. */
export async function rotateKey(_: string[], options: Options): Promise<void> {
  const data = await dataFolder(options.config);
  const keys = masterKeys(data);
  const inEnvironment = (await masterFromEnvironment()) !== undefined;
  const given = await secret("NEW_MASTER_KEY");
  if (inEnvironment && given === undefined)
    throw new Fault("usage", "the master key is NIGHTDESK_MASTER_KEY, and there is no new one", {
      next: "Make one with `openssl rand -hex 32`, set NIGHTDESK_NEW_MASTER_KEY (or …_FILE), and run it again.",
    });
  const to = given === undefined ? randomBytes(32) : hexKey("NIGHTDESK_NEW_MASTER_KEY", given);
  const from = await keys.read();
  if (from === undefined)
    throw new Fault("store_locked", `there is no master key at ${keys.where}`, {
      next: "Start the desk once: it makes the key of a new store. If the key was lost, put it back.",
    });
  const { db, engine } = await openParts(data);
  try {
    if (!inEnvironment) await keepNext(data, to);
    const wrapped = await rotateMaster(db, engine, { from: masterOf(from), to: masterOf(to), where: keys.where });
    if (!inEnvironment) await takeNext(data);
    const next = inEnvironment
      ? "Next: set NIGHTDESK_MASTER_KEY to the new key, wherever the desk runs, and start it."
      : `The new key is in ${masterFile(data)}. Keep a copy apart from the backups of the store, and start the desk.`;
    const old = "The old key opens older backups and nothing else; destroy it when the last of them is gone.";
    print(options.json, { keys: wrapped, next, old }, () =>
      [`${wrapped} keys wrapped with the new master key.`, next, old].join("\n"),
    );
  } finally {
    await db.destroy();
  }
}

async function dataFolder(config: string | undefined): Promise<string> {
  const file = findConfig(config);
  const loaded = file === undefined ? undefined : await loadFiles(file, { articles: false });
  if (file === undefined || loaded?.config === undefined)
    throw new Fault("usage", "there is no nightdesk.yaml here or above that can be read", {
      next: "Name it with --config; `nightdesk check` says what is wrong with it.",
    });
  const data = join(dirname(file), loaded.config.desk.data);
  const desk = await localDesk(data);
  if (desk === undefined) return data;
  throw new Fault("usage", `a desk is running at ${desk.url}: it would go on with the old key`, {
    next: "End it (and those on other machines), change the key, and start it.",
  });
}
