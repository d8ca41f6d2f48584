import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { type Block, type Line, span, spread } from "../text/line.ts";
import { peopleChoices } from "../update/people.ts";
import { box } from "./box.ts";

/** Who can take the tickets: who is on call, and how much each has. */
export function peopleBox(state: State, overlay: Extract<Overlay, { is: "people" }>): Block {
  const words = wordsOf(state);
  const choices = peopleChoices(state, overlay);
  const inner = overlayColumns(state) - 4;
  const height = Math.max(3, Math.min(8, state.size.rows - 9));
  const top = Math.max(0, overlay.index - height + 1);
  const rows = Array.from({ length: height }, (_, i): Line => {
    const person = choices[top + i];
    if (person === undefined)
      return [span(i === 0 ? (state.people === null ? words.loadingTicket : words.nobodyElse) : "", "dim")];
    const here = top + i === overlay.index;
    const look = { bold: here, inverse: here };
    const { id, name, onCall, tickets } = person;
    const who = name === id ? cell(id) : `${cell(name)} (${cell(id)})`;
    const turn = onCall.length === 0 ? "" : `  ${words.onCall}: ${onCall.map(cell).join(", ")}`;
    return spread(
      [
        span(`${here ? ">" : " "} ${who}${id === state.me?.name ? ` ${words.room.you}` : ""}`, undefined, look),
        span(turn, "ok", look),
      ],
      [span(` ${words.owns(tickets)} `, "dim", look)],
      inner,
    );
  }).filter((line, i) => i === 0 || line.some(({ text }) => text !== ""));
  const [only, ...more] = overlay.numbers;
  const title = more.length === 0 ? words.askPerson(ticketName(only ?? 0)) : words.askPersonFor(overlay.numbers.length);
  const search: Line = [span("> ", "accent", { bold: true }), span(overlay.field.text)];
  return box(title, [search, ...rows], words.peopleKeys, overlayColumns(state));
}
