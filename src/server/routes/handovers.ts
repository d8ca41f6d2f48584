import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { HandoverCommand } from "../../core/oncall/handover.ts";
import { ROSTER } from "../../core/oncall/roster.ts";
import { at } from "../access.ts";
import { handoversSchema, type WireHandovers } from "../api-oncall.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY } from "../responses.ts";

const name = z.string().trim().min(1).max(60);
const notes = z.string().max(4_000);
const params = z.object({ id: z.string().min(1).max(40) });
const done = { 200: json(handoversSchema, "The hand-overs as they are now"), ...REFUSED, ...WITH_BODY };

const list = createRoute({
  ...at("GET /v1/oncall/handovers"),
  summary: "Hand-overs of shifts: those that wait, and the last that were taken over",
  responses: { 200: json(handoversSchema, "The oldest first"), ...GUARDED },
});
const offer = createRoute({
  ...at("POST /v1/oncall/handovers"),
  summary: "Leave notes for whoever is next on call, or for a person",
  request: { body: body(z.strictObject({ schedule: name, to: name.nullable().default(null), notes })) },
  responses: done,
});
const accept = createRoute({
  ...at("POST /v1/oncall/handovers/{id}/accept"),
  summary: "Take a hand-over that waits for you, or while you are on call",
  request: { params, body: body(z.strictObject({ notes: notes.default("") })) },
  responses: done,
});
const withdraw = createRoute({
  ...at("POST /v1/oncall/handovers/{id}/withdraw"),
  summary: "Take your own hand-over back while it waits",
  request: { params, body: body(z.strictObject({})) },
  responses: done,
});

/** Notes from shift to shift. They wait until somebody takes them over, and people are reminded meanwhile. */
export function handoverRoutes({ desk, store }: ServerPorts) {
  const current = async (): Promise<WireHandovers> => {
    const { handovers } = await desk.roster();
    const ids = handovers.flatMap(({ notes, accepted }) => [notes, ...(accepted?.notes ? [accepted.notes] : [])]);
    const texts = await store.contents(ids);
    const textOf = (id: string | null) => (id === null ? null : (texts.get(id) ?? null));
    return {
      handovers: handovers.map(({ id, schedule, by, to, at, notes, reminded, accepted }) => ({
        ...{ id, schedule, by, to, at, reminded },
        notes: textOf(notes),
        accepted: accepted === null ? null : { ...accepted, notes: textOf(accepted.notes) },
      })),
    };
  };
  const change = (command: HandoverCommand) => desk.execute({ to: "roster", stream: ROSTER, command });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(list, async (c) => c.json(await current(), 200))
    .openapi(offer, async (c) => {
      const { notes: text, ...order } = c.req.valid("json");
      const made = await change({ type: "hand-over", by: c.get("principal").name, ...order, text });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(accept, async (c) => {
      const order = { by: c.get("principal").name, id: c.req.valid("param").id, text: c.req.valid("json").notes };
      const made = await change({ type: "take-over", ...order });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(withdraw, async (c) => {
      const made = await change({ type: "withdraw", by: c.get("principal").name, id: c.req.valid("param").id });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    });
}
