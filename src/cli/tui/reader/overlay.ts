import { helpRows } from "../panes/help.ts";
import { paletteChoices } from "../panes/palette.ts";
import type { Overlay } from "../state/overlay.ts";
import { ticketName, timeOf, unsentDrafts, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { lineText } from "../text/line.ts";
import { macroChoices } from "../update/macros.ts";
import { peopleChoices } from "../update/people.ts";
import { snoozeChoices } from "../update/snooze.ts";

const HELP = 12;

/** A list to choose from: what was typed, the choice, and how many there are. */
function choice(state: State, title: string, typed: string, index: number, choices: string[]): string[] {
  const words = wordsOf(state);
  const here = choices[index];
  return [
    `${title}: ${typed}`,
    here === undefined ? words.reader.none : `${words.reader.place(index + 1, choices.length)} ${here}`,
  ];
}

/** What is asked or offered, with what was typed and what is chosen. */
export function overlayLines(state: State, overlay: Overlay): string[] {
  const words = wordsOf(state);
  switch (overlay.is) {
    case "help": {
      const rows = helpRows(state, overlay.field.text).all.slice(overlay.top, overlay.top + HELP);
      return [`${words.helpTitle}: ${overlay.field.text}`, ...rows.map((line) => lineText(line).trim())];
    }
    case "palette": {
      const choices = paletteChoices(state, overlay.field.text).map((it) =>
        "ticket" in it
          ? words.jumpTo(ticketName(it.ticket))
          : `${words.command[it.command.id]}, ${it.command.disabled?.(state) ?? it.command.keys.join(", ")}`,
      );
      return choice(state, words.paletteTitle, overlay.field.text, overlay.index, choices);
    }
    case "filter":
      return [`${words.command.filter}: ${overlay.field.text}`, words.reader.queue("", state.list.order.length)];
    case "macros": {
      const choices = (macroChoices(state, overlay) ?? []).map(({ title, text }) => `${cell(title)}: ${clean(text)}`);
      return choice(state, words.macrosTitle, overlay.field.text, overlay.index, choices);
    }
    case "people": {
      const choices = peopleChoices(state, overlay).map(
        ({ name, onCall, tickets }) =>
          `${cell(name)}, ${onCall.length > 0 ? `${words.onCall}, ` : ""}${words.owns(tickets)}`,
      );
      const title = words.askPersonFor(overlay.numbers.length);
      return choice(state, title, overlay.field.text, overlay.index, choices);
    }
    case "snooze": {
      const choices = snoozeChoices(state, overlay).map(({ length, until }) =>
        length === null
          ? words.snoozeShift(timeOf(until, state.now))
          : words.snoozeFor(length, timeOf(until, state.now)),
      );
      return choice(state, words.snoozeTitleFor(overlay.numbers.length), overlay.field.text, overlay.index, choices);
    }
    case "prompt": {
      const { ask, number, field, complaint } = overlay;
      return [`${words.askReason[ask](ticketName(number))} ${field.text}`, ...(complaint === null ? [] : [complaint])];
    }
    case "danger": {
      const { title, effect, customer, reason, accountField, type } = words.danger;
      const { what, number, at, complaint } = overlay;
      const asked = { reason, account: accountField, typed: type(cell(overlay.customer)) }[at];
      return [
        `${title[what](ticketName(number))}. ${customer}: ${cell(overlay.customer)}. ${effect[what]}`,
        `${asked}: ${overlay[at].text}`,
        ...(complaint === null ? [] : [complaint]),
      ];
    }
    case "take-over":
      return [`${words.room.askTakeOver(cell(overlay.by))} ${overlay.field.text}`];
    case "quit":
      return [words.askQuit(unsentDrafts(state)), words.quitKeys];
  }
}
