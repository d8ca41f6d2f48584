import { cleanText } from "../text.ts";
import type { Instant } from "../time.ts";
import type { Author } from "./circumstances.ts";
import { judge } from "./judge.ts";
import type { GuardPolicy } from "./policy.ts";
import { type Entity, screen } from "./screen.ts";
import type { Signal } from "./signals.ts";
import type { Action, Verdict } from "./verdict.ts";

/** What the guard makes of a message, as `nightdesk guard check` shows it. */
export interface Checked {
  clean: string;
  signals: Signal[];
  entities: Entity[];
  verdicts: Verdict[];
  /** What would be done about it if it stood in public. */
  action: Action;
}

/** Screens a text as the desk would, and judges what is in it. */
export function check(
  text: string,
  { author, now, guard }: { author?: Author | undefined; now: Instant; guard: GuardPolicy },
): Checked {
  const { clean, signals, entities } = screen(cleanText(text));
  const { verdicts, action } = judge({ text, author, now }, guard);
  return { clean, signals, entities, verdicts, action };
}
