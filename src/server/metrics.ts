import type { StoreCounts } from "../core/counts.ts";
import type { Desk } from "../core/desk.ts";
import type { FactFinding } from "../core/outbound/check.ts";
import type { ClaimKind } from "../core/outbound/claim.ts";
import type { CommitResult, Settlement, Store, StoredEvent } from "../core/ports.ts";
import type { Instant, Millis } from "../core/time.ts";
import { counter, gauges, histogram } from "./exposition.ts";

/** Upper bounds in seconds, as Prometheus' own clients have them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const OUTCOME = { done: "delivered", retry: "retried", dead: "dead", dropped: "dropped" } as const satisfies Record<
  Settlement["outcome"],
  string
>;

export type Metrics = ReturnType<typeof createMetrics>;

/** The counters of one process. `startedAt` is when it began. */
export function createMetrics({ version, startedAt }: { version: string; startedAt: Instant }) {
  const messages = counter("nightdesk_messages_received_total", "Messages of customers that were taken.", ["channel"]);
  const decisions = counter("nightdesk_decisions_total", "What the desk did with questions.", ["outcome"]);
  const claims = counter(
    "nightdesk_outgoing_claims_total",
    "What responders wrote and no fact says: stopped, or sent with a reason.",
    ["outcome", "kind"],
  );
  const effects = counter("nightdesk_effects_total", "Attempts to carry out an effect, by what became of them.", [
    "outcome",
  ]);
  const deadlines = counter("nightdesk_deadlines_handled_total", "Deadlines that came due and were decided.", []);
  const requests = counter("nightdesk_http_requests_total", "Requests by route template.", [
    "method",
    "route",
    "status",
  ]);
  const durations = histogram(
    "nightdesk_http_request_duration_seconds",
    "Until the answer begins.",
    ["method", "route"],
    BUCKETS,
  );

  return {
    /** Counts what a commit of this process recorded. */
    committed(events: readonly StoredEvent[]): void {
      for (const { data } of events) {
        const event = data as Seen;
        if (event.type === "message.received" && event.from?.side === "customer")
          messages.add([event.place?.channel ?? "none"]);
        for (const kind of event.claims ?? []) claims.add(["overridden", kind]);
        const outcome = outcomeOf(event);
        if (outcome !== undefined) decisions.add([outcome]);
      }
    },
    stopped(findings: readonly Pick<FactFinding, "kind">[]): void {
      for (const { kind } of findings) claims.add(["stopped", kind]);
    },
    settled: ({ outcome }: Pick<Settlement, "outcome">): void => effects.add([OUTCOME[outcome]]),
    deadlinesHandled: (count: number): void => deadlines.add([], count),
    request(method: string, route: string, status: number, took: Millis): void {
      requests.add([method, route, String(status)]);
      durations.observe([method, route], took / 1_000);
    },
    /** Prometheus text format 0.0.4: the counters, and what the store counts now. */
    render(counts: StoreCounts): string {
      return [
        gauges("nightdesk_build_info", "Always 1; the version is its label.", "version", { [version]: 1 }),
        gauges(
          "nightdesk_process_start_time_seconds",
          "When this process began, since 1970 UTC.",
          null,
          startedAt / 1_000,
        ),
        gauges("nightdesk_tickets", "Tickets by state.", "state", counts.tickets),
        gauges("nightdesk_outbox_effects", "Effects in the outbox by state.", "state", counts.effects),
        gauges(
          "nightdesk_outbox_lag_seconds",
          "Age of the oldest effect that is due and not delivered.",
          null,
          counts.outboxLag / 1_000,
        ),
        gauges("nightdesk_deadlines", "Deadlines that are set.", null, counts.deadlines),
        ...[messages, decisions, claims, effects, deadlines, requests, durations].map((it) => it.render()),
      ].join("");
    },
  };
}

/** What the counters look at in an event. */
interface Seen {
  type: string;
  from?: { side: string };
  place?: { channel: string } | null;
  notice?: string;
  withHandOff?: boolean;
  /** Of facts.overridden. */
  claims?: readonly ClaimKind[];
}

/** One per question: an answer that a person follows up on counts as handed off. */
function outcomeOf({ type, notice, withHandOff }: Seen): string | undefined {
  if (type === "answered") return withHandOff ? undefined : "answer";
  if (type === "clarified") return "clarify";
  if (type === "handed_off") return "hand_off";
  return type === "notified" && (notice === "welcome" || notice === "unread") ? "clarify" : undefined;
}

/** The same store, whose commits are counted once they are durable. Whatever channel a message comes from, it passes here. */
export function counted(store: Store, metrics: Pick<Metrics, "committed">): Store {
  return {
    ...store,
    async commit(commit): Promise<CommitResult> {
      const result = await store.commit(commit);
      if (result.ok) metrics.committed(result.events);
      return result;
    },
  };
}

/** The same desk, whose refusals for what no fact says are counted, whatever place the reply came from. */
export const countedDesk = (desk: Desk, metrics: Pick<Metrics, "stopped">): Desk => ({
  ...desk,
  async execute(command, options) {
    const done = await desk.execute(command, options);
    if (!done.ok && done.findings !== undefined) metrics.stopped(done.findings);
    return done;
  },
});
