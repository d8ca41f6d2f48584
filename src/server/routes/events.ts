import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { at } from "../access.ts";
import { stillCounts } from "../auth.ts";
import { eventStream } from "../event-stream.ts";
import { ticketFeed } from "../feed.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { describeBug, invalid } from "../problem.ts";
import { GUARDED } from "../responses.ts";

const events = createRoute({
  ...at("GET /v1/events"),
  summary: "Changes of tickets as they happen, as server-sent events",
  request: {
    headers: z.object({
      "last-event-id": z
        .string()
        .max(250)
        .optional()
        .meta({ description: "Go on after this event; `reset` when that is not possible." }),
    }),
  },
  responses: {
    200: {
      description: "`ticket` with a ticket as it is now; `reset`: load everything anew; a comment every 5 seconds",
      content: { "text/event-stream": { schema: z.string() } },
    },
    ...GUARDED,
  },
});

const HEARTBEAT = 5_000;

/** The event stream of the screens. */
export function eventRoutes({ store, log, stopping, heartbeat = HEARTBEAT }: ServerPorts) {
  const failed = (error: unknown) =>
    log({ level: "error", message: "the event stream cannot read the store", ...describeBug(error) });
  const feed = ticketFeed(store, { nudge: heartbeat, failed });

  return new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(events, (c) => {
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, c.req.raw.signal, ...(stopping === undefined ? [] : [stopping])]);
    const principal = c.get("principal");
    const allowed = () => stillCounts(store, principal);
    const pieces = eventStream({ store, feed, heartbeat, allowed, signal }, c.req.valid("header")["last-event-id"]);
    return c.body(bytes(pieces, { failed, gone: () => gone.abort() }), 200, {
      "content-type": "text/event-stream; charset=utf-8",
      "x-accel-buffering": "no",
    });
  });
}

/** Pieces of text as a body. The next piece is made only when the reader has room for it. */
function bytes(
  pieces: AsyncGenerator<string>,
  { failed, gone }: { failed(error: unknown): void; gone(): void },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          failed(error);
          controller.close();
        }
      },
      async cancel() {
        gone();
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
