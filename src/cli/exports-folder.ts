import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writePrivate } from "./secrets.ts";

const KEPT_DAYS = 7;
const DAY = 86_400_000;
/** The file says itself until when it may be there. */
const UNTIL = /-until-(\d{4}-\d{2}-\d{2})\.(?:json|md)$/;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Where exports are kept for the few days that handing them over takes. */
export const exportsFolder = (data: string): string => join(data, "exports");

/** Writes an export that only its owner can read, as data and as a document; the files. Their names do not say whose it is. */
export async function writeExport(
  folder: string,
  { data, document }: { data: unknown; document: string },
  { name, now }: { name: string; now: number },
): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stem = join(folder, `export-${name}-until-${dayOf(now + KEPT_DAYS * DAY)}`);
  await writePrivate(`${stem}.json`, `${JSON.stringify(data, null, 2)}\n`);
  await writePrivate(`${stem}.md`, document);
  return [`${stem}.json`, `${stem}.md`];
}

/** Removes exports whose time is over; how many files. */
export async function removeOldExports(folder: string, now: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const old = names.filter((name) => (UNTIL.exec(name)?.[1] ?? "9999") < dayOf(now));
  for (const name of old) await rm(join(folder, name), { force: true });
  return old.length;
}
