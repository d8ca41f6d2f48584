import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "./ports.ts";

/** The OpenAPI 3.1 document of an app, from its routes. */
export function describeApi(app: OpenAPIHono<Env>, version: string): Record<string, unknown> {
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "nd_<role>_<43 characters>",
  });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "nightdesk",
      version,
      description:
        "The desk's HTTP interface. Times are milliseconds since 1970 UTC. Problems are RFC 9457, with a `reason` to branch on.",
      license: { name: "Apache-2.0" },
    },
  });
  return { ...document };
}
