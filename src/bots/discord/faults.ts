import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { Undeliverable, Unreachable } from "../../core/channel.ts";

/** What an error code of Discord's means for what was asked, and what a person can do about it. */
interface Meaning {
  /** gone: the place is no more. never: trying again is useless. done: it was done before. */
  kind: "gone" | "never" | "done";
  says: string;
}

const MEANINGS: Record<number, Meaning> = {
  10003: { kind: "gone", says: "the channel or thread is gone" },
  10004: { kind: "gone", says: "the server is gone, or the bot was removed from it" },
  10008: { kind: "never", says: "the message is gone" },
  10007: { kind: "never", says: "the person is no member of the server" },
  10013: { kind: "gone", says: "the person is gone" },
  10015: { kind: "never", says: "the interaction is over: it lives for 15 minutes" },
  10062: { kind: "never", says: "the interaction was not acknowledged within three seconds" },
  40060: { kind: "done", says: "the interaction was acknowledged before" },
  50001: { kind: "never", says: "the bot cannot see the channel: give its role “View Channel” there" },
  50007: { kind: "gone", says: "the person takes no direct messages from the bot" },
  50013: {
    kind: "never",
    says: "the bot lacks a permission there: `nightdesk discord setup` lists which",
  },
  50027: { kind: "never", says: "the interaction is over: it lives for 15 minutes" },
  50083: { kind: "gone", says: "the thread is locked and archived" },
  50278: { kind: "gone", says: "the person shares no server with the bot" },
  160004: { kind: "done", says: "the message has a thread already" },
};

export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : undefined;

/** Whether what was asked had been done before. */
export const isDone = (error: unknown): boolean => MEANINGS[codeOf(error) ?? 0]?.kind === "done";

/** Tokens of interactions are secrets and stand in addresses: they are never part of what is said about an error. */
const routeOf = ({ method, url }: { method: string; url: string }): string =>
  `${method} ${url
    .replace(/^.*\/v\d+/, "")
    .replace(/\?.*$/, "")
    .replace(/(interactions|webhooks)\/(\d+)\/.*/, "$1/$2/…")}`;

/** An error of the library as the desk understands it: never again, not now, or unknown. */
export function asFault(error: unknown): Error {
  if (error instanceof Undeliverable || error instanceof Unreachable) return error;
  if (error instanceof DiscordAPIError) {
    const meaning = MEANINGS[codeOf(error) ?? 0];
    if (error.status === 401 && meaning === undefined) return new Unreachable("Discord does not accept the token");
    const said = meaning?.says ?? error.message.split("\n", 1)[0];
    return new Undeliverable(`Discord ${error.code}: ${said} (${routeOf(error)})`, {
      gone: meaning?.kind === "gone",
      cause: error,
    });
  }
  if (error instanceof RateLimitError)
    return new Unreachable(`Discord's rate limit asks to wait for ${Math.ceil(error.retryAfter / 1_000)} s`);
  if (error instanceof HTTPError) return new Unreachable(`Discord answers ${error.status} (${routeOf(error)})`);
  const text = error instanceof Error ? error.message : String(error);
  return new Unreachable(`Discord cannot be reached: ${text}`);
}
