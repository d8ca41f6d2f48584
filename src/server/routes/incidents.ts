import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { customerStream } from "../../core/customer/customer.ts";
import { Fault, refuse } from "../../core/errors.ts";
import { linkedTo } from "../../core/identity/fill.ts";
import { incidentOf } from "../../core/incident/incident.ts";
import { caseOfTicket } from "../../core/incident/order.ts";
import type { IncidentRow } from "../../core/incident/row.ts";
import { incidentStats } from "../../core/incident/stats.ts";
import { viewIncident } from "../../core/incident/view.ts";
import { cleanText } from "../../core/text.ts";
import { at } from "../access.ts";
import {
  accountSchema,
  incidentStatsSchema,
  incidentsSchema,
  incidentViewSchema,
  type WireIncidentRow,
} from "../api-incident.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem, refused } from "../problem.ts";
import { body, GUARDED, json, NOT_FOUND, REFUSED, WITH_BODY, whole } from "../responses.ts";
import { actOnIncident, request, responses } from "./incident-act.ts";
import { numberParam } from "./tickets.ts";

const reason = z.string().overwrite(cleanText).trim().min(1).max(500);
const account = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,80}$/, "must be an account's id at the exchange: letters, digits and . _ : - only");
const list = createRoute({
  ...at("GET /v1/incidents"),
  summary: "Incidents, the newest first",
  request: {
    query: z.object({
      open: z.enum(["true", "false"]).optional(),
      account: account.optional(),
      limit: whole(1, 500).default(100),
    }),
  },
  responses: { 200: json(incidentsSchema, "The newest first"), ...GUARDED },
});
const stats = createRoute({
  ...at("GET /v1/incidents/stats"),
  summary: "What incidents looked like: how many, and how long it took to freeze",
  responses: { 200: json(incidentStatsSchema, "Of the newest 500"), ...GUARDED },
});
const one = createRoute({
  ...at("GET /v1/incidents/{number}"),
  summary: "An incident with its timeline, by the number of its ticket",
  request: { params: numberParam },
  responses: { 200: json(incidentViewSchema, "As it is now"), ...NOT_FOUND, ...GUARDED },
});
const freeze = createRoute({
  ...at("POST /v1/incidents/{number}/freeze"),
  summary: "Have the back office freeze the account at once; opens the incident where there is none",
  request: {
    ...request,
    body: body(
      z.strictObject({
        reason,
        account: account.nullable().default(null).meta({ description: "The linked account when left out." }),
        customer: z
          .string()
          .max(200)
          .optional()
          .meta({ description: "Typed by the responder: refused when the ticket is another customer's." }),
      }),
    ),
  },
  responses,
});
const identify = createRoute({
  ...at("POST /v1/incidents/{number}/identify"),
  summary: "Have the customer sign in at the exchange, by a link that works once and for a short time",
  request: { ...request, body: body(z.strictObject({})) },
  responses,
});
const facts = createRoute({
  ...at("GET /v1/incidents/{number}/account"),
  summary: "What the back office says of the account: withdrawals, holds, limits, sign-ins",
  request: { params: numberParam },
  responses: { 200: json(accountSchema, "As the back office says it now"), ...REFUSED, ...WITH_BODY },
});
const frozen = createRoute({
  ...at("POST /v1/incidents/{number}/frozen"),
  summary: "Say that the account was frozen by hand, and how",
  request: { ...request, body: body(z.strictObject({ reason })) },
  responses,
});
const restore = createRoute({
  ...at("POST /v1/incidents/{number}/restore"),
  summary: "Ask for the account to be given back; two others have to approve",
  request: { ...request, body: body(z.strictObject({ reason })) },
  responses,
});
const approve = createRoute({
  ...at("POST /v1/incidents/{number}/approve"),
  summary: "Approve the restore that waits, by the id that you were shown",
  request: { ...request, body: body(z.strictObject({ request: z.string().min(1).max(120) })) },
  responses,
});
const close = createRoute({
  ...at("POST /v1/incidents/{number}/close"),
  summary: "Close an incident, and say how it ended",
  request: { ...request, body: body(z.strictObject({ reason })) },
  responses,
});

const noIncident = (number: number) => refuse("not_found", `there is no incident INC-${number}`);

/** A back office that does not answer is no fault of the desk's. */
function unreachable(error: unknown): never {
  throw new Fault("unreachable", `the back office: ${error instanceof Error ? error.message : String(error)}`, {
    next: "See whether it runs and NIGHTDESK_EXCHANGE_KEYS is what it has.",
  });
}

/** An incident as it goes over the wire: without what only the store needs. */
const toWire = ({ id: _, ticket: __, marks: ___, ...row }: IncidentRow): WireIncidentRow => row;

/** Security incidents: seen, frozen, given back. */
export function incidentRoutes({ desk, store, exchange }: ServerPorts) {
  const act = actOnIncident({ desk, store });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(list, async (c) => {
      const { open, account, limit } = c.req.valid("query");
      const rows = await store.incidents({ open: open === undefined ? undefined : open === "true", account, limit });
      return c.json({ items: rows.map(toWire) }, 200);
    })
    .openapi(stats, async (c) => c.json(incidentStats(await store.incidents({ limit: 500 })), 200))
    .openapi(one, async (c) => {
      const { number } = c.req.valid("param");
      const view = await viewIncident(store, number);
      return view === undefined
        ? problem(c, 404, { reason: "not_found", detail: `there is no incident INC-${number}` })
        : c.json(view, 200);
    })
    .openapi(freeze, async (c) => {
      const { reason: text, account, customer } = c.req.valid("json");
      const done = await act(c, c.req.valid("param").number, "freeze", (ticket, by) => {
        if (customer !== undefined && customer !== ticket.customer)
          return refuse("not_yours", `T-${ticket.number} is not ${customer}'s: look at the ticket again`);
        return { type: "freeze", by, account, text, of: caseOfTicket(ticket), linked: null };
      });
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    })
    .openapi(identify, async (c) => {
      const { number } = c.req.valid("param");
      const ticket = await store.ticket({ number });
      const view = await viewIncident(store, number);
      if (ticket === undefined || view === undefined) return refused(c, noIncident(number));
      const stream = customerStream(ticket.customer);
      const { conversation, id } = ticket;
      const order = { conversation, ticket: { id, number }, incident: incidentOf(id), purpose: "identity" } as const;
      const command = { type: "ask-link", by: c.get("principal").name, ...order } as const;
      const done = await desk.execute({ to: "customer", stream, command });
      return done.ok ? c.json(view, 200) : refused(c, done);
    })
    .openapi(facts, async (c) => {
      const { number } = c.req.valid("param");
      const view = await viewIncident(store, number);
      if (view === undefined) return refused(c, noIncident(number));
      const account = view.account ?? (await linkedTo(store, view.customer))?.account;
      if (account === undefined)
        return refused(
          c,
          refuse("no_account", "which account is the customer's is not known: have them sign in first"),
        );
      const said = exchange === undefined ? undefined : await exchange.facts(account).catch(unreachable);
      return said === undefined
        ? refused(c, refuse("no_account", `the back office knows nothing of account ${account}`))
        : c.json(said, 200);
    })
    .openapi(frozen, async (c) => {
      const { reason: text } = c.req.valid("json");
      const done = await act(c, c.req.valid("param").number, "frozen", (_, by) => ({
        type: "frozen-by-hand",
        by,
        text,
      }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    })
    .openapi(restore, async (c) => {
      const { reason: text } = c.req.valid("json");
      const done = await act(c, c.req.valid("param").number, "restore", (_, by) => ({
        type: "request-restore",
        by,
        text,
      }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    })
    .openapi(approve, async (c) => {
      const order = c.req.valid("json");
      const done = await act(c, c.req.valid("param").number, "approve", (_, by) => ({
        type: "approve-restore",
        by,
        ...order,
      }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    })
    .openapi(close, async (c) => {
      const { reason: text } = c.req.valid("json");
      const done = await act(c, c.req.valid("param").number, "close", (_, by) => ({ type: "close", by, text }));
      return done.ok ? c.json(done.view, 200) : refused(c, done);
    });
}
