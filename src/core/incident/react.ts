import { customerStream } from "../customer/customer.ts";
import type { ExchangeAct } from "../effect.ts";
import type { Policy } from "../policy.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { Incident, IncidentEvent, LiveIncident } from "./incident.ts";
import { sayIncident } from "./incident.ts";
import type { IncidentNotice } from "./phrases.ts";

/** What an event of an incident causes: orders to the back office, words to the customer, a page when nothing comes back. */
export function react(
  { id, event, content }: Recorded<IncidentEvent>,
  state: Incident,
  { config }: Policy,
): Reaction[] {
  if (state.state === "none") return [];
  switch (event.type) {
    case "intake.taken":
      // Addresses and transactions among the answers are indicators too.
      return content === null ? [] : [{ key: state.id, act: { kind: "indicators", incident: state.id, content } }];
    case "freeze.requested":
      return [order("freeze", id, event, content, state), tell(state, "freeze_sent")];
    case "freeze.wished":
      return config.exchange?.link === undefined ? [tell(state, "freeze_wished")] : [askLink(state)];
    case "account.frozen":
      return [tell(state, "frozen")];
    case "freeze.failed":
      return [page(state, `the back office refuses to freeze the account of ${sayIncident(state.of)}`)];
    case "freeze.overdue":
      return [page(state, `the freeze of ${sayIncident(state.of)} is not confirmed`)];
    case "restore.approved":
      return state.restore.state === "ordered"
        ? [order("restore", event.request, { account: state.account ?? "", by: event.by }, null, state)]
        : [];
    case "account.restored":
      return [tell(state, "restored")];
    case "restore.failed":
      return [page(state, `the back office refuses to restore the account of ${sayIncident(state.of)}`)];
    case "restore.overdue":
      return [page(state, `the restore of ${sayIncident(state.of)} is not confirmed`)];
    case "update.missed":
      return [tell(state, state.freeze.state === "frozen" ? "update_frozen" : "update_open")];
    case "incident.reported":
    case "indicator.added":
    case "task.done":
    case "freeze.sent":
    case "identity.verified":
    case "identity.mismatched":
    case "restore.requested":
    case "restore.refused":
    case "restore.sent":
    case "customer.told":
    case "incident.closed":
      return [];
  }
}

/** A key of its own: an order waits for nothing but the order before it. */
function order(
  call: ExchangeAct["call"],
  action: string,
  { account, by }: { account: string; by: string | null },
  content: string | null,
  { id: incident, of: { number } }: LiveIncident,
): Reaction {
  return {
    key: `exchange:${incident}`,
    act: { kind: "exchange", call, action, account, incident, number, by, content },
  };
}

function tell({ of }: LiveIncident, notice: IncidentNotice): Reaction {
  const { conversation: stream, ticket: id, number } = of;
  const command = { type: "notify", notice, ticket: { id, number } } as const;
  return { key: stream, act: { kind: "command", command: { to: "conversation", stream, command } } };
}

/** Whoever signs in through it has the account frozen. */
function askLink({ id: incident, of: { conversation, ticket: id, number, customer } }: LiveIncident): Reaction {
  const stream = customerStream(customer);
  const asked = { conversation, ticket: { id, number }, incident, purpose: "freeze" } as const;
  const command = { type: "ask-link", by: "desk", ...asked } as const;
  return { key: stream, act: { kind: "command", command: { to: "customer", stream, command } } };
}

/** Whoever is on call for the ticket is paged, by the next step of its policy. */
function page({ of: { ticket: stream }, terms }: LiveIncident, text: string): Reaction {
  const command = { type: "escalate", by: "desk", policy: terms.policy, text } as const;
  return { key: stream, act: { kind: "command", command: { to: "ticket", stream, command } } };
}
