import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writePrivate } from "./secrets.ts";

const schema = z.object({ url: z.string(), pid: z.int(), lead: z.string(), console: z.string() });

/** Where the desk of this data folder listens, and the tokens that whoever can read the folder may use. */
export type LocalDesk = z.output<typeof schema>;

const fileIn = (data: string): string => join(data, "local.json");

export const writeLocalDesk = (data: string, desk: LocalDesk): Promise<void> =>
  writePrivate(fileIn(data), `${JSON.stringify(desk)}\n`);

/** What the last desk of a data folder wrote, running or not. */
export async function readLocalDesk(data: string): Promise<LocalDesk | undefined> {
  const text = await readFile(fileIn(data), "utf8").catch(() => undefined);
  const parsed = text === undefined ? undefined : schema.safeParse(parseJson(text));
  return parsed?.success ? parsed.data : undefined;
}

/** The running desk of a data folder; undefined when there is none, or its process is gone. */
export async function localDesk(data: string): Promise<LocalDesk | undefined> {
  const desk = await readLocalDesk(data);
  return desk !== undefined && isAlive(desk.pid) ? desk : undefined;
}

/** A desk that ends in order says so; its tokens stay for the next one. */
export async function removeLocalDesk(data: string, pid: number): Promise<void> {
  const desk = await readLocalDesk(data);
  if (desk?.pid === pid) await writeLocalDesk(data, { ...desk, pid: 0 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
