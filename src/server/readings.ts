import type { DeskAudit } from "../core/audit/desk-audit.ts";
import type { Instant } from "../core/time.ts";
import type { RouteName } from "./access.ts";
import type { Principal } from "./auth.ts";

/** Routes that show what customers wrote or are; a ticket itself is noted by the desk, which knows whose it is. */
const PERSONAL: Partial<Record<RouteName, string>> = {
  "GET /v1/tickets": "tickets.listed",
  "GET /v1/events": "events.followed",
  "GET /v1/customers/{id}": "customer.read",
  "GET /v1/moderation": "moderation.listed",
  "GET /v1/console/messages": "console.read",
};

const MINUTE = 60_000;

/** Notes who is shown what at the server's door, and who is turned away. */
export function noteAtTheDoor(audit: DeskAudit, door: string, now: () => Instant) {
  let lastAt = Number.NEGATIVE_INFINITY;
  let unnoted = 0;
  return {
    async shown(route: RouteName, { name, role }: Principal, path: string): Promise<void> {
      const action = PERSONAL[route];
      // The console's token is its customers'.
      if (action === undefined || role === "console") return;
      const reader = { name, role, door };
      if (action !== "customer.read") return audit.note(reader, action, { on: route });
      await audit.readProfile(decodeURIComponent(path.split("/").at(-1) ?? ""), reader);
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
