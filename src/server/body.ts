import type { MiddlewareHandler } from "hono";
import type { Env } from "./ports.ts";
import { tooLarge } from "./problem.ts";
import { MAX_CONSOLE_BODY } from "./routes/console.ts";

const MAX_BODY = 64 * 1024;

/** Of a body that is too large this much is still read and thrown away, so that its sender gets to read the answer. */
const PATIENCE = 8 * MAX_CONSOLE_BODY;

/** Bounds what is read of a body, whether or not the request says how long it is. */
export const bounded: MiddlewareHandler<Env> = async (c, next) => {
  const { body } = c.req.raw;
  if (body === null) return next();
  const limit = c.req.path === "/v1/console/messages" ? MAX_CONSOLE_BODY : MAX_BODY;
  const claimed = c.req.header("transfer-encoding") === undefined ? Number(c.req.header("content-length")) : Number.NaN;
  if (claimed <= limit) return next();
  if (claimed > PATIENCE) return tooLarge(c);
  const read = await readUpTo(limit, body);
  if (read === undefined) return tooLarge(c);
  const { method, headers, signal } = c.req.raw;
  c.req.raw = new Request(c.req.url, { method, headers: [...headers], signal, body: read });
  return next();
};

/** The whole body, or undefined when it is larger. */
async function readUpTo(limit: number, body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob | undefined> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > PATIENCE) break;
    if (size <= limit) pieces.push(piece);
    else pieces.length = 0;
  }
  return size > limit ? undefined : new Blob(pieces);
}
