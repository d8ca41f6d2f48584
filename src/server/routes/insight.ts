import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { catchUp, doerOf, sayDone } from "../../core/insight/catch-up.ts";
import { trafficOf } from "../../core/insight/traffic.ts";
import type { Store, StoredEvent, StreamId } from "../../core/ports.ts";
import { at } from "../access.ts";
import { activitySchema, catchUpSchema, trafficSchema, type WireTraffic } from "../api-insight.ts";
import { eventsSince, newestEvents } from "../past.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid } from "../problem.ts";
import { GUARDED, json, whole } from "../responses.ts";

const HOUR = 3_600_000;
const LONGEST = 31 * 24 * HOUR;
const SLOTS = 24;
/** Tickets of a catch-up: more is not read in a minute. */
const TICKETS = 20;
/** How far back somebody's doings are looked for, in events. */
const WITHIN = 200_000;
/** So long an answer about a day counts as being of now. */
const FRESH = 15_000;

const stats = createRoute({
  ...at("GET /v1/stats"),
  summary: "How the last hours went: what came, what was settled and by whom, which promises were missed",
  request: { query: z.strictObject({ hours: whole(1, 744).default(24) }) },
  responses: { 200: json(trafficSchema, "In 24 slots of equal length"), ...GUARDED },
});
const since = createRoute({
  ...at("GET /v1/catch-up"),
  summary: "What somebody who was away since then has to know, readable in a minute",
  request: { query: z.strictObject({ since: whole(0, 8e12) }) },
  responses: { 200: json(catchUpSchema, "At most 31 days, and the twenty tickets that matter most"), ...GUARDED },
});
const activity = createRoute({
  ...at("GET /v1/activity"),
  summary: "What people did, the newest first",
  request: {
    query: z.strictObject({ by: z.string().min(1).max(60).optional(), limit: whole(1, 500).optional() }),
  },
  responses: { 200: json(activitySchema, "Without what was said"), ...GUARDED },
});

/** Looking back. */
export function insightRoutes({ store, now }: ServerPorts) {
  const told = new Map<number, Promise<WireTraffic>>();
  async function traffic(hours: number): Promise<WireTraffic> {
    const until = now() + 1;
    const from = until - hours * HOUR;
    const { tickets } = await store.counts(now());
    return trafficOf(await eventsSince(store, from), { from, until, slots: SLOTS }, tickets.open + tickets.pending);
  }

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(stats, async (c) => {
      const { hours } = c.req.valid("query");
      const before = await told.get(hours)?.catch(() => undefined);
      if (before !== undefined && now() - before.until < FRESH) return c.json(before, 200);
      const fresh = traffic(hours);
      told.set(hours, fresh);
      return c.json(await fresh, 200);
    })
    .openapi(since, async (c) => {
      const until = now();
      const from = Math.max(c.req.valid("query").since, until - LONGEST);
      const events = await eventsSince(store, from);
      const { counts, tickets, others } = catchUp(events, await textsOf(store, events));
      const shown = await Promise.all(
        tickets.slice(0, TICKETS).map(async ({ stream, ...news }) => {
          const ticket = await store.ticket({ id: stream as StreamId });
          return ticket === undefined ? [] : [{ ...facts(ticket), ...news }];
        }),
      );
      const more = Math.max(0, tickets.length - TICKETS);
      return c.json({ since: from, until, counts, tickets: shown.flat(), more, others: others.slice(-TICKETS) }, 200);
    })
    .openapi(activity, async (c) => {
      const { by, limit = 50 } = c.req.valid("query");
      const fits = (event: StoredEvent) => {
        const doer = doerOf(event);
        return doer !== null && (by === undefined || doer === by) && sayDone(event, new Map()) !== null;
      };
      const events = await newestEvents(store, fits, { limit, within: WITHIN });
      const texts = await textsOf(store, events);
      const numbers = await numbersOf(store, events);
      const items = events.map((event) => ({
        id: event.id,
        at: event.at,
        ticket: numbers.get(event.stream) ?? null,
        by: doerOf(event) ?? "",
        what: sayDone(event, texts) ?? "",
      }));
      return c.json({ items }, 200);
    });
}

const facts = ({
  number,
  priority,
  state,
  owner,
  subject,
}: Awaited<ReturnType<Store["tickets"]>>["items"][number]) => ({
  number,
  priority,
  state,
  owner,
  subject,
});

/** The reasons that were given. What was said to customers is not read: it is not shown here. */
const textsOf = (store: Store, events: readonly StoredEvent[]) =>
  store.contents(
    events.flatMap(({ data, content }) =>
      content === null || data.type === "message.received" || data.type === "note.added" ? [] : [content.id],
    ),
  );

async function numbersOf(store: Store, events: readonly StoredEvent[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const stream of new Set(events.map((it) => it.stream))) {
    const id = stream.startsWith("conversation:") ? (await store.conversation(stream))?.ticket : stream;
    const ticket = id?.startsWith("ticket:") ? await store.ticket({ id }) : undefined;
    if (ticket !== undefined) found.set(stream, ticket.number);
  }
  return found;
}
