import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { RISK_EVENTS } from "../../core/risk/risk.ts";
import { at } from "../access.ts";
import { traceSchema } from "../api-suggestion.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem } from "../problem.ts";
import { GUARDED, json, NOT_FOUND } from "../responses.ts";

const level = z.enum(["warn", "incident"]);
const view = z
  .object({
    account: z.string(),
    /** Whether a customer has signed in to it: nobody else is warned. */
    linked: z.boolean(),
    points: z.int(),
    level: z.enum(["none", "warn", "incident"]),
    trace: traceSchema,
    seen: z.array(
      z.object({
        what: z.enum(RISK_EVENTS),
        time: z.int(),
        count: z.int(),
        amount: z.string().optional(),
        asset: z.string().optional(),
      }),
    ),
    raised: z.array(z.object({ level, at: z.int(), reached: z.boolean(), warned: z.boolean() })),
  })
  .meta({ id: "Risk" });

const explain = createRoute({
  ...at("GET /v1/risk/{account}"),
  summary: "The score of an account by what the exchange tells of it, and which rule gave how many points",
  request: { params: z.object({ account: z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/) }) },
  responses: { 200: json(view, "As it is now"), ...NOT_FOUND, ...GUARDED },
});

/** What the exchange tells of accounts, weighed. */
export const riskRoutes = ({ desk }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(explain, async (c) => {
    const found = await desk.risk(c.req.valid("param").account);
    if (found !== undefined) return c.json({ ...found, seen: [...found.seen], raised: [...found.raised] }, 200);
    const next = "Write risk: with rules into nightdesk.yaml; docs/how-to/warn-early.md says how.";
    return problem(c, 404, { reason: "not_found", detail: "this desk has no rules of risk", next });
  });
