import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { through } from "../core/audit/through.ts";
import { at } from "./access.ts";
import { bounded } from "./body.ts";
import { guard, knownHost, observe } from "./guard.ts";
import { describeApi } from "./openapi.ts";
import type { Env, ServerPorts } from "./ports.ts";
import { failed, invalid, problem } from "./problem.ts";
import { json } from "./responses.ts";
import { actionRoutes } from "./routes/actions.ts";
import { askRoutes } from "./routes/ask.ts";
import { calendarRoutes } from "./routes/calendar.ts";
import { complianceRoutes } from "./routes/compliance.ts";
import { consoleRoutes } from "./routes/console.ts";
import { customerRoutes } from "./routes/customers.ts";
import { deskRoutes } from "./routes/desk.ts";
import { eventRoutes } from "./routes/events.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { exchangeRoutes } from "./routes/exchange.ts";
import { handoverRoutes } from "./routes/handovers.ts";
import { healthRoutes } from "./routes/health.ts";
import { incidentNoteRoutes } from "./routes/incident-notes.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { insightRoutes } from "./routes/insight.ts";
import { knowledgeRoutes } from "./routes/knowledge.ts";
import { macroRoutes } from "./routes/macros.ts";
import { moderationRoutes } from "./routes/moderation.ts";
import { oncallRoutes } from "./routes/oncall.ts";
import { outageRoutes } from "./routes/outages.ts";
import { outboxRoutes } from "./routes/outbox.ts";
import { peopleRoutes } from "./routes/people.ts";
import { priorityRoutes } from "./routes/priority.ts";
import { privacyRoutes } from "./routes/privacy.ts";
import { riskRoutes } from "./routes/risk.ts";
import { ticketRoutes } from "./routes/tickets.ts";

const openapi = createRoute({
  ...at("GET /openapi.json"),
  summary: "This description",
  responses: { 200: json(z.record(z.string(), z.unknown()), "OpenAPI 3.1") },
});

export type App = ReturnType<typeof createApp>;
/** What the typed client is made from. */
export type Api = App;

/** The desk's HTTP interface, listening nowhere yet: `app.request` answers in memory, `listen` puts it on a socket. */
export function createApp(given: ServerPorts) {
  const ports = { ...given, desk: through(given.desk, given.door ?? "api") };
  const app = new OpenAPIHono<Env>({ defaultHook: invalid });
  app.use(observe(ports), knownHost(ports.hosts), guard(ports), bounded);
  app.notFound((c) =>
    problem(c, 404, { reason: "not_found", detail: `there is no ${c.req.method} ${c.req.path.slice(0, 200)}` }),
  );
  app.onError((error, c) => failed(error, c, ports.log));
  return app
    .route("/", healthRoutes(ports))
    .route("/", deskRoutes(ports))
    .route("/", ticketRoutes(ports))
    .route("/", actionRoutes(ports))
    .route("/", priorityRoutes(ports))
    .route("/", customerRoutes(ports))
    .route("/", privacyRoutes(ports))
    .route("/", oncallRoutes(ports))
    .route("/", handoverRoutes(ports))
    .route("/", outageRoutes(ports))
    .route("/", incidentRoutes(ports))
    .route("/", incidentNoteRoutes(ports))
    .route("/", exchangeRoutes(ports))
    .route("/", riskRoutes(ports))
    .route("/", calendarRoutes(ports))
    .route("/", askRoutes(ports))
    .route("/", knowledgeRoutes(ports))
    .route("/", macroRoutes(ports))
    .route("/", moderationRoutes(ports))
    .route("/", outboxRoutes(ports))
    .route("/", insightRoutes(ports))
    .route("/", peopleRoutes(ports))
    .route("/", eventRoutes(ports))
    .route("/", evidenceRoutes(ports))
    .route("/", complianceRoutes(ports))
    .route("/", consoleRoutes(ports))
    .openapi(openapi, (c) => c.json(describeApi(app, ports.version), 200));
}
