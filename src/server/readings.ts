import type { DeskAudit } from "../core/audit/desk-audit.ts";
import type { Refusal } from "../core/errors.ts";
import type { Instant } from "../core/time.ts";
import type { RouteName } from "./access.ts";
import type { Principal } from "./auth.ts";

type Shows = Extract<RouteName, `GET ${string}`>;

/** Whether a route shows what customers wrote or are, and what the log calls that. A ticket is noted by the desk, which knows whose it is. */
const SHOWS: Record<Shows, string | null> = {
  "GET /healthz": null,
  "GET /readyz": null,
  "GET /metrics": null,
  "GET /openapi.json": null,
  "GET /calendar/{feed}": null,
  "GET /v1/me": null,
  "GET /v1/status": null,
  "GET /v1/tickets": "tickets.listed",
  "GET /v1/tickets/{number}": null,
  "GET /v1/stats": null,
  "GET /v1/catch-up": "tickets.listed",
  "GET /v1/activity": null,
  "GET /v1/people": null,
  "GET /v1/customers/{id}": "customer.read",
  "GET /v1/privacy/requests": "privacy.listed",
  "GET /v1/privacy/retention": null,
  "GET /v1/privacy/customers/{id}": "customer.read",
  "GET /v1/privacy/customers/{id}/export": "customer.exported",
  "GET /v1/oncall": null,
  "GET /v1/oncall/shifts": null,
  "GET /v1/oncall/pages": null,
  "GET /v1/oncall/changes": null,
  "GET /v1/oncall/handovers": null,
  "GET /v1/outages": null,
  "GET /v1/incidents": "incidents.listed",
  "GET /v1/incidents/stats": null,
  "GET /v1/incidents/{number}": "incident.read",
  "GET /v1/knowledge/search": null,
  "GET /v1/knowledge/articles/{id}": null,
  "GET /v1/macros": null,
  "GET /v1/incidents/{number}/account": "account.read",
  "GET /v1/risk/{account}": "account.read",
  "GET /v1/moderation": "moderation.listed",
  "GET /v1/outbox": null,
  "GET /v1/events": "events.followed",
  "GET /v1/evidence/requests": "evidence.listed",
  "GET /v1/compliance/notes": null,
  "GET /v1/compliance/notes/{id}": null,
  "GET /v1/console/messages": "console.read",
};

const shows = (route: RouteName): string | null => (route in SHOWS ? SHOWS[route as Shows] : null);

const MINUTE = 60_000;

/** Notes who is shown what at the server's door, and who is turned away. */
export function noteAtTheDoor(audit: DeskAudit, door: string, now: () => Instant) {
  let lastAt = Number.NEGATIVE_INFINITY;
  let unnoted = 0;
  return {
    /** Notes what is about to be shown; the no where somebody has exported enough. */
    async shown(route: RouteName, { name, role }: Principal, path: string): Promise<Refusal | undefined> {
      const action = shows(route);
      // The console's token is its customers'.
      if (action === null || role === "console") return undefined;
      const reader = { name, role, door };
      const customer = /\/customers\/([^/]+)/.exec(path)?.[1];
      if (customer !== undefined) return audit.readCustomer(decodeURIComponent(customer), reader, action);
      // An account may be a number too, and never stands in a log that is not erased.
      const number = Number((route.endsWith("{number}") && /\/(\d{1,9})$/.exec(path)?.[1]) || Number.NaN);
      await audit.note(reader, action, { on: route, more: Number.isNaN(number) ? {} : { number } });
      return undefined;
    },

    async forbidden(route: RouteName, { name, role }: Principal): Promise<void> {
      await audit.note({ name, role, door }, "access.refused", { on: route, more: { because: "role" } });
    },

    /** Strangers may knock as often as they like: a minute of it is one entry, and the next says how many there were. */
    async unknown(route: RouteName, because: string): Promise<void> {
      if (now() - lastAt < MINUTE) {
        unnoted += 1;
        return;
      }
      const more = { because, unnoted };
      [lastAt, unnoted] = [now(), 0];
      await audit.note({ name: "nobody", role: null, door }, "access.refused", { on: route, more });
    },
  };
}
