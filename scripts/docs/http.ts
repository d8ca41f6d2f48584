import { configSchema } from "../../src/core/config/schema.ts";
import { openDesk } from "../../src/core/desk.ts";
import { guardPolicy } from "../../src/core/guard/policy.ts";
import { buildKnowledge } from "../../src/core/knowledge/knowledge.ts";
import { nothingKnown } from "../../src/core/outbound/known.ts";
import { ACCESS, ADMITS } from "../../src/server/access.ts";
import { createApp } from "../../src/server/app.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import { describeApi } from "../../src/server/openapi.ts";
import { memoryStore } from "../../src/store/memory.ts";

/** docs/reference/openapi.json: the document that the desk itself serves, with no version so that a release does not change it. */
export function openApiDocument(): Record<string, unknown> {
  const store = memoryStore();
  const config = configSchema.parse({ desk: { name: "nightdesk" } });
  const knowledge = buildKnowledge([], { languages: ["en"] });
  const policy = { config, knowledge, guard: guardPolicy(config), known: nothingKnown, macros: [] };
  const now = () => 0;
  const desk = openDesk({ store, now, newId: () => "", key: new Uint8Array(32), policy: () => policy });
  const metrics = createMetrics({ version: "", startedAt: 0 });
  const app = createApp({
    desk,
    store,
    policy: () => policy,
    now,
    metrics,
    log: () => undefined,
    version: "",
    demo: false,
  });
  return describeApi(app, "");
}

/** docs/reference/http-api.md: the routes and whom each admits, from the table that the guard uses. */
export function httpPage(): string {
  const rows = Object.entries(ACCESS).map(
    ([route, access]) => `| \`${route}\` | ${ADMITS[access]?.join(", ") ?? "anyone"} |`,
  );
  return [
    "# HTTP API",
    "",
    "[openapi.json](openapi.json) describes every route (a running desk serves it at `/openapi.json`). Send a token as",
    "`Authorization: Bearer …`; `nightdesk token create` makes one. Problems are RFC 9457, with a `reason` to branch on.",
    "`GET /v1/events` is a server-sent event stream: `ticket` with the ticket as it is now, `reset` when everything has to be",
    "loaded anew; its ids (`<epoch>-<position>`) resume it through `Last-Event-ID`, after a restart too.",
    "",
    "| Route | Roles |",
    "| --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
