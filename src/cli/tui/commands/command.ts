import type { State } from "../state/state.ts";
import type { Step } from "../update/step.ts";
import type { CommandId, CommandPlace } from "./ids.ts";

/** One line of the table that keys, palette, help and footer are made of. */
export interface Command {
  id: CommandId;
  place: CommandPlace;
  /** Each is a key, or keys one after the other with spaces between. */
  keys: readonly string[];
  run(state: State): Step;
  /** Why it cannot run now; null when it can. */
  disabled?(state: State): string | null;
  /** Shown in the footer; the lowest first. */
  hint?: number;
}
