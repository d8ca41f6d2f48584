import type { Trace } from "../trace.ts";
import type { RiskEvent } from "./risk.ts";
import { plain } from "./score.ts";

/** An event of an account as a sentence, with its reasons where it was a decision. */
export const sayRisk = (event: RiskEvent): { what: string; trace: Trace | null } => ({
  what: sentence(event),
  trace: event.type === "risk.raised" ? event.trace : null,
});

function sentence(event: RiskEvent): string {
  switch (event.type) {
    case "risk.observed":
      return `the exchange says of an account: ${plain(event.what)}${event.count === 1 ? "" : `, ${event.count} times`}`;
    case "risk.connected":
      return "a customer has signed in to an account, and is warned about it from now on";
    case "risk.raised": {
      const whom = event.reached === null ? "nobody is linked to the account" : "its customer is linked";
      return `${event.level === "warn" ? "a warning" : "an incident"} about an account: ${event.trace.outcome}; ${whom}`;
    }
  }
}
