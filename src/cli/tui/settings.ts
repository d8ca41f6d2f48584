import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { join } from "node:path";
import { type Keymap, noKeymap, parseKeymap } from "./commands/keymap.ts";
import { COMMANDS } from "./commands/table.ts";
import type { Theme } from "./text/theme.ts";
import { parseTheme, THEMES } from "./text/themes.ts";

/** What a responder has chosen on this machine. */
export interface Settings {
  keymap: Keymap;
  theme: Theme;
  /** What was wrong with a file; such a file is not used at all. */
  complaints: string[];
}

export const noSettings: Settings = { keymap: noKeymap, theme: THEMES.default, complaints: [] };

const THEME = "theme.json";
const LOOK_EVERY = 1_000;

/** Reads keymap.json and theme.json of a folder; without a file all is as it comes. */
export function readSettings(folder: string): Settings {
  const keys = text(join(folder, "keymap.json"));
  const keymap = keys === undefined ? undefined : parseKeymap(keys, COMMANDS);
  const { theme, complaint } = readTheme(folder);
  return {
    keymap: keymap?.ok ? keymap.keymap : noKeymap,
    theme,
    complaints: [
      ...(keymap === undefined || keymap.ok ? [] : [`keymap.json: ${keymap.complaints.join("; ")}`]),
      ...(complaint === undefined ? [] : [complaint]),
    ],
  };
}

function readTheme(folder: string): { theme: Theme; complaint?: string } {
  const read = text(join(folder, THEME));
  const parsed = read === undefined ? undefined : parseTheme(read);
  if (parsed === undefined) return { theme: THEMES.default };
  return parsed.ok ? { theme: parsed.theme } : { theme: THEMES.default, complaint: `${THEME}: ${parsed.complaint}` };
}

/** Tells of the theme whenever its file changes, comes or goes. Returns how to stop. */
export function followTheme(
  folder: string,
  onChange: (read: { theme: Theme; complaint?: string }) => void,
): () => void {
  const file = join(folder, THEME);
  const changed = () => onChange(readTheme(folder));
  watchFile(file, { interval: LOOK_EVERY, persistent: false }, changed);
  return () => unwatchFile(file, changed);
}

function text(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
