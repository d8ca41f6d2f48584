import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { fillMacro, type Macro, macrosIn } from "../../core/macro/macro.ts";
import { at } from "../access.ts";
import { macrosSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem } from "../problem.ts";
import { GUARDED, json, language, NOT_FOUND, whole } from "../responses.ts";

const list = createRoute({
  ...at("GET /v1/macros"),
  summary: "Canned replies, by title",
  request: {
    query: z.strictObject({
      ticket: whole(1, 999_999_999)
        .optional()
        .meta({ description: "142 for T-142: in the customer's language, ready to be sent." }),
      language: language.optional().meta({ description: "Each macro once, in this language where it has it." }),
    }),
  },
  responses: {
    200: json(macrosSchema, "All of them, or each once for a ticket or a language"),
    ...NOT_FOUND,
    ...GUARDED,
  },
});

/** What responders send again and again. */
export const macroRoutes = ({ policy, store }: Pick<ServerPorts, "policy" | "store">) =>
  new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(list, async (c) => {
    const { macros, config } = policy();
    const query = c.req.valid("query");
    const toWire = (text: (macro: Macro) => string) => (macro: Macro) => {
      const { id, title, language } = macro;
      return { id, title, language, text: text(macro) };
    };
    if (query.ticket === undefined) {
      const chosen = query.language === undefined ? [...macros] : macrosIn(macros, query.language);
      return c.json({ macros: chosen.map(toWire(({ text }) => text)) }, 200);
    }
    const ticket = await store.ticket({ number: query.ticket });
    if (ticket === undefined)
      return problem(c, 404, { reason: "not_found", detail: `there is no ticket T-${query.ticket}` });
    const values = {
      "desk.name": config.desk.name,
      "responder.name": c.get("principal").name,
      "ticket.number": `T-${ticket.number}`,
    };
    const chosen = macrosIn(macros, query.language ?? ticket.language);
    return c.json({ macros: chosen.map(toWire((macro) => fillMacro(macro, values))) }, 200);
  });
