import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { exportOf } from "../../core/privacy/export.ts";
import { exportText } from "../../core/privacy/export-text.ts";
import { sayObstacle } from "../../core/privacy/obstacle.ts";
import { PRIVACY, type PrivacyCommand } from "../../core/privacy/privacy.ts";
import { dataRequests } from "../../core/privacy/requests.ts";
import { goesAndStays, readPrivacy, standingOf } from "../../core/privacy/standing.ts";
import { tooOld } from "../../core/privacy/too-old.ts";
import { at } from "../access.ts";
import {
  askSchema,
  dataRequestsSchema,
  exportedSchema,
  holdSchema,
  releaseSchema,
  standingSchema,
  sweptSchema,
  type WireStanding,
} from "../api-privacy.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY } from "../responses.ts";

const params = z.object({
  id: z
    .string()
    .regex(/^[a-z]{1,20}:[\w.:-]{1,120}$/, "must be a channel and an id on it, such as discord:1234")
    .meta({ description: "As tickets name the customer: discord:1234." }),
});
const nothing = z.strictObject({});
const done = { 200: json(standingSchema, "How it stands now"), ...REFUSED, ...WITH_BODY };

const requests = createRoute({
  ...at("GET /v1/privacy/requests"),
  summary: "Requests about data whose month runs, and erasures that wait",
  responses: { 200: json(dataRequestsSchema, "The most urgent first"), ...GUARDED },
});
const retention = createRoute({
  ...at("GET /v1/privacy/retention"),
  summary:
    "How many conversations, tickets and messages are older than the configuration lets them become, of the first thousand",
  responses: { 200: json(sweptSchema, "By class; they go once a day"), ...GUARDED },
});
const standing = createRoute({
  ...at("GET /v1/privacy/customers/{id}"),
  summary: "What an erasure would remove, what would stay, and why",
  request: { params },
  responses: { 200: json(standingSchema, "Nothing is changed"), ...GUARDED },
});
const exported = createRoute({
  ...at("GET /v1/privacy/customers/{id}/export"),
  summary: "What is held of a customer, for the customer: GDPR art. 15 and 20",
  request: { params },
  responses: {
    200: json(z.object({ data: exportedSchema, document: z.string() }), "As data, and as a document in their language"),
    ...REFUSED,
    ...WITH_BODY,
  },
});
const ask = createRoute({
  ...at("POST /v1/privacy/customers/{id}/erasure"),
  summary: "Ask that a customer be erased; another person confirms",
  request: { params, body: body(askSchema) },
  responses: done,
});
const confirm = createRoute({
  ...at("POST /v1/privacy/customers/{id}/erasure/confirm"),
  summary: "Confirm an erasure that somebody else asked for: it cannot be undone",
  request: { params, body: body(nothing) },
  responses: done,
});
const withdraw = createRoute({
  ...at("POST /v1/privacy/customers/{id}/erasure/withdraw"),
  summary: "Withdraw an erasure that was not confirmed",
  request: { params, body: body(nothing) },
  responses: done,
});
const hold = createRoute({
  ...at("POST /v1/privacy/customers/{id}/hold"),
  summary: "Keep everything of a customer, for a legal claim or because an authority asked",
  request: { params, body: body(holdSchema) },
  responses: done,
});
const release = createRoute({
  ...at("POST /v1/privacy/customers/{id}/release"),
  summary: "End a hold",
  request: { params, body: body(releaseSchema) },
  responses: done,
});

/** What people may ask of the desk about their data, and what the law says of it. */
export function privacyRoutes({ desk, store, policy, now }: ServerPorts) {
  async function standingFor(customer: string): Promise<WireStanding> {
    const state = await readPrivacy(store);
    const found = await standingOf(customer, { store, policy: policy(), now: now(), state });
    const erasure = state.erasures[customer];
    return {
      customer,
      ...goesAndStays(found),
      obstacles: found.obstacles.map((it) => ({ why: it.why, says: sayObstacle(it) })),
      erasure: erasure === undefined ? null : { state: erasure.state, by: erasure.by, at: erasure.at },
    };
  }
  const change = (command: PrivacyCommand) => desk.execute({ to: "privacy", stream: PRIVACY, command });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(requests, async (c) => {
      const [found, { erasures }] = await Promise.all([dataRequests(store), readPrivacy(store)]);
      return c.json(
        {
          requests: found.map(({ ticket: { number, customer, owner }, startedAt, dueAt }) => ({
            ticket: number,
            customer,
            owner,
            startedAt,
            dueAt,
          })),
          erasures: Object.entries(erasures).map(([customer, { state, by, at: since }]) => ({
            customer,
            state,
            by,
            at: since,
          })),
        },
        200,
      );
    })
    .openapi(retention, async (c) => c.json((await tooOld({ store, policy, now }, { remove: false })).counts, 200))
    .openapi(standing, async (c) => c.json(await standingFor(c.req.valid("param").id), 200))
    .openapi(exported, async (c) => {
      const { id: customer } = c.req.valid("param");
      const noted = await change({ type: "exported", by: c.get("principal").name, customer });
      if (!noted.ok) return refused(c, noted);
      const data = await exportOf(customer, { store, policy: policy(), now: now() });
      return c.json({ data, document: exportText(data) }, 200);
    })
    .openapi(ask, async (c) => {
      const { id: customer } = c.req.valid("param");
      const made = await change({ type: "ask", by: c.get("principal").name, customer, ...c.req.valid("json") });
      return made.ok ? c.json(await standingFor(customer), 200) : refused(c, made);
    })
    .openapi(confirm, async (c) => {
      const { id: customer } = c.req.valid("param");
      const made = await change({ type: "confirm", by: c.get("principal").name, customer });
      return made.ok ? c.json(await standingFor(customer), 200) : refused(c, made);
    })
    .openapi(withdraw, async (c) => {
      const { id: customer } = c.req.valid("param");
      const made = await change({ type: "withdraw", by: c.get("principal").name, customer });
      return made.ok ? c.json(await standingFor(customer), 200) : refused(c, made);
    })
    .openapi(hold, async (c) => {
      const { id: customer } = c.req.valid("param");
      const { reason: text, ...wish } = c.req.valid("json");
      const made = await change({ type: "hold", by: c.get("principal").name, customer, text, ...wish });
      return made.ok ? c.json(await standingFor(customer), 200) : refused(c, made);
    })
    .openapi(release, async (c) => {
      const { id: customer } = c.req.valid("param");
      const made = await change({ type: "release", by: c.get("principal").name, customer, ...c.req.valid("json") });
      return made.ok ? c.json(await standingFor(customer), 200) : refused(c, made);
    });
}
