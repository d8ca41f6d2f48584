import { didYouMean } from "../../../core/problem.ts";
import type { Focus } from "../state/state.ts";
import type { Command } from "./command.ts";
import { type CommandId, isAt, LETTERS_ARE_TEXT } from "./ids.ts";

/** Keys of commands, in place of those in the table. */
export type Keymap = ReadonlyMap<CommandId, readonly string[]>;

export const noKeymap: Keymap = new Map();

const FOCUSES: readonly Focus[] = [
  "list",
  "ticket",
  "composer",
  "customer",
  "handover",
  "shift",
  "security",
  "knowledge",
  "stats",
  "activity",
];
const NAMED =
  "enter|esc|backspace|delete|up|down|left|right|pageup|pagedown|home|end|tab|space|[\\x21-\\x7e]|[^\\x00-\\x7f]";
const KEY = new RegExp(`^(?:ctrl\\+|alt\\+|shift\\+)*(?:${NAMED})$`, "u");
const isText = (key: string): boolean => !/^(?:ctrl|alt)\+|^(?:shift\+)?[a-z]{2,}$/.test(key);

/** The table with somebody's own keys. Where text is typed a letter stays a letter: there only keys that are none count. */
export function withKeymap(commands: readonly Command[], keymap: Keymap): readonly Command[] {
  if (keymap.size === 0) return commands;
  return commands.map((command) => {
    const wanted = keymap.get(command.id);
    if (wanted === undefined) return command;
    if (!LETTERS_ARE_TEXT.has(command.place)) return { ...command, keys: wanted };
    const kept = wanted.filter((keys) => !keys.split(" ").some(isText));
    return kept.length === 0 && wanted.length > 0 ? command : { ...command, keys: kept };
  });
}

/**
 * Reads keymap.json: `{"acknowledge": ["A", "g y"], "customer": []}`. Every complaint at once; a keymap with one is not used at all.
 */
export function parseKeymap(
  text: string,
  commands: readonly Command[],
): { ok: true; keymap: Keymap } | { ok: false; complaints: string[] } {
  const complaints: string[] = [];
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return { ok: false, complaints: [error instanceof Error ? error.message : String(error)] };
  }
  if (typeof read !== "object" || read === null || Array.isArray(read))
    return { ok: false, complaints: ['it has to look like {"acknowledge": ["A"]}'] };
  const ids = new Set(commands.map(({ id }) => id));
  const keymap = new Map<CommandId, readonly string[]>();
  for (const [name, keys] of Object.entries(read)) {
    const id = [...ids].find((it) => it === name);
    if (id === undefined) complaints.push(`there is no command “${name}”${meant(name, ids)}`);
    else if (!Array.isArray(keys) || !keys.every((it) => typeof it === "string"))
      complaints.push(`“${name}” needs a list of keys, such as ["A", "g y"]`);
    else {
      const wrong = keys.find((it: string) => it === "" || it.split(" ").some((key) => !KEY.test(key)));
      if (wrong === undefined) keymap.set(id, keys);
      else complaints.push(`“${name}”: “${wrong}” is no key; they are written a, ctrl+s, alt+enter, space, g q`);
    }
  }
  if (complaints.length === 0) complaints.push(...conflicts(withKeymap(commands, keymap)));
  return complaints.length === 0 ? { ok: true, keymap } : { ok: false, complaints };
}

function meant(name: string, ids: Iterable<string>): string {
  const near = didYouMean(name, ids);
  return near === undefined ? "" : `. ${near}`;
}

/** Keys that would reach two commands in one place, and keys that a longer one begins with, so that it is never reached. */
export function conflicts(commands: readonly Command[]): string[] {
  const found = new Set<string>();
  for (const focus of FOCUSES) {
    const here = commands
      .filter(({ place }) => isAt(place, focus))
      .flatMap(({ id, keys }) => keys.map((key) => ({ id, key })));
    for (const [i, a] of here.entries()) {
      for (const b of here.slice(i + 1)) {
        if (a.id === b.id) continue;
        if (a.key === b.key) found.add(`“${a.key}” is both “${a.id}” and “${b.id}”`);
        const [short, long] = a.key.length < b.key.length ? [a, b] : [b, a];
        if (long.key.startsWith(`${short.key} `))
          found.add(`“${short.key}” (“${short.id}”) hides “${long.key}” (“${long.id}”)`);
      }
    }
  }
  return [...found];
}
