import type { Happening } from "../happening.ts";
import { happening } from "../happening.ts";
import type { Store, StoredEvent } from "../ports.ts";
import { incidents, replay } from "../streams.ts";
import type { Instant, Millis } from "../time.ts";
import { deadlines } from "./decide.ts";
import { type Freeze, type IncidentEvent, incidentOf, type LiveIncident, type Restore } from "./incident.ts";
import type { IndicatorKind } from "./indicators.ts";
import { type Intake, intakeFrom } from "./intake.ts";
import type { Task } from "./runbook.ts";

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
  indicators: { kind: IndicatorKind; value: string | null; by: string | null; at: Instant }[];
  /** Others that share an indicator, among the newest 500. */
  linked: number[];
  /** What the customer answered, as it was written down last; null until then, or where it was erased. */
  intake: (Intake & { by: string; at: Instant }) | null;
  runbook: (Task & { done: { by: string; at: Instant } | null })[];
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
    indicators: state.indicators.map(({ kind, content, by, at }) => ({
      kind,
      value: content === null ? null : (texts.get(content) ?? null),
      by,
      at,
    })),
    linked: await linkedTo(state, store),
    intake: newestIntake(events, texts),
    runbook: (terms.runbook ?? []).map((task) => {
      const done = state.done.find((it) => it.task === task.id);
      return { ...task, done: done === undefined ? null : { by: done.by, at: done.at } };
    }),
    timeline: events.map((event) => happening(event, texts)).filter((it) => it !== null),
  };
}

function newestIntake(events: readonly StoredEvent[], texts: ReadonlyMap<string, string | null>) {
  const newest = events.findLast(({ data }) => data.type === "intake.taken");
  const answers = newest?.content ? intakeFrom(texts.get(newest.content.id)) : null;
  if (newest === undefined || answers === null) return null;
  return { ...answers, by: (newest.data as Extract<IncidentEvent, { type: "intake.taken" }>).by, at: newest.at };
}

const SEARCHED = 500;

async function linkedTo({ indicators, of }: LiveIncident, store: Store): Promise<number[]> {
  if (indicators.length === 0) return [];
  const marks = new Set(indicators.map(({ mark }) => mark));
  const rows = await store.incidents({ limit: SEARCHED });
  return rows
    .filter((row) => row.number !== of.number && row.marks?.some((it) => marks.has(it)))
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}
