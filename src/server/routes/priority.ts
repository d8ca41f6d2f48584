import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { PRIORITIES } from "../../core/ports.ts";
import { cleanText } from "../../core/text.ts";
import { at } from "../access.ts";
import { onTicket } from "../act.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid } from "../problem.ts";
import { body } from "../responses.ts";
import { answer, orderOf, request, responses } from "./actions.ts";

const priority = createRoute({
  ...at("POST /v1/tickets/{number}/priority"),
  summary: "Say how urgent it is; a higher priority pages as one that a rule gives",
  request: {
    ...request,
    body: body(
      z.strictObject({
        priority: z.enum(PRIORITIES),
        reason: z.string().overwrite(cleanText).trim().max(500).default(""),
      }),
    ),
  },
  responses,
});
const accept = createRoute({
  ...at("POST /v1/tickets/{number}/accept"),
  summary: "Make the severity that triage suggests the ticket's priority, where it is graver",
  request: { ...request, body: body(z.strictObject({})) },
  responses,
});

/** How urgent a ticket is, by a person's word. */
export const priorityRoutes = (ports: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(priority, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      const { priority, reason: text } = c.req.valid("json");
      return answer(c, await onTicket(ports, order, { type: "prioritise", by: order.by.name, priority, text }));
    })
    .openapi(accept, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await onTicket(ports, order, { type: "accept", by: order.by.name }));
    });
