import { DefaultRestOptions, type RESTOptions } from "discord.js";
import type { Instant, Millis } from "../../core/time.ts";
import { openBreaker } from "./breaker.ts";
import { gatewayOf } from "./gateway.ts";

export type MakeRequest = RESTOptions["makeRequest"];
export type Answer = Awaited<ReturnType<MakeRequest>>;

const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 60_000;

export interface RequestPorts {
  now(): Instant;
  /** Hears when requests are no longer made because Discord answers none, and when they are again. */
  answering(well: boolean): void;
  /** Hears that the bot's token was refused. */
  refused(): void;
}

/** How long a 429 asks to wait, in milliseconds: seconds or a date; undefined when it does not say, or says nothing that can be. */
export function retryAfter(header: string | null, now: Instant): Millis | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1_000;
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}

/**
 * The library's way to make a request, with two guards of ours. A 429 that does not say how long to wait would be repeated at once,
 * for ever: it is given a wait that doubles. And while Discord does not answer at all, most requests are not even made.
 */
export function guardedRequest({ now, answering, refused }: RequestPorts): MakeRequest {
  const breaker = openBreaker(now, answering);
  let unexplained = 0;

  async function withWait(answer: Answer): Promise<Answer> {
    // The library would read the body of an answer that has none, where a proxy gives it a type.
    if (answer.status === 204) {
      await answer.arrayBuffer();
      return rebuilt(answer, { "content-type": null });
    }
    if (answer.status !== 429) {
      if (answer.ok) unexplained = 0;
      return answer;
    }
    const asked = retryAfter(answer.headers.get("retry-after"), now());
    const wait = asked ?? Math.min(LONGEST, SHORTEST * 2 ** unexplained++);
    await answer.arrayBuffer();
    return rebuilt(answer, { "retry-after": String(wait / 1_000) });
  }

  return async (url, init) => {
    if (!breaker.admits()) throw new Error("it has not answered for some time; trying again soon");
    try {
      const answer = await gatewayOf(url, await DefaultRestOptions.makeRequest(url, init), (it) =>
        DefaultRestOptions.makeRequest(it, init),
      );
      if (answer.status >= 500) breaker.failed();
      else breaker.succeeded();
      // An interaction's own token stands in the address, and is refused for reasons of its own.
      if (answer.status === 401 && !/\/(webhooks|interactions)\//.test(url)) refused();
      return await withWait(answer);
    } catch (error) {
      breaker.failed();
      throw error;
    }
  };
}

/** The same answer without its body, with other headers. */
function rebuilt({ status, headers }: Answer, changed: Record<string, string | null>): Answer {
  const all = new Headers([...headers]);
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) all.delete(name);
    else all.set(name, value);
  }
  return new Response(null, { status, headers: all }) as unknown as Answer;
}
