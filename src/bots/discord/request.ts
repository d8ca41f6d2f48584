import { DefaultRestOptions, type RESTOptions } from "discord.js";
import type { Millis } from "../../core/time.ts";
import { openBreaker } from "./breaker.ts";

type MakeRequest = RESTOptions["makeRequest"];
type Answer = Awaited<ReturnType<MakeRequest>>;

const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 60_000;

/**
 * The library's way to make a request, with two guards of ours. A 429 that does not say how long to wait would be repeated at once,
 * for ever: it is given a wait that doubles. And while Discord does not answer at all, most requests are not even made.
 */
export function guardedRequest(now: () => number): MakeRequest {
  const breaker = openBreaker(now);
  let unexplained = 0;

  async function withWait(answer: Answer): Promise<Answer> {
    // The library would read the body of an answer that has none, where a proxy gives it a type.
    if (answer.status === 204) {
      await answer.arrayBuffer();
      const headers = new Headers([...answer.headers].filter(([name]) => name !== "content-type"));
      return new Response(null, { status: 204, headers }) as unknown as Answer;
    }
    if (answer.status !== 429) {
      if (answer.ok) unexplained = 0;
      return answer;
    }
    if (answer.headers.has("retry-after")) return answer;
    const wait = Math.min(LONGEST, SHORTEST * 2 ** unexplained++);
    const headers = new Headers([...answer.headers]);
    headers.set("retry-after", String(wait / 1_000));
    await answer.arrayBuffer();
    return new Response(null, { status: 429, headers }) as unknown as Answer;
  }

  return async (url, init) => {
    if (!breaker.admits()) throw new Error("it has not answered for some time; trying again soon");
    try {
      const answer = await DefaultRestOptions.makeRequest(url, init);
      if (answer.status >= 500) breaker.failed();
      else breaker.succeeded();
      return await withWait(answer);
    } catch (error) {
      breaker.failed();
      throw error;
    }
  };
}
