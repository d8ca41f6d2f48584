import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { assess, replyText } from "../../core/ask.ts";
import { at } from "../access.ts";
import { askedSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid } from "../problem.ts";
import { body, json, WITH_BODY } from "../responses.ts";

const ask = createRoute({
  ...at("POST /v1/ask"),
  summary: "What the desk would do with a customer's text, and why; nothing is stored or sent",
  request: { body: body(z.strictObject({ text: z.string().trim().min(1).max(8_000) })) },
  responses: {
    200: json(askedSchema, "The decision with its reasons, and what the customer would read"),
    ...WITH_BODY,
  },
});

/** Trying out what the desk says. */
export const askRoutes = ({ desk, policy, now }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(ask, async (c) => {
    const inForce = policy();
    const at = { channel: "console", now: now() };
    const assessed = await assess(c.req.valid("json").text, inForce, at, {}, await desk.outages());
    const { reply, question, trace } = assessed;
    const { language, signals, assessment } = question;
    const answer = {
      outcome: reply.outcome,
      article: reply.outcome === "answer" ? reply.article : null,
      choices: reply.outcome === "clarify" ? reply.choices : [],
      handOff: reply.outcome === "answer" ? reply.handOff : reply.outcome === "hand_off" ? reply.reason : null,
      confidence: assessment.confidence,
      language,
      intent: assessment.intent,
      signals,
      trace,
      text: replyText(assessed, inForce),
    };
    return c.json(answer, 200);
  });
