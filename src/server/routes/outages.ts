import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { OUTAGES, type OutageCommand } from "../../core/outage/outage.ts";
import { patternSchema } from "../../core/rules/pattern.ts";
import { at } from "../access.ts";
import { outagesSchema, type WireOutages } from "../api-outage.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid, refused } from "../problem.ts";
import { body, GUARDED, json, REFUSED, WITH_BODY } from "../responses.ts";

const text = z.string().trim().min(1).max(1_500);
const words = z.strictObject({ en: text.optional(), zh: text.optional() }).default({});
const until = z.int().min(0).max(8e12).nullable();
const params = z.object({ id: z.string().min(1).max(40) });
const done = { 200: json(outagesSchema, "The outages as they are now"), ...REFUSED, ...WITH_BODY };

const list = createRoute({
  ...at("GET /v1/outages"),
  summary: "Outages: those that are open, and the last that were",
  responses: { 200: json(outagesSchema, "The oldest first"), ...GUARDED },
});
const open = createRoute({
  ...at("POST /v1/outages"),
  summary: "Open an outage: questions that belong to it wait for its news instead of becoming tickets",
  request: {
    body: body(
      z.strictObject({
        articles: z.array(z.string().min(1).max(20)).max(50).default([]),
        patterns: z.array(patternSchema).max(20).default([]),
        words,
        until: until.default(null),
      }),
    ),
  },
  responses: done,
});
const update = createRoute({
  ...at("POST /v1/outages/{id}/update"),
  summary: "Tell everybody who waits about it what is new",
  request: { params, body: body(z.strictObject({ words, until: until.optional() })) },
  responses: done,
});
const close = createRoute({
  ...at("POST /v1/outages/{id}/close"),
  summary: "Tell everybody who waits about it that it is over",
  request: { params, body: body(z.strictObject({ words })) },
  responses: done,
});

const said = ({ en, zh }: z.output<typeof words>) => ({
  words: { ...(en === undefined ? {} : { en }), ...(zh === undefined ? {} : { zh }) },
});

/** What many customers ask about at once, as one line. */
export function outageRoutes({ desk, store }: ServerPorts) {
  const current = async (): Promise<WireOutages> => {
    const [{ outages, words: texts }, counts] = await Promise.all([desk.outages(), store.attachedCounts()]);
    return {
      surging: await desk.surging(),
      outages: outages.map(({ words: newest, news: _, confirmed: __, articles, patterns, ...outage }) => ({
        ...outage,
        articles: [...articles],
        patterns: [...patterns],
        words: newest === null ? {} : { ...texts.get(newest) },
        attached: counts.get(outage.id) ?? 0,
      })),
    };
  };
  const change = (command: OutageCommand) => desk.execute({ to: "outage", stream: OUTAGES, command });

  return new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(list, async (c) => c.json(await current(), 200))
    .openapi(open, async (c) => {
      const { words, ...order } = c.req.valid("json");
      const made = await change({ type: "open", by: c.get("principal").name, ...order, ...said(words) });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(update, async (c) => {
      const { words, until } = c.req.valid("json");
      const order = { by: c.get("principal").name, id: c.req.valid("param").id, until, ...said(words) };
      const made = await change({ type: "update", ...order });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    })
    .openapi(close, async (c) => {
      const order = { by: c.get("principal").name, id: c.req.valid("param").id, ...said(c.req.valid("json").words) };
      const made = await change({ type: "close", ...order });
      return made.ok ? c.json(await current(), 200) : refused(c, made);
    });
}
