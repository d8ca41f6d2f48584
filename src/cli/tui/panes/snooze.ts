import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { ticketName, timeOf, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { type Block, type Line, span } from "../text/line.ts";
import { snoozeChoices } from "../update/snooze.ts";
import { box } from "./box.ts";

const ROWS = 4;

/** How long a ticket may be put aside, with the moment of each choice. */
export function snoozeBox(state: State, overlay: Extract<Overlay, { is: "snooze" }>): Block {
  const words = wordsOf(state);
  const choices = snoozeChoices(state, overlay);
  const rows = Array.from({ length: ROWS }, (_, i): Line => {
    const choice = choices[i];
    if (choice === undefined) return [span(i === 0 ? words.snoozeNone : "", "dim")];
    const at = timeOf(choice.until, state.now);
    const here = i === overlay.index;
    const text = choice.length === null ? words.snoozeShift(at) : words.snoozeFor(choice.length, at);
    return [span(`${here ? ">" : " "} ${text}`, undefined, { bold: here, inverse: here })];
  });
  const search: Line = [span("> ", "accent", { bold: true }), span(overlay.field.text)];
  const [only, ...more] = overlay.numbers;
  const title =
    more.length === 0 ? words.snoozeTitle(ticketName(only ?? 0)) : words.snoozeTitleFor(overlay.numbers.length);
  return box(title, [search, ...rows], words.snoozeKeys, overlayColumns(state));
}
