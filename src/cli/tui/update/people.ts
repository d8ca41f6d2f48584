import type { WirePeople } from "../../../server/api-insight.ts";
import type { Overlay } from "../state/overlay.ts";
import { seenNow } from "../state/seen.ts";
import type { State } from "../state/state.ts";
import { emptyField } from "../text/field.ts";
import { fuzzy } from "../text/fuzzy.ts";
import { actOn, isBulk, meant } from "./bulk.ts";
import { type Step, step } from "./step.ts";

type Choosing = Extract<Overlay, { is: "people" }>;
type Person = WirePeople["people"][number];

/** Opens the list of whom to give the tickets to. */
export function openPeople(state: State): Step {
  const numbers = meant(state);
  const [only] = numbers;
  if (only === undefined) return step(state);
  const seen = isBulk(state) ? undefined : seenNow(state, only);
  const overlay: Choosing = { is: "people", numbers, seen, field: emptyField, index: 0 };
  return step({ ...state, overlay }, { errand: "load-people" });
}

/** Those that fit what was typed, best first; a name that nobody here has is left to the desk. */
export function peopleChoices({ people }: State, { field }: Choosing): Person[] {
  const typed = field.text.trim();
  const found = fuzzy([...(people ?? [])], ({ id, name }) => `${name} ${id}`, typed);
  return found.length > 0 || typed === "" ? found : [{ id: typed, name: typed, onCall: [], tickets: 0 }];
}

/** Gives the tickets to whoever is chosen. */
export function assignChosen(state: State, overlay: Choosing): Step {
  const person = peopleChoices(state, overlay)[overlay.index];
  if (person === undefined) return step(state);
  return actOn({ ...state, overlay: null }, overlay.numbers, { kind: "assign", to: person.id }, overlay.seen);
}
