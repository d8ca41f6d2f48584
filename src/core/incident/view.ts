import type { Happening } from "../happening.ts";
import { happening } from "../happening.ts";
import type { Store } from "../ports.ts";
import { incidents, replay } from "../streams.ts";
import type { Instant, Millis } from "../time.ts";
import { deadlines } from "./decide.ts";
import { type Freeze, incidentOf, type LiveIncident, type Restore } from "./incident.ts";

export interface IncidentView {
  number: number;
  state: LiveIncident["state"];
  kind: LiveIncident["kind"];
  customer: string;
  account: string | null;
  freeze: Freeze;
  restore: Restore;
  verifiedAt: Instant | null;
  reportedAt: Instant;
  /** From the first wish, and from the report, until the account was first frozen; null until it was. */
  timeToFreeze: { fromAsked: Millis; fromReport: Millis } | null;
  /** When a restore may be approved at the earliest; null while nothing is frozen. */
  coolUntil: Instant | null;
  updateDueAt: Instant | null;
  /** What happened, written by itself; the oldest first. */
  timeline: Happening[];
}

/** Everything that a responder sees of the incident of a ticket; undefined when there is none of that number. */
export async function viewIncident(store: Store, number: number): Promise<IncidentView | undefined> {
  const ticket = await store.ticket({ number });
  if (ticket === undefined) return undefined;
  const stream = incidentOf(ticket.id);
  const events = await store.read(stream);
  const { state } = replay(incidents, stream, events);
  if (state.state === "none") return undefined;
  const texts = await store.contents(events.flatMap(({ content }) => (content === null ? [] : [content.id])));
  const { kind, of, account, freeze, restore, verifiedAt, reportedAt, firstAskedAt, firstFrozenAt, terms } = state;
  return {
    number,
    state: state.state,
    kind,
    customer: of.customer,
    account,
    freeze,
    restore,
    verifiedAt,
    reportedAt,
    timeToFreeze:
      firstFrozenAt === null
        ? null
        : { fromAsked: firstFrozenAt - (firstAskedAt ?? firstFrozenAt), fromReport: firstFrozenAt - reportedAt },
    coolUntil: freeze.state === "frozen" ? freeze.at + terms.cooling : null,
    updateDueAt: deadlines(state).find(({ kind: it }) => it === "update.due")?.at ?? null,
    timeline: events.map((event) => happening(event, texts)).filter((it) => it !== null),
  };
}
