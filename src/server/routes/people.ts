import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { whoIsOnCall } from "../../core/oncall/who.ts";
import { at } from "../access.ts";
import { peopleSchema } from "../api-insight.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid } from "../problem.ts";
import { GUARDED, json } from "../responses.ts";

const people = createRoute({
  ...at("GET /v1/people"),
  summary: "Responders, who of them is on call, and how much each has to do",
  responses: { 200: json(peopleSchema, "Those on call first, then by name"), ...GUARDED },
});

const MOST = 500;

/** Whom a ticket can be given to. */
export const peopleRoutes = ({ desk, store, policy, now }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(people, async (c) => {
    const turns = whoIsOnCall(policy(), await desk.roster(), now());
    const found = await Promise.all(
      Object.entries(policy().config.people).map(async ([id, { name }]) => {
        const owned = await store.tickets({ states: ["open", "pending"], owner: id, limit: MOST });
        const onCall = turns.filter(({ person }) => person === id).map(({ schedule }) => schedule);
        return { id, name: name ?? id, onCall, tickets: owned.items.length };
      }),
    );
    found.sort((a, b) => Number(b.onCall.length > 0) - Number(a.onCall.length > 0) || (a.name < b.name ? -1 : 1));
    return c.json({ people: found }, 200);
  });
