import { cleanText } from "../text.ts";
import { type Entity, screen } from "./screen.ts";
import type { Signal } from "./signals.ts";
import type { Verdict } from "./verdict.ts";

/** What the guard makes of a message, as `nightdesk guard check` shows it. */
export interface Checked {
  clean: string;
  signals: Signal[];
  entities: Entity[];
  verdicts: Verdict[];
}

/** Screens a text as the desk would, and judges what is in it. */
export function check(text: string, _author?: unknown): Checked {
  const { clean, signals, entities } = screen(cleanText(text));
  return { clean, signals, entities, verdicts: [] };
}
