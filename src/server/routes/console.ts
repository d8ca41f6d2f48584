import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Store } from "../../core/ports.ts";
import { at } from "../access.ts";
import { consoleMessagesSchema, receiptSchema } from "../api.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { invalid } from "../problem.ts";
import { body, GUARDED, json, WITH_BODY, whole } from "../responses.ts";

const thread = z.string().regex(/^[A-Za-z0-9._:-]{1,100}$/, "must be 1 to 100 letters, digits or . _ : -");

/** A message of two megabytes is still taken: a customer who pastes a log file is not turned away. */
export const MAX_CONSOLE_BODY = 2 * 1024 * 1024;

const send = createRoute({
  ...at("POST /v1/console/messages"),
  summary: "Write to the desk as a customer",
  request: {
    body: body(
      z.strictObject({ thread, id: z.string().min(1).max(200), text: z.string().min(1).max(MAX_CONSOLE_BODY) }),
    ),
  },
  responses: { 201: json(receiptSchema, "Durable; `duplicate` when this id was taken before"), ...WITH_BODY },
});

const read = createRoute({
  ...at("GET /v1/console/messages"),
  summary: "What the desk said in a thread; waits until there is something",
  request: {
    query: z.strictObject({
      thread,
      after: whole(0, Number.MAX_SAFE_INTEGER).optional(),
      wait: whole(0, 25).optional(),
    }),
  },
  responses: {
    200: json(consoleMessagesSchema, "Messages after `after`, oldest first; none when `wait` seconds brought none"),
    ...GUARDED,
  },
});

const PAGE = 100;

/** The customer's side of the console channel. */
export const consoleRoutes = ({ desk, store, stopping }: ServerPorts) =>
  new OpenAPIHono<Env>({ defaultHook: invalid })
    .openapi(send, async (c) => {
      const { thread, id, text } = c.req.valid("json");
      const message = {
        channel: "console",
        thread,
        externalId: `${thread}/${id}`,
        customer: `console:${thread}`,
        text,
      };
      const { conversation, duplicate } = await desk.receive(message);
      return c.json({ conversation, duplicate }, 201);
    })
    .openapi(read, async (c) => {
      const { thread, after = 0, wait = 0 } = c.req.valid("query");
      const signals = [
        c.req.raw.signal,
        AbortSignal.timeout(wait * 1_000),
        ...(stopping === undefined ? [] : [stopping]),
      ];
      const found = await until(store, () => store.consoleAfter(thread, after, PAGE), AbortSignal.any(signals));
      return c.json({ messages: found.map(({ seq, id, at, form, text }) => ({ seq, id, at, form, text })) }, 200);
    });

/** Asks again after each change of the store until there is something or the signal aborts. */
async function until<T>(store: Pick<Store, "watch">, ask: () => Promise<T[]>, signal: AbortSignal): Promise<T[]> {
  let changed = Promise.withResolvers<void>();
  const wake = () => changed.resolve();
  const unwatch = store.watch(wake);
  signal.addEventListener("abort", wake);
  try {
    for (;;) {
      const found = await ask();
      if (found.length > 0 || signal.aborted) return found;
      await changed.promise;
      changed = Promise.withResolvers();
    }
  } finally {
    unwatch();
    signal.removeEventListener("abort", wake);
  }
}
