import type { App, Receiver } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { Health } from "./health.ts";
import { QUIET } from "./web.ts";

interface Envelope {
  body: Record<string, unknown>;
  ack(response?: unknown): Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

export interface SocketOptions {
  appToken: string;
  apiUrl: string | undefined;
  health: Health;
  /** Hears of what could not be taken: Slack sends it again. */
  failed(error: unknown): void;
}

/** Two, so that one that is refreshed or has died leaves no gap; Slack gives each event to one of them. */
const CONNECTIONS = 2;
const [FIRST_WAIT, LONGEST_WAIT] = [250, 15_000];

/**
 * Socket Mode that only transports. Slack is told that an envelope was taken when everything it led to is durable, and not at all when
 * something failed. Each connection is watched by us: the library gives up after one failed request for an address.
 */
export function socketReceiver({ appToken, apiUrl, health, failed }: SocketOptions): Receiver {
  let app: App;
  let stopped = false;
  let connected = 0;
  const wakes = new Set<() => void>();
  const clients = Array.from({ length: CONNECTIONS }, () => {
    const client = new SocketModeClient({
      appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: 2_500,
      logger: QUIET,
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        timeout: 5_000,
      },
    });
    client.on("slack_event", (envelope: Envelope) => void take(envelope).catch(failed));
    client.on("error", () => {});
    return client;
  });

  async function take({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Envelope): Promise<void> {
    let answered = false;
    let answer: unknown;
    await app.processEvent({
      body,
      ack: async (response) => {
        answered = true;
        answer = response;
      },
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
    if (answered) await ack(answer);
  }

  async function keep(client: SocketModeClient): Promise<void> {
    let failures = 0;
    while (!stopped) {
      try {
        const gone = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
        await client.start();
        failures = 0;
        connected += 1;
        health.up();
        await gone.finally(() => {
          connected -= 1;
        });
      } catch (error) {
        failures += 1;
        const why = error instanceof Error ? error.message : String(error);
        if (/invalid_auth|not_authed|account_inactive|token_revoked|not_allowed_token_type/.test(why)) {
          health.dead(
            "Slack does not take the app-level token",
            "Set NIGHTDESK_SLACK_APP_TOKEN to a token with connections:write.",
          );
        }
      }
      if (stopped) return;
      if (connected === 0) health.connecting("the connection to Slack broke off; trying again");
      await pause(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.75 + Math.random() / 2));
    }
  }

  const pause = (length: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, length);
      wakes.add(wake);
    });

  return {
    init: (made) => {
      app = made;
    },
    async start() {
      for (const client of clients) void keep(client);
    },
    async stop() {
      stopped = true;
      for (const wake of wakes) wake();
      await Promise.allSettled(clients.map((client) => client.disconnect()));
    },
  };
}
