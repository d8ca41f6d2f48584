import { KIND_SAYS } from "../core/incident/say.ts";
import { formatDuration } from "../core/time.ts";
import type { WireAccount, WireIncident, WireIncidentRow } from "../server/api-incident.ts";
import { stamp } from "./ticket-text.ts";

export const INCIDENT_HEAD = ["INCIDENT", "STATE", "FREEZE", "RESTORE", "TOOK", "ACCOUNT", "CUSTOMER", "WHAT"];

/** An incident as a line of the list. */
export const incidentRow = (row: WireIncidentRow): string[] => [
  `INC-${row.number}`,
  row.state,
  row.freeze,
  row.restore,
  row.askedAt === null || row.frozenAt === null ? "-" : formatDuration(row.frozenAt - row.askedAt),
  row.account ?? "-",
  row.customer,
  KIND_SAYS[row.kind],
];

/** An incident for somebody who joins now: where it stands, what has to be done next, and how it came to this. */
export function incidentLines(view: WireIncident): string[] {
  const { number, state, kind, customer, account, freeze, timeToFreeze: took, timeline } = view;
  return [
    `INC-${number}  ${state}  ${KIND_SAYS[kind]}`,
    `  customer  ${customer}`,
    `  account   ${account ?? "not known"}`,
    `  freeze    ${sayFreeze(freeze)}${took === null ? "" : `; ${formatDuration(took.fromAsked)} after it was asked for, ${formatDuration(took.fromReport)} after the report`}`,
    `  identity  ${view.verifiedAt === null ? "not shown" : `signed in at the exchange ${stamp(view.verifiedAt)}`}`,
    `  restore   ${sayRestore(view)}`,
    ...(view.updateDueAt === null ? [] : [`  customer hears of us by ${stamp(view.updateDueAt)}`]),
    ...(view.linked.length === 0 ? [] : [`  linked    ${view.linked.map((it) => `INC-${it}`).join(", ")}`]),
    ...Object.entries(view.intake ?? {})
      .filter(([name]) => name !== "by" && name !== "at")
      .map(([name, said]) => `  ${name.padEnd(12)}${said}`),
    ...view.indicators.map(
      ({ kind, value, by }) => `  ${kind.padEnd(12)}${value ?? "(erased)"}${by === null ? "" : ` (${by})`}`,
    ),
    "",
    ...view.runbook.map(
      ({ id, phase, role, task, done }) =>
        `${done === null ? "[ ]" : "[x]"} ${phase.padEnd(9)} ${id.padEnd(14)} ${role}: ${task}${done === null ? "" : ` (${done.by})`}`,
    ),
    ...(view.runbook.length === 0 ? [] : [""]),
    ...timeline.map(({ at, what }) => `${stamp(at)}  ${what}`),
  ];
}

function sayFreeze(freeze: WireIncident["freeze"]): string {
  switch (freeze.state) {
    case "none":
      return "not asked for";
    case "wished":
      return "the customer asks for it; name the account with `nightdesk freeze`";
    case "requested":
    case "sent":
      return `${freeze.state === "sent" ? "taken by the back office" : "on its way"}, not confirmed${freeze.overdue ? ": ! on-call was paged" : ""}`;
    case "failed":
      return `! refused: ${freeze.because}`;
    case "frozen":
      return `frozen since ${stamp(freeze.at)}`;
  }
}

function sayRestore({ restore, coolUntil }: WireIncident): string {
  switch (restore.state) {
    case "none":
      return coolUntil === null ? "nothing to restore" : `not asked for; not before ${stamp(coolUntil)}`;
    case "requested":
      return `asked for by ${restore.by}, approved by ${restore.approvals.map(({ by }) => by).join(", ") || "nobody yet"}; approve with --request ${restore.request}`;
    case "ordered":
    case "sent":
      return `approved, not confirmed${restore.overdue ? ": ! on-call was paged" : ""}`;
    case "failed":
      return `! refused: ${restore.because}`;
    case "restored":
      return `restored ${stamp(restore.at)}`;
  }
}

/** An account as the back office sees it. */
export const accountLines = ({ account, frozen, withdrawals, holds, limits, signIns }: WireAccount): string[] => [
  `${account}  ${frozen === null ? "" : frozen ? "frozen" : "not frozen"}`,
  ...withdrawals.map(
    (it) => `  withdrawal  ${stamp(it.at)}  ${it.amount} ${it.asset}  ${it.status}  ${it.to ?? ""}  ${it.id}`,
  ),
  ...holds.map((it) => `  hold        since ${stamp(it.since)}  ${it.reason}`),
  ...limits.map((it) => `  limit       ${it.name}: ${it.left} left`),
  ...signIns.map((it) => `  sign-in     ${stamp(it.at)}  ${it.device}  ${it.place}`),
];
