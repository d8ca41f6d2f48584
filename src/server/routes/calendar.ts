import { createHash } from "node:crypto";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { calendarOf } from "../../core/oncall/calendar-of.ts";
import { at } from "../access.ts";
import { scheduleOf } from "../calendar-token.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, problem } from "../problem.ts";
import { NOT_FOUND } from "../responses.ts";

const DAY = 86_400_000;

const calendar = createRoute({
  ...at("GET /calendar/{feed}"),
  summary: "A schedule for calendar programs, as `nightdesk oncall feed` gives its address",
  description: "iCalendar (RFC 5545): from a month ago until half a year ahead, overrides and swaps included.",
  request: { params: z.object({ feed: z.string().max(100).meta({ description: "nd_calendar_….ics" }) }) },
  responses: {
    200: { description: "The shifts", content: { "text/calendar": { schema: z.string() } } },
    304: { description: "Nothing has changed since If-None-Match" },
    ...NOT_FOUND,
  },
});

/** Calendar programs send no headers of ours: the secret is in the address, opens one schedule, and only to be read. */
export const calendarRoutes = ({ desk, store, policy, now, configuredAt = async () => 0 }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(calendar, async (c) => {
    const schedule = await scheduleOf(store, c.req.valid("param").feed.replace(/\.ics$/, ""));
    // From the start of a day, so that it stays the same while nothing changes.
    const today = Math.floor(now() / DAY) * DAY;
    const span = { from: today - 30 * DAY, until: today + 183 * DAY };
    const wanted = { schedule: schedule ?? "", span, configuredAt: await configuredAt() };
    const text = schedule === undefined ? undefined : calendarOf(wanted, policy(), await desk.roster());
    if (text === undefined)
      return problem(c, 404, {
        reason: "not_found",
        detail: "this address shows no calendar, or no longer",
        next: "Ask whoever runs the desk for a new one (`nightdesk oncall feed`).",
      });
    const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
    c.header("etag", tag);
    c.header("cache-control", "private, no-cache");
    if (c.req.header("if-none-match") === tag) return c.body(null, 304);
    c.header("content-type", "text/calendar; charset=utf-8");
    c.header("content-disposition", `inline; filename="${schedule}.ics"`);
    return c.body(text, 200);
  });
