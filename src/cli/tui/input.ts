import type { Key } from "ink";
import { graphemes } from "./text/width.ts";

const NAMED = [
  ["return", "enter"],
  ["escape", "esc"],
  ["backspace", "backspace"],
  ["delete", "delete"],
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageup"],
  ["pageDown", "pagedown"],
  ["home", "home"],
  ["end", "end"],
  ["tab", "tab"],
] as const satisfies [keyof Key, string][];

/** Control characters in the middle of a chunk, by the keys that send them. */
function inText(part: string): string {
  const code = part.charCodeAt(0);
  if (part === "\r" || part === "\r\n") return "enter";
  if (part === "\t") return "tab";
  if (part === "\x7f" || part === "\b") return "backspace";
  if (part === "\x1b") return "esc";
  return part.length === 1 && code < 32 ? `ctrl+${String.fromCharCode(code + 96)}` : part;
}

/**
 * The keys of one input event, by their names: "a", "账", "enter", "ctrl+s", "alt+enter", "shift+tab". Over a slow line several keys
 * come as one event (`wrong\r`): each of them counts.
 */
export function keysOf(input: string, key: Partial<Key>): string[] {
  if (key.eventType === "release") return [];
  const name = NAMED.find(([flag]) => key[flag] === true)?.[1];
  if (name !== undefined) {
    const modifiers = [
      key.ctrl ? "ctrl+" : "",
      key.meta && name !== "esc" ? "alt+" : "",
      key.shift ? "shift+" : "",
    ].join("");
    return [modifiers + name];
  }
  if (key.ctrl) return input === "" ? [] : [`ctrl+${input}`];
  if (key.meta) return input === "" ? [] : [`alt+${input}`];
  return graphemes(input).map(inText);
}
