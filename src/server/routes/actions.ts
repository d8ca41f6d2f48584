import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { tagSchema } from "../../core/rules/rule.ts";
import { cleanText } from "../../core/text.ts";
import { REGULATORY_CLOCKS, REGULATORY_TARGETS } from "../../core/ticket/regulatory.ts";
import { at } from "../access.ts";
import { correction, type Order, onTicket, takenBack, toCustomer } from "../act.ts";
import { actedSchema } from "../api.ts";
import type { Acted } from "../desk-client.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, json, REFUSED, WITH_BODY } from "../responses.ts";
import { numberParam } from "./tickets.ts";

/** Of what a responder writes, in UTF-16 code units; the platforms split longer ones worse than a person does. */
const MAX_TEXT = 8_000;

const text = z.strictObject({ text: z.string().trim().min(1).max(MAX_TEXT) });
const reason = z.strictObject({ reason: z.string().overwrite(cleanText).trim().min(1).max(500) });

const headers = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, "must be 1 to 200 visible ASCII characters")
    .optional()
    .meta({ description: "The same key on the same ticket and action is carried out once." }),
  "if-match": z
    .string()
    .regex(/^"\d{1,9}"$/, 'must be the ticket\'s version in quotes, such as "7"')
    .optional()
    .meta({ description: "The ticket's version, in quotes: refused with 412 when it has another by now." }),
});

export const request = { params: numberParam, headers };
export const responses = { 200: json(actedSchema, "The ticket as it is now"), ...REFUSED, ...WITH_BODY };

const acknowledge = createRoute({
  ...at("POST /v1/tickets/{number}/acknowledge"),
  summary: "Say that somebody is looking at it",
  request: { ...request, body: body(z.strictObject({})) },
  responses,
});
const assign = createRoute({
  ...at("POST /v1/tickets/{number}/assign"),
  summary: "Give it to a responder, who owns it then",
  request: { ...request, body: body(z.strictObject({ to: z.string().trim().min(1).max(60) })) },
  responses,
});
const escalate = createRoute({
  ...at("POST /v1/tickets/{number}/escalate"),
  summary: "Page the next step at once, or start an escalation",
  request: {
    ...request,
    body: body(
      reason.extend({
        policy: z.string().trim().min(1).max(40).nullable().default(null).meta({ description: "Another policy." }),
      }),
    ),
  },
  responses,
});
const note = createRoute({
  ...at("POST /v1/tickets/{number}/note"),
  summary: "Write something that the customer never sees",
  request: { ...request, body: body(text) },
  responses,
});
const tags = z.array(tagSchema).max(20).default([]);
const tag = createRoute({
  ...at("POST /v1/tickets/{number}/tag"),
  summary: "Add and remove words to find it by",
  request: { ...request, body: body(z.strictObject({ add: tags, remove: tags })) },
  responses,
});
const clock = createRoute({
  ...at("POST /v1/tickets/{number}/clock"),
  summary: "Start a clock of the law, or say that what it waits for has been made",
  request: {
    ...request,
    body: body(
      z.union([
        z.strictObject({ start: z.enum(REGULATORY_CLOCKS) }),
        z.strictObject({ met: z.enum(REGULATORY_TARGETS) }),
      ]),
    ),
  },
  responses,
});
const override = z
  .strictObject({ reason: reason.shape.reason })
  .optional()
  .meta({ description: "Lets out what no fact says. The reason is kept in the ticket, with the name of the token." });
const hold = z
  .int()
  .min(0)
  .max(60)
  .default(0)
  .meta({ description: "Seconds in which it can be taken back; it goes out after them." });
const reply = createRoute({
  ...at("POST /v1/tickets/{number}/reply"),
  summary: "Say something to the customer",
  request: { ...request, body: body(text.extend({ override, hold })) },
  responses,
});
const takeBack = createRoute({
  ...at("POST /v1/tickets/{number}/take-back"),
  summary: "Take back your newest reply while it is held",
  request: { ...request, body: body(z.strictObject({})) },
  responses,
});
const correct = createRoute({
  ...at("POST /v1/tickets/{number}/correct"),
  summary: "Change what you said to the customer, wherever they read it",
  request: {
    ...request,
    body: body(
      text.extend({
        message: z.string().min(1).max(200).meta({ description: "Its id in the ticket's transcript." }),
        override,
      }),
    ),
  },
  responses,
});
const resolve = createRoute({
  ...at("POST /v1/tickets/{number}/resolve"),
  summary: "Settle it, with the reason; the customer hears of it",
  request: { ...request, body: body(reason) },
  responses,
});
const reopen = createRoute({
  ...at("POST /v1/tickets/{number}/reopen"),
  summary: "Take it up again",
  request: { ...request, body: body(reason) },
  responses,
});

const snooze = createRoute({
  ...at("POST /v1/tickets/{number}/snooze"),
  summary: "Put it aside until a moment; it is back at once when the customer writes or an SLA target is in danger",
  request: {
    ...request,
    body: body(
      z.strictObject({
        until: z.int().meta({ description: "Milliseconds since 1970 UTC; 31 days ahead at most." }),
        reason: z.string().overwrite(cleanText).trim().max(500).default(""),
      }),
    ),
  },
  responses,
});
const wake = createRoute({
  ...at("POST /v1/tickets/{number}/wake"),
  summary: "Bring back what is put aside",
  request: { ...request, body: body(z.strictObject({})) },
  responses,
});

/** What responders do with tickets. Whoever the token stands for is the one who did it. */
export function actionRoutes(ports: ServerPorts) {
  const app = new OpenAPIHono<Env>({ defaultHook: invalid });
  return app
    .openapi(acknowledge, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await onTicket(ports, order, { type: "acknowledge", by: order.by.name }));
    })
    .openapi(assign, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await onTicket(ports, order, { type: "assign", by: order.by.name, ...c.req.valid("json") }));
    })
    .openapi(escalate, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      const { policy, reason: text } = c.req.valid("json");
      return answer(c, await onTicket(ports, order, { type: "escalate", by: order.by.name, policy, text }));
    })
    .openapi(note, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await onTicket(ports, order, { type: "note", by: order.by.name, ...c.req.valid("json") }));
    })
    .openapi(tag, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await onTicket(ports, order, { type: "tag", by: order.by.name, ...c.req.valid("json") }));
    })
    .openapi(clock, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      const wish = c.req.valid("json");
      const by = order.by.name;
      const command =
        "start" in wish
          ? ({ type: "start-clock", by, clock: wish.start } as const)
          : ({ type: "meet-clock", by, target: wish.met } as const);
      return answer(c, await onTicket(ports, order, command));
    })
    .openapi(reply, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await toCustomer(ports, order, c.req.valid("json")));
    })
    .openapi(takeBack, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await takenBack(ports, order));
    })
    .openapi(correct, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await correction(ports, order, c.req.valid("json")));
    })
    .openapi(resolve, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(
        c,
        await onTicket(ports, order, { type: "resolve", by: order.by.name, text: c.req.valid("json").reason }),
      );
    })
    .openapi(reopen, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(
        c,
        await onTicket(ports, order, { type: "reopen", by: order.by.name, text: c.req.valid("json").reason }),
      );
    })
    .openapi(snooze, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      const { until, reason: text } = c.req.valid("json");
      return answer(c, await onTicket(ports, order, { type: "snooze", by: order.by.name, until, text }));
    })
    .openapi(wake, async (c) => {
      const order = orderOf(c, c.req.valid("param"), c.req.valid("header"));
      return answer(c, await onTicket(ports, order, { type: "wake", by: order.by.name }));
    });
}

export function orderOf(
  c: Context<Env>,
  { number }: z.output<typeof numberParam>,
  header: z.output<typeof headers>,
): Order {
  const ifMatch = header["if-match"];
  return {
    number,
    by: c.get("principal"),
    action: c.req.path.split("/").at(-1) ?? "",
    key: header["idempotency-key"],
    ifVersion: ifMatch === undefined ? undefined : Number(ifMatch.slice(1, -1)),
  };
}

export const answer = (c: Context<Env>, acted: Acted) =>
  acted.ok ? c.json({ ticket: acted.ticket }, 200) : refused(c, acted);
