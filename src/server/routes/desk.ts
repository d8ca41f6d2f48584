import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { at } from "../access.ts";
import { meSchema, statusSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid } from "../problem.ts";
import { GUARDED, json } from "../responses.ts";
import { newestEventId } from "../wire.ts";

const me = createRoute({
  ...at("GET /v1/me"),
  summary: "Whose token this is",
  responses: { 200: json(meSchema, "The token's name and role"), ...GUARDED },
});

const status = createRoute({
  ...at("GET /v1/status"),
  summary: "The desk at a glance",
  responses: { 200: json(statusSchema, "Numbers of this moment"), ...GUARDED },
});

/** Who am I, and how is the desk. */
export const deskRoutes = ({ store, policy, now, version, demo, connections = () => [] }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(me, (c) => {
      const { name, role } = c.get("principal");
      return c.json({ name, role }, 200);
    })
    .openapi(status, async (c) => {
      const eventId = await newestEventId(store);
      const { tickets, effects, deadlines, outboxLag } = await store.counts(now());
      const { name, languages } = policy().config.desk;
      const { epoch } = store;
      return c.json(
        {
          desk: name,
          languages,
          version,
          epoch,
          eventId,
          tickets,
          outbox: effects,
          outboxLag,
          deadlines,
          demo,
          connections: connections(),
        },
        200,
      );
    });
