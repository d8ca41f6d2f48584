import type { Policy } from "../policy.ts";
import type { StreamId } from "../ports.ts";
import { decided, type Reaction, type Recorded, type StreamKind } from "../stream.ts";

/** Why somebody has to look at what a person reads. */
export type Oversight =
  | { about: "reading.warned" | "reading.refused"; read: number; budget: number }
  | { about: "canary.read"; number: number | null };

export type OversightCommand = { type: "report"; by: string } & Oversight;
export type OversightEvent = { type: "oversight.reported"; by: string } & Oversight;

/** One stream a person. */
export const oversightStream = (person: string): StreamId => `oversight:${person}`;

export const sayOversight = (event: OversightEvent): string => `${event.by} ${SAYS[event.about](event as never)}`;

const SAYS: { [About in Oversight["about"]]: (it: Extract<Oversight, { about: About }>) => string } = {
  "reading.warned": ({ read, budget }: { read: number; budget: number }) =>
    `has read ${read} tickets in this shift; ${budget} are allowed`,
  "reading.refused": ({ read, budget }: { read: number; budget: number }) =>
    `wanted to read more than the ${budget} tickets that are allowed in a shift (${read} were read)`,
  "canary.read": ({ number }) =>
    `looked up a customer whom nobody has reason to look up${number === null ? "" : ` (T-${number})`}`,
};

/** Whoever leads the desk is told; of a budget that runs out, the person too. Of a canary the person hears nothing. */
function react({ id, event }: Recorded<OversightEvent>, { config }: Policy): Reaction[] {
  const lead = config.paging.lead;
  const people = [lead, event.about === "reading.warned" ? event.by : undefined];
  const { type: _, about, by, ...facts } = event;
  return [...new Set(people)]
    .filter((it) => it !== undefined)
    .map((person) => ({
      key: `tell:${id}:${person}`,
      act: { kind: "tell", person, about, by, says: sayOversight(event), facts },
    }));
}

export const oversights: StreamKind<null, OversightCommand, OversightEvent, Policy> = {
  initial: null,
  decide: ({ type: _, ...about }) => decided({ event: { type: "oversight.reported", ...about } }),
  evolve: () => null,
  react: (recorded, _state, policy) => react(recorded, policy),
  deadlines: () => [],
};
