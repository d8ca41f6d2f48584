import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Policy } from "../../core/policy.ts";
import { formatDuration } from "../../core/time.ts";
import { at } from "../access.ts";
import { connectionSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { problem } from "../problem.ts";
import { json, UNREADY } from "../responses.ts";

/** So long a platform may be connected anew before the desk is not ready: a new session of the gateway takes seconds, a deploy of Slack's too. */
const GRACE = 60_000;
/** An outbox further behind than this is not serving anybody. */
const LAG_LIMIT = 60_000;

const healthz = createRoute({
  ...at("GET /healthz"),
  summary: "Whether the process answers",
  description:
    "A chat platform that is not connected makes it `degraded`; starting the process again would not help, so it is 200.",
  responses: {
    200: json(
      z.object({ status: z.enum(["ok", "degraded"]), connections: z.array(connectionSchema).optional() }),
      "It does",
    ),
  },
});

const readySchema = z.object({
  status: z.literal("ready"),
  embeddings: z
    .object({
      model: z.string().nullable(),
      state: z.enum(["idle", "loading", "broken", "working", "resting"]),
      embedded: z.int(),
      missed: z.int(),
    })
    .optional(),
  model: z
    .object({
      model: z.string(),
      state: z.enum(["ok", "resting"]),
      asked: z.int(),
      failed: z.int(),
      /** Spent or set aside today (UTC). */
      tokens: z.number(),
    })
    .optional(),
});

const readyz = createRoute({
  ...at("GET /readyz"),
  summary:
    "Whether the store answers, each chat platform is connected or was less than a minute ago, and the outbox is less than a minute behind",
  description:
    "Where there are embeddings or a model, it tells how they do; without them the desk is ready all the same.",
  responses: { 200: json(readySchema, "All of them"), ...UNREADY },
});

const metricsRoute = createRoute({
  ...at("GET /metrics"),
  summary: "Numbers for Prometheus",
  responses: {
    200: { description: "Text format 0.0.4", content: { "text/plain": { schema: z.string() } } },
    ...UNREADY,
  },
});

/** Not what went wrong: that may name a host, and this page asks for no token. */
function embeddingsOf({ embeddings }: Policy) {
  if (embeddings === undefined) return {};
  const { model, state, embedded, missed } = embeddings.health();
  return { embeddings: { model, state, embedded, missed } };
}

/** For the machines that watch the desk; no token, and nothing in it about anybody. */
export const healthRoutes = ({ store, now, metrics, policy, connections = () => [], adviser }: ServerPorts) =>
  new OpenAPIHono<Env>()
    .openapi(healthz, (c) => {
      const all = connections();
      if (all.length === 0) return c.json({ status: "ok" as const }, 200);
      const well = all.every(({ state }) => state === "ready" || state === "connecting");
      return c.json({ status: well ? ("ok" as const) : ("degraded" as const), connections: all }, 200);
    })
    .openapi(readyz, async (c) => {
      const at = now();
      const gone = connections().find(
        ({ state, since }) => state === "dead" || (since !== undefined && at - since >= GRACE),
      );
      if (gone !== undefined) {
        const { name, since, next } = gone;
        const unconnected = since === undefined ? "not connected" : `not connected for ${formatDuration(at - since)}`;
        return problem(c, 503, {
          reason: "not_connected",
          detail: `${name}: ${gone.detail ?? unconnected}`,
          ...(next === undefined ? {} : { next }),
        });
      }
      const { outboxLag } = await store.counts(at);
      const advice = adviser === undefined ? {} : { model: adviser() };
      if (outboxLag < LAG_LIMIT) return c.json({ status: "ready" as const, ...embeddingsOf(policy()), ...advice }, 200);
      return problem(c, 503, {
        reason: "outbox_behind",
        detail: `the oldest undelivered effect has waited for ${formatDuration(outboxLag)}`,
        next: "Look at what the outbox holds, and whether the chat platforms can be reached.",
      });
    })
    .openapi(metricsRoute, async (c) =>
      c.text(metrics.render(await store.counts(now())), 200, {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
      }),
    );
