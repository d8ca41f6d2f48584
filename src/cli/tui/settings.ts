import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Keymap, noKeymap, parseKeymap } from "./commands/keymap.ts";
import { COMMANDS } from "./commands/table.ts";

/** What a responder has chosen on this machine. */
export interface Settings {
  keymap: Keymap;
  /** What was wrong with a file; such a file is not used at all. */
  complaints: string[];
}

export const noSettings: Settings = { keymap: noKeymap, complaints: [] };

/** Reads keymap.json of a folder; without the file all is as it comes. */
export function readSettings(folder: string): Settings {
  const keys = text(join(folder, "keymap.json"));
  const parsed = keys === undefined ? undefined : parseKeymap(keys, COMMANDS);
  if (parsed === undefined) return noSettings;
  if (parsed.ok) return { keymap: parsed.keymap, complaints: [] };
  return { keymap: noKeymap, complaints: [`keymap.json: ${parsed.complaints.join("; ")}`] };
}

function text(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
