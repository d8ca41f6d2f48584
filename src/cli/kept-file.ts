import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";

/** Writes a file that can be made again, whole or not at all; of those beside it with the same ending the `most` newest stay. */
export async function writeKept(file: string, bytes: Uint8Array, most: number): Promise<void> {
  const folder = dirname(file);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, file);
    await forgetOld(folder, extname(file), most);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function forgetOld(folder: string, ending: string, most: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(most);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}

const DIGEST = 32;
const digestOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** With its SHA-256 in front, so that damage is seen. */
export const sealed = (bytes: Uint8Array): Uint8Array => Buffer.concat([digestOf(bytes), bytes]);

/** What `sealed` sealed; undefined when there is no such file, or it is damaged. */
export async function readSealed(file: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const rest = bytes.subarray(DIGEST);
  return digestOf(rest).equals(bytes.subarray(0, DIGEST)) ? rest : undefined;
}
