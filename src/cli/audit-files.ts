import { createPublicKey } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { checkpointNote, readCheckpoints, type WrittenCheckpoint } from "../core/audit/checkpoint.ts";
import { type Signer, signerName, signingKey, type Verifier, verifierText } from "../core/audit/keys.ts";
import type { DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import { hexKey, keyIn, makeKey, secret } from "./secrets.ts";

/** What is kept of the audit log outside the store. */
export interface AuditFiles {
  folder: string;
  signer: Signer;
  verifier: Verifier;
  checkpoints(): Promise<WrittenCheckpoint[]>;
  write(checkpoint: WrittenCheckpoint): Promise<void>;
}

/** The folder and the key of this desk's checkpoints; the key is made the first time. */
export async function auditFiles(config: DeskConfig, data: string, root: string): Promise<AuditFiles> {
  const { audit } = config;
  const folder = audit.folder === undefined ? `${data}.audit` : resolve(root, audit.folder);
  const signer = await deskSigner(config, data);
  const verifier = { name: signer.name, key: createPublicKey(signer.key) };
  const file = join(folder, "checkpoints");
  return {
    folder,
    signer,
    verifier,
    checkpoints: () => checkpointsIn(file),
    async write(checkpoint) {
      const before = (await read(file)) ?? "";
      await appendDurably(file, `${before === "" ? "" : "\n"}${checkpointNote(checkpoint)}`);
      await appendDurably(join(folder, "key.pub"), `${verifierText(verifier)}\n`, "w");
    },
  };
}

/** What evidence is signed with. */
export const deskSigner = async ({ desk }: DeskConfig, data: string): Promise<Signer> => ({
  name: signerName(desk.name),
  key: await auditKey(data),
});

/** NIGHTDESK_AUDIT_KEY (64 hexadecimal digits), else a file beside the data folder, made the first time. */
async function auditKey(data: string): Promise<Signer["key"]> {
  const given = await secret("AUDIT_KEY");
  if (given !== undefined) return signingKey(hexKey("NIGHTDESK_AUDIT_KEY", given));
  const file = `${data}.audit.key`;
  return signingKey((await keyIn(file, LOST)) ?? (await makeKey(dirname(file), file, LOST)));
}

const LOST =
  "Restore it from a backup, or remove it: then a new one is made, and what was signed before is checked with the old public key.";

/** @throws Fault with the line that is none. */
export async function checkpointsIn(file: string): Promise<WrittenCheckpoint[]> {
  const { checkpoints, badLine } = readCheckpoints((await read(file)) ?? "");
  if (badLine === null) return checkpoints;
  throw new Fault("store_corrupt", `${file}:${badLine}: this is no checkpoint`, {
    next: "Somebody or something has changed the file; compare it with a copy.",
  });
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Fault("store_unavailable", `${file} cannot be read`, { next: "Check its permissions.", cause });
  }
}

async function appendDurably(file: string, text: string, flag = "a"): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, flag, 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new Fault("store_unavailable", `${file} cannot be written`, {
      next: "The folder audit.folder must be writable, and its disk must have room.",
      cause,
    });
  }
}
