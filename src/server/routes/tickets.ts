import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { linkedEntities } from "../../core/explorers/links.ts";
import { PRIORITIES } from "../../core/ports.ts";
import { tagSchema } from "../../core/rules/rule.ts";
import { parseDuration } from "../../core/time.ts";
import { at } from "../access.ts";
import { ticketPageSchema, ticketViewSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { GUARDED, json, language, REFUSED, WITH_BODY, whole } from "../responses.ts";
import { newestEventId, toWireTicket } from "../wire.ts";

const STATES = ["open", "pending", "resolved", "closed"] as const;

const query = z
  .strictObject({
    state: z
      .string()
      .max(60)
      .transform((text) => text.split(","))
      .pipe(z.array(z.enum(STATES)).max(4))
      .optional()
      .meta({ description: "One or more of open, pending, resolved, closed, with commas between." }),
    owner: z.string().min(1).max(60).optional(),
    unowned: z.literal("true").optional(),
    snoozed: z
      .enum(["true", "false"])
      .optional()
      .meta({ description: "Only what is put aside (true), or only what is not (false)." }),
    priority: z.enum(PRIORITIES).optional(),
    language: language.optional(),
    category: z.string().min(1).max(40).optional(),
    tag: tagSchema.optional(),
    customer: z
      .string()
      .min(1)
      .max(120)
      .optional()
      .meta({ description: "As tickets name them, such as discord:1234." }),
    dueWithin: z
      .string()
      .max(20)
      .refine((text) => parseDuration(text) !== undefined, "must be a duration such as 15m or 2h")
      .optional()
      .meta({ description: "Only tickets whose running SLA target is due within this, such as 15m." }),
    limit: whole(1, 500).optional(),
    cursor: z.string().min(1).max(500).optional(),
  })
  .refine(({ owner, unowned }) => owner === undefined || unowned === undefined, "owner and unowned exclude each other");

const list = createRoute({
  ...at("GET /v1/tickets"),
  summary: "Tickets, most urgent first",
  request: { query },
  responses: {
    200: json(ticketPageSchema, "One page; `cursor` leads to the next, `eventId` to what changes from here on"),
    ...GUARDED,
  },
});

/** T-142 is 142. */
export const numberParam = z.object({
  number: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "must be a ticket's number")
    .transform(Number)
    .meta({ description: "142 for T-142." }),
});

const view = createRoute({
  ...at("GET /v1/tickets/{number}"),
  summary: "Everything about one ticket",
  request: {
    params: numberParam,
    query: z.strictObject({
      reason: z.string().max(500).optional().meta({ description: "Why it is read; kept with the name of the token." }),
    }),
  },
  responses: {
    200: json(ticketViewSchema, "The ticket, what was said, notes, and what happened with its reasons"),
    ...REFUSED,
    422: WITH_BODY[422],
    ...GUARDED,
  },
});

/** Reading tickets. */
export const ticketRoutes = ({ desk, store, policy, now, door = "api" }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(list, async (c) => {
      const { state, unowned, owner, dueWithin, snoozed, ...rest } = c.req.valid("query");
      const eventId = await newestEventId(store);
      const { items, cursor } = await store.tickets({
        ...rest,
        states: state,
        snoozed: snoozed === undefined ? undefined : snoozed === "true",
        owner: unowned ? null : owner,
        dueBefore: dueWithin === undefined ? undefined : now() + (parseDuration(dueWithin) ?? 0),
      });
      return c.json({ items: items.map(toWireTicket), cursor, eventId }, 200);
    })
    .openapi(view, async (c) => {
      const { number } = c.req.valid("param");
      const { name, role } = c.get("principal");
      const read = await desk.audit.readTicket(number, { name, role, door }, c.req.valid("query").reason);
      if (!read.ok) return refused(c, read);
      const found = read.view;
      c.header("etag", `"${found.ticket.version}"`);
      const texts = [...found.transcript, ...found.notes].sort((a, b) => a.at - b.at).map(({ text }) => text);
      const entities = linkedEntities(texts, policy().config.guard.explorers);
      return c.json({ ...found, ticket: toWireTicket(found.ticket), entities }, 200);
    });
