import type { Commit, StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";
import { deadlines } from "./decide.ts";
import type { Freeze, Incident, IncidentKind, Restore } from "./incident.ts";

/** Read model of an incident. */
export interface IncidentRow {
  id: StreamId;
  version: number;
  /** That of its ticket. */
  number: number;
  state: "reported" | "contained" | "verified" | "restored" | "closed";
  kind: IncidentKind;
  ticket: StreamId;
  customer: string;
  channel: string;
  language: string;
  account: string | null;
  freeze: Freeze["state"];
  restore: Restore["state"];
  reportedAt: Instant;
  /** When a freeze was first asked for, and first confirmed. */
  askedAt: Instant | null;
  frozenAt: Instant | null;
  /** Of its indicators; rows of older versions have none. */
  marks?: string[];
  /** When the customer has to hear something; null when they need not. */
  updateDueAt: Instant | null;
  /** How often they did not hear anything in time. */
  missed: number;
  updatedAt: Instant;
}

export interface IncidentQuery {
  /** Left out: both open and closed ones. */
  open?: boolean | undefined;
  account?: string | undefined;
  /** 1 to 500, the newest first. */
  limit: number;
}

/** The read model of an incident after a commit. */
export function incidentRows(state: Incident, version: number, updatedAt: Instant): Pick<Commit, "incident"> {
  if (state.state === "none") return {};
  const { id, of, kind, account, freeze, restore, reportedAt, firstAskedAt, firstFrozenAt, missed } = state;
  const due = deadlines(state).find((it) => it.kind === "update.due");
  return {
    incident: {
      id,
      version,
      number: of.number,
      state: state.state,
      kind,
      ticket: of.ticket,
      customer: of.customer,
      channel: of.channel,
      language: of.language,
      account,
      freeze: freeze.state,
      restore: restore.state,
      reportedAt,
      askedAt: firstAskedAt,
      frozenAt: firstFrozenAt,
      marks: state.indicators.map(({ mark }) => mark),
      updateDueAt: due?.at ?? null,
      missed,
      updatedAt,
    },
  };
}
