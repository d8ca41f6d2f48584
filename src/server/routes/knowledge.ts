import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { lookUp } from "../../core/ask.ts";
import { at } from "../access.ts";
import { articleSchema, hitsSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem } from "../problem.ts";
import { GUARDED, json, language, NOT_FOUND, whole } from "../responses.ts";

const search = createRoute({
  ...at("GET /v1/knowledge/search"),
  summary: "Articles for a question, those for staff among them",
  request: { query: z.strictObject({ q: z.string().min(1).max(1_000), limit: whole(1, 50).optional() }) },
  responses: { 200: json(hitsSchema, "Best first, each article once"), ...GUARDED },
});

const article = createRoute({
  ...at("GET /v1/knowledge/articles/{id}"),
  summary: "One article",
  request: {
    params: z.object({ id: z.string().min(1).max(20) }),
    query: z.strictObject({ language: language.optional() }),
  },
  responses: {
    200: json(articleSchema, "In the language that was asked for, else in the first that has it"),
    ...NOT_FOUND,
    ...GUARDED,
  },
});

/** The knowledge base, as responders look things up in it. */
export const knowledgeRoutes = ({ policy }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(search, async (c) => {
      const { q, limit = 10 } = c.req.valid("query");
      return c.json({ hits: await lookUp(q, policy(), limit) }, 200);
    })
    .openapi(article, (c) => {
      const { knowledge, config } = policy();
      const { id: wanted } = c.req.valid("param");
      const found = knowledge.find(wanted, c.req.valid("query").language ?? config.desk.languages[0] ?? "en");
      if (found === undefined) return problem(c, 404, { reason: "not_found", detail: `there is no article ${wanted}` });
      const { id, language, title, category, audience, route, owner, reviewed, questions, related, body } =
        found.article;
      const { exact } = found;
      return c.json(
        { id, language, exact, title, category, audience, route, owner, reviewed, questions, related, body },
        200,
      );
    });
