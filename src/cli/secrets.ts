import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../core/errors.ts";

/** A secret from NIGHTDESK_<NAME>, or from the file that NIGHTDESK_<NAME>_FILE names; never from the configuration. */
export async function secret(name: string): Promise<string | undefined> {
  const value = process.env[`NIGHTDESK_${name}`];
  if (value !== undefined && value !== "") return value;
  const file = process.env[`NIGHTDESK_${name}_FILE`];
  if (file === undefined || file === "") return undefined;
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (cause) {
    throw new Fault("usage", `NIGHTDESK_${name}_FILE names ${file}, which cannot be read`, {
      next: "Check the path and its permissions.",
      cause,
    });
  }
}

/** Writes a file that only its owner can read, whole or not at all. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

/**
 * The key of the desk's digests: NIGHTDESK_DESK_KEY (64 hexadecimal digits), else `desk.key` in the data folder, made at the first start.
 * Losing it loses nothing but the proof of what was said.
 */
export async function deskKey(data: string): Promise<Uint8Array> {
  const given = await secret("DESK_KEY");
  if (given !== undefined) return hexKey("NIGHTDESK_DESK_KEY", given);
  const file = join(data, "desk.key");
  return (await keyIn(file, NO_PROOF)) ?? (await makeKey(data, file, NO_PROOF));
}

const NO_PROOF =
  "Restore it from a backup, or remove it: then a new one is made, and what was said before can no longer be proved.";

/** The 32 bytes of a key as people write it. */
export function hexKey(name: string, given: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(given)) return Buffer.from(given, "hex");
  throw new Fault("usage", `${name} is not 64 hexadecimal digits`, { next: "Make one with `openssl rand -hex 32`." });
}

/** The key of a file; undefined when there is none. One that cannot be read as a key is a fault: it is never replaced. */
export async function keyIn(file: string, next: string): Promise<Uint8Array | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Fault("store_unavailable", `cannot read ${file}`, { next: "Check its permissions.", cause });
  }
  if (/^[0-9a-f]{64}\s*$/i.test(text)) return Buffer.from(text.trim(), "hex");
  throw new Fault("store_corrupt", `${file} does not hold a key of 64 hexadecimal digits`, {
    next,
  });
}

/** Makes a key whole or not at all: it is linked into its place when it is written, and whoever was first has made it. */
export async function makeKey(folder: string, file: string, next: string): Promise<Uint8Array> {
  const fresh = randomBytes(32);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, `${fresh.toString("hex")}\n`, { mode: 0o600 });
    await link(draft, file);
    return fresh;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const made = code === "EEXIST" ? await keyIn(file, next) : undefined;
    if (made !== undefined) return made;
    throw new Fault(code === "ENOSPC" ? "store_full" : "store_unavailable", `cannot write ${file}`, {
      next: "The folder desk.data must be writable, and its disk must have room.",
      cause,
    });
  } finally {
    await rm(draft, { force: true });
  }
}
