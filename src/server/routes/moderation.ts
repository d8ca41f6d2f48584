import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { ModerationCommand } from "../../core/moderation/moderation.ts";
import type { ModerationListItem } from "../../core/moderation/row.ts";
import type { StreamId } from "../../core/ports.ts";
import { cleanText } from "../../core/text.ts";
import { at } from "../access.ts";
import {
  moderationDecidedSchema,
  moderationListSchema,
  moderationSchema,
  type WireModeration,
} from "../api-moderation.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY, whole } from "../responses.ts";

const list = createRoute({
  ...at("GET /v1/moderation"),
  summary: "Messages in public about which something was done, newest first",
  request: {
    query: z.strictObject({
      all: z.enum(["true", "false"]).optional().meta({ description: "With those that were undone." }),
      limit: whole(1, 500).optional().meta({ description: "20 when left out." }),
    }),
  },
  responses: { 200: json(moderationListSchema, "What the guard and moderators did, and why"), ...GUARDED },
});

const params = z.object({
  id: z.string().regex(/^[a-z]{1,20}:[\w.-]{1,100}$/, "must be a channel and a message's id, such as discord:1234"),
});
const reason = z.strictObject({ reason: z.string().overwrite(cleanText).trim().min(1).max(500) });
const decided = { 200: json(moderationDecidedSchema, "The platform hears of it now"), ...REFUSED, ...WITH_BODY };

const undo = createRoute({
  ...at("POST /v1/moderation/{id}/undo"),
  summary: "Take back what was done about a message",
  request: { params, body: body(reason) },
  responses: decided,
});
const act = createRoute({
  ...at("POST /v1/moderation/{id}/act"),
  summary: "Decide otherwise about a message",
  request: { params, body: body(reason.extend({ action: moderationSchema.shape.action })) },
  responses: decided,
});

const toWire = ({ channel, message, thread, author, ...item }: ModerationListItem): WireModeration => {
  const { action, score, because, by, undone, text, judgedAt, updatedAt } = item;
  const id = `${channel}:${message}`;
  return { id, channel, thread, author, action, score, because, by, undone, text, judgedAt, updatedAt };
};

/** What was done about messages in public, and moderators' decisions. Whoever the token stands for is the one who decides. */
export function moderationRoutes({ desk, store }: ServerPorts) {
  const decide = (id: string, command: ModerationCommand) => {
    const stream: StreamId = `moderation:${id}`;
    return desk.execute({ to: "moderation", stream, command });
  };
  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(list, async (c) => {
      const { all, limit = 20 } = c.req.valid("query");
      const items = await store.moderations({ limit, ...(all === "true" ? {} : { undone: false }) });
      return c.json({ actions: items.map(toWire) }, 200);
    })
    .openapi(undo, async (c) => {
      const { id } = c.req.valid("param");
      const made = await decide(id, { type: "undo", by: c.get("principal").name, text: c.req.valid("json").reason });
      return made.ok ? c.json({ id, decided: "undo" as const }, 200) : refused(c, made);
    })
    .openapi(act, async (c) => {
      const { id } = c.req.valid("param");
      const { action, reason: text } = c.req.valid("json");
      const made = await decide(id, { type: "act", by: c.get("principal").name, action, text });
      return made.ok ? c.json({ id, decided: "act" as const }, 200) : refused(c, made);
    });
}
