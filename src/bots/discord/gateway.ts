import { z } from "zod";
import type { Answer } from "./request.ts";

/** What may be missing where the server is not Discord's own. */
const infoSchema = z.looseObject({
  url: z.string(),
  shards: z.int().min(1).catch(1),
  session_start_limit: z
    .looseObject({
      total: z.number().catch(1_000),
      remaining: z.number().catch(1_000),
      reset_after: z.number().catch(0),
      max_concurrency: z.int().min(1).catch(1),
    })
    .catch({ total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 }),
});

const BOT = /\/gateway\/bot$/;

/**
 * The answer that names the gateway's address, made whole: the library reads fields of it that only Discord's own servers may be trusted
 * to send. A server without GET /gateway/bot is asked for GET /gateway. Every other answer passes as it is.
 */
export async function gatewayOf(url: string, answer: Answer, ask: (url: string) => Promise<Answer>): Promise<Answer> {
  const address = new URL(url);
  if (!BOT.test(address.pathname)) return answer;
  let found = answer;
  if (answer.status === 404) {
    await answer.arrayBuffer();
    found = await ask(url.replace(BOT, "/gateway"));
  }
  if (!found.ok) return found;
  const info = infoSchema.parse(await found.json());
  // The library puts its own question mark behind it.
  const gateway = new URL(info.url);
  gateway.protocol = gateway.protocol.replace(/^http/, "ws");
  gateway.search = "";
  const body = JSON.stringify({ ...info, url: gateway.href });
  return new Response(body, { status: 200, headers: { "content-type": "application/json" } }) as unknown as Answer;
}
