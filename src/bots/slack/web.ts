import { type WebAPICallResult, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from "@slack/web-api";
import { Undeliverable } from "../../core/channel.ts";
import type { Health } from "./health.ts";

/** What will never work until a person changes something on Slack's side. */
const HOPELESS = new Set([
  "channel_not_found",
  "is_archived",
  "not_in_channel",
  "thread_not_found",
  "message_not_found",
  "msg_too_long",
  "restricted_action",
  "cant_update_message",
]);
/** With these the bot is dead: every other call fails the same way. */
const DEAD = new Map([
  ["token_revoked", "Reinstall the app to the workspace and set NIGHTDESK_SLACK_BOT_TOKEN anew."],
  ["token_expired", "Set NIGHTDESK_SLACK_BOT_TOKEN to a token that is in force."],
  [
    "invalid_auth",
    "NIGHTDESK_SLACK_BOT_TOKEN is not a token of this workspace; copy it again from OAuth & Permissions.",
  ],
  ["account_inactive", "The workspace or the bot was deactivated; reinstall the app."],
  ["missing_scope", "Run `nightdesk slack manifest`, update the app with it, and reinstall it."],
]);

/** A wait that Slack asks for is kept here when it is short; a longer one goes back to the outbox. */
const LONGEST_WAIT = 12_000;

export interface Web {
  /** Calls a method of the Web API. @throws Undeliverable for what will never work. */
  call<T extends WebAPICallResult>(method: string, args?: Record<string, unknown>): Promise<T>;
}

/** Where the token comes from that calls are made with. */
export interface Tokens {
  current(): Promise<string>;
  /** Slack does not take it any more. */
  refused(): void;
  /** What a person does about a workspace without one. */
  remedy: string;
}

/** The Web API with one call's failure told apart from the bot's: what is hopeless, what may be tried again, what means that the token is dead. */
export function createWeb(
  from: string | Tokens,
  { apiUrl, health }: { apiUrl: string | undefined; health: Health },
): Web {
  const tokens = typeof from === "string" ? undefined : from;
  const client = new WebClient(typeof from === "string" ? from : undefined, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: QUIET,
  });
  /** Per method, until when Slack does not want to hear it. */
  const closedUntil = new Map<string, number>();

  async function call<T extends WebAPICallResult>(method: string, args: Record<string, unknown> = {}): Promise<T> {
    const wait = (closedUntil.get(method) ?? 0) - Date.now();
    if (wait > LONGEST_WAIT) throw new Error(`Slack wants ${method} again in ${Math.ceil(wait / 1_000)} s`);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const result = (await client.apiCall(method, { ...args, ...(await tokenOf()) })) as T;
      health.well();
      return result;
    } catch (error) {
      throw told(error, method);
    }
  }

  async function tokenOf(): Promise<{ token?: string }> {
    if (tokens === undefined) return {};
    try {
      return { token: await tokens.current() };
    } catch (error) {
      health.dead(error instanceof Error ? error.message : String(error), tokens.remedy);
      throw error;
    }
  }

  function told(error: unknown, method: string): Error {
    if (error instanceof WebAPIRateLimitedError) {
      closedUntil.set(method, Date.now() + Math.max(1, error.retryAfter) * 1_000);
      return new Error(`Slack wants ${method} again in ${error.retryAfter} s`);
    }
    if (error instanceof WebAPIPlatformError) {
      const code = error.data.error;
      const remedy = DEAD.get(code);
      if (remedy !== undefined) {
        health.dead(`Slack says ${code}`, tokens?.remedy ?? remedy);
        tokens?.refused();
      }
      if (HOPELESS.has(code)) return new Undeliverable(`Slack says ${code} to ${method}`);
      return new Error(`Slack says ${code} to ${method}`);
    }
    return error instanceof Error ? error : new Error(String(error));
  }

  return { call };
}

const nothing = () => {};
/** The library logs bodies, which hold what people wrote. */
export const QUIET = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => "error" as never,
  setName: nothing,
};
