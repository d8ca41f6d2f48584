import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { at } from "../access.ts";
import { EFFECT_STATUSES, outboxSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem } from "../problem.ts";
import { GUARDED, json, NOT_FOUND, whole } from "../responses.ts";
import { toWireEffect } from "../wire.ts";

const list = createRoute({
  ...at("GET /v1/outbox"),
  summary: "Effects by state, newest first, without what they say",
  request: {
    query: z.strictObject({ status: z.enum(EFFECT_STATUSES).default("dead"), limit: whole(1, 500).optional() }),
  },
  responses: { 200: json(outboxSchema, "Effects"), ...GUARDED },
});

const retry = createRoute({
  ...at("POST /v1/outbox/{id}/retry"),
  summary: "Put a dead letter back in line",
  request: { params: z.object({ id: z.string().min(1).max(300) }) },
  responses: { 200: json(z.object({ ok: z.literal(true) }), "It is in line again"), ...NOT_FOUND, ...GUARDED },
});

/** What the desk has yet to do in the world, and what it could not do. */
export const outboxRoutes = ({ store, now, log }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(list, async (c) => {
      const { status, limit = 50 } = c.req.valid("query");
      return c.json({ items: (await store.effects({ status, limit })).map(toWireEffect) }, 200);
    })
    .openapi(retry, async (c) => {
      const { id } = c.req.valid("param");
      if (!(await store.revive(id, now())))
        return problem(c, 404, { reason: "not_found", detail: "there is no dead letter of that id" });
      log({ level: "info", message: "a dead letter was put back in line", effect: id, by: c.get("principal").name });
      return c.json({ ok: true as const }, 200);
    });
