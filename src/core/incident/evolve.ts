import type { StreamId } from "../ports.ts";
import type { Recorded } from "../stream.ts";
import type { Incident, IncidentEvent, LiveIncident } from "./incident.ts";

/** The state after an event. */
export function evolve(state: Incident, recorded: Recorded<IncidentEvent>, id: StreamId): Incident {
  const { event } = recorded;
  if (state.state === "none") return event.type === "incident.reported" ? reported(event, recorded.at, id) : state;
  if (event.type === "incident.closed") return { ...state, state: "closed", closedAt: recorded.at };
  return stage(after(state, recorded));
}

/** Contained, verified and restored follow from what is known of the account; closed stays until it is reported again. */
function stage(state: LiveIncident): Incident {
  if (state.state === "closed") return state;
  if (state.restore.state === "restored") return { ...state, state: "restored" };
  if (state.freeze.state !== "frozen") return { ...state, state: "reported" };
  return { ...state, state: state.verifiedAt === null ? "contained" : "verified" };
}

function reported(
  { type: _, kind, by: __, terms, ...of }: Extract<IncidentEvent, { type: "incident.reported" }>,
  at: number,
  id: StreamId,
): Incident {
  return {
    state: "reported",
    id,
    of,
    kind,
    terms,
    reportedAt: at,
    account: null,
    freeze: { state: "none" },
    asked: [],
    firstAskedAt: null,
    firstFrozenAt: null,
    verifiedAt: null,
    restore: { state: "none" },
    indicators: [],
    done: [],
    toldAt: at,
    missed: 0,
    unheard: 0,
  };
}

function after(state: LiveIncident, { id, event, at, content }: Recorded<IncidentEvent>): LiveIncident {
  const { freeze, restore } = state;
  switch (event.type) {
    case "incident.reported":
      return state.state === "closed"
        ? { ...state, state: "reported", terms: event.terms, toldAt: at, unheard: 0 }
        : state;
    case "freeze.wished":
      return { ...state, freeze: { state: "wished", at }, firstAskedAt: state.firstAskedAt ?? at };
    case "freeze.requested":
      return {
        ...state,
        account: event.account,
        freeze: { state: "requested", action: id, by: event.by, at, overdue: false },
        restore: { state: "none" },
        asked: [...state.asked, id],
        firstAskedAt: state.firstAskedAt ?? at,
      };
    case "freeze.sent":
      return freeze.state === "requested" ? { ...state, freeze: { ...freeze, state: "sent" } } : state;
    case "account.frozen":
      return {
        ...state,
        freeze: { state: "frozen", by: event.by, at },
        asked: [],
        firstFrozenAt: state.firstFrozenAt ?? at,
        restore: { state: "none" },
        toldAt: at,
      };
    case "freeze.failed":
      return { ...state, freeze: { state: "failed", action: event.action, because: event.because } };
    case "freeze.overdue":
      return freeze.state === "requested" || freeze.state === "sent"
        ? { ...state, freeze: { ...freeze, overdue: true } }
        : state;
    case "identity.verified":
      return { ...state, account: state.account ?? event.account, verifiedAt: at };
    case "restore.requested":
      return { ...state, restore: { state: "requested", request: id, by: event.by, at, approvals: [] } };
    case "restore.approved":
      return approved(state, event.by, at);
    case "restore.sent":
      return restore.state === "ordered" ? { ...state, restore: { ...restore, state: "sent" } } : state;
    case "account.restored":
      return { ...state, freeze: { state: "none" }, restore: { state: "restored", at }, toldAt: at };
    case "restore.failed":
      return { ...state, restore: { state: "failed", request: event.action, because: event.because } };
    case "restore.overdue":
      return restore.state === "ordered" || restore.state === "sent"
        ? { ...state, restore: { ...restore, overdue: true } }
        : state;
    case "indicator.added": {
      const { kind, mark, by } = event;
      return { ...state, indicators: [...state.indicators, { kind, mark, by, at, content }] };
    }
    case "task.done":
      return { ...state, done: [...state.done, { task: event.task, by: event.by, at }] };
    case "customer.told":
      return { ...state, toldAt: at, unheard: 0 };
    case "update.missed":
      return { ...state, toldAt: at, missed: state.missed + 1, unheard: state.unheard + 1 };
    case "identity.mismatched":
    case "intake.taken":
    case "restore.refused":
    case "incident.closed":
      return state;
  }
}

/** How many have to say yes to a restore, besides whoever asked for it. */
export const APPROVERS = 2;

/** The second one that still counts makes it an order. */
function approved(state: LiveIncident, by: string, at: number): LiveIncident {
  const { restore, terms } = state;
  if (restore.state !== "requested") return state;
  const approvals = [...restore.approvals.filter((it) => at - it.at < terms.approval), { by, at }];
  return approvals.length < APPROVERS
    ? { ...state, restore: { ...restore, approvals } }
    : { ...state, restore: { state: "ordered", request: restore.request, at, overdue: false } };
}
