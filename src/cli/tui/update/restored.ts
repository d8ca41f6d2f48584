import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { ticketOf } from "../state/unsent.ts";
import { fieldWith } from "../text/field.ts";
import { type Step, step, toast } from "./step.ts";

/** Takes in the drafts that an earlier terminal left behind, and says whose tickets they are for. */
export function restored(state: State, found: ReadonlyMap<string, string>): Step {
  if (found.size === 0) return step(state);
  const drafts = new Map(state.drafts);
  for (const [key, text] of found) if (!drafts.has(key)) drafts.set(key, fieldWith(text));
  const tickets = [...new Set([...found.keys()].map(ticketOf))].sort((a, b) => a - b).map(ticketName);
  return step(toast({ ...state, drafts }, "good", wordsOf(state).restored(tickets.join(" "))));
}
