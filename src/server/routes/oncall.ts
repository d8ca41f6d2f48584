import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { countPages } from "../../core/oncall/pages.ts";
import { ROSTER, type RosterCommand } from "../../core/oncall/roster.ts";
import { shiftsOf, whoIsOnCall } from "../../core/oncall/who.ts";

import { at } from "../access.ts";
import { onCallSchema, pagesSchema, rosterSchema, shiftsSchema } from "../api-oncall.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY, whole } from "../responses.ts";

const instant = whole(0, 8e12);
const LONGEST = 400 * 86_400_000;

const who = createRoute({
  ...at("GET /v1/oncall"),
  summary: "Who is on call, in every schedule",
  request: { query: z.strictObject({ at: instant.optional().meta({ description: "Now, when left out." }) }) },
  responses: { 200: json(onCallSchema, "One entry a schedule; `person` is null when nobody is"), ...GUARDED },
});

const shifts = createRoute({
  ...at("GET /v1/oncall/shifts"),
  summary: "Who is on call when, within at most 400 days",
  request: {
    query: z.strictObject({ from: instant, until: instant, schedule: z.string().min(1).max(40).optional() }),
  },
  responses: { 200: json(shiftsSchema, "Shifts in order; where there is none, nobody is on call"), ...GUARDED },
});

const pages = createRoute({
  ...at("GET /v1/oncall/pages"),
  summary: "How often each person was paged, at night and at the weekend on their own clocks, within at most 400 days",
  request: { query: z.strictObject({ from: instant, until: instant }) },
  responses: { 200: json(pagesSchema, "The most burdened first"), ...GUARDED },
});

const changes = createRoute({
  ...at("GET /v1/oncall/changes"),
  summary: "Overrides in force and swaps that wait for the other's word",
  responses: { 200: json(rosterSchema, "The newest last"), ...GUARDED },
});

const name = z.string().trim().min(1).max(60);
const span = z.strictObject({ from: z.int(), until: z.int() });
const params = z.object({ id: z.string().min(1).max(40) });
const done = { 200: json(rosterSchema, "The changes as they are now"), ...REFUSED, ...WITH_BODY };

const override = createRoute({
  ...at("POST /v1/oncall/overrides"),
  summary: "Put somebody on call for a while, instead of everybody or of one person",
  request: {
    body: body(z.strictObject({ schedule: name, person: name, instead: name.nullable().default(null), ...span.shape })),
  },
  responses: done,
});
const cancel = createRoute({
  ...at("POST /v1/oncall/overrides/{id}/cancel"),
  summary: "Take an override or an accepted swap back",
  request: { params, body: body(z.strictObject({})) },
  responses: done,
});
const offer = createRoute({
  ...at("POST /v1/oncall/swaps"),
  summary: "Ask a colleague to take your turn; it changes nothing until they agree",
  request: {
    body: body(z.strictObject({ schedule: name, to: name, mine: span, theirs: span.nullable().default(null) })),
  },
  responses: done,
});
const accept = createRoute({
  ...at("POST /v1/oncall/swaps/{id}/accept"),
  summary: "Agree to a swap that waits for your word",
  request: { params, body: body(z.strictObject({})) },
  responses: done,
});
const decline = createRoute({
  ...at("POST /v1/oncall/swaps/{id}/decline"),
  summary: "Decline a swap, or take your own offer back",
  request: { params, body: body(z.strictObject({})) },
  responses: done,
});

/** Who is on call, and the changes that people agree on. Whoever the token stands for is the one who asks or answers. */
export function oncallRoutes({ desk, store, policy, now }: ServerPorts) {
  const current = async () => {
    const { overrides, offers } = await desk.roster();
    return { overrides: overrides.map((it) => ({ ...it })), offers: offers.map((it) => ({ ...it })) };
  };
  const change = async (command: RosterCommand) => desk.execute({ to: "roster", stream: ROSTER, command });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(who, async (c) => {
      const moment = c.req.valid("query").at ?? now();
      return c.json({ at: moment, schedules: whoIsOnCall(policy(), await desk.roster(), moment) }, 200);
    })
    .openapi(shifts, async (c) => {
      const { from, until, schedule } = c.req.valid("query");
      if (from >= until || until - from > LONGEST)
        return problem(c, 400, { reason: "invalid", detail: "query: until must be after from, by 400 days at most" });
      return c.json({ schedules: shiftsOf(policy(), await desk.roster(), { from, until }, schedule) }, 200);
    })
    .openapi(pages, async (c) => {
      const { from, until } = c.req.valid("query");
      if (from >= until || until - from > LONGEST)
        return problem(c, 400, { reason: "invalid", detail: "query: until must be after from, by 400 days at most" });
      return c.json({ people: countPages(await store.pages({ from, until }), { from, until }, policy()) }, 200);
    })
    .openapi(changes, async (c) => c.json(await current(), 200))
    .openapi(override, async (c) => {
      const made = await change({ type: "override", by: c.get("principal").name, ...c.req.valid("json") });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(cancel, async (c) => {
      const made = await change({ type: "cancel", by: c.get("principal").name, id: c.req.valid("param").id });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(offer, async (c) => {
      const made = await change({ type: "offer", by: c.get("principal").name, ...c.req.valid("json") });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(accept, async (c) => {
      const { id } = c.req.valid("param");
      const made = await change({ type: "answer", by: c.get("principal").name, id, accept: true });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(decline, async (c) => {
      const { id } = c.req.valid("param");
      const made = await change({ type: "answer", by: c.get("principal").name, id, accept: false });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    });
}
