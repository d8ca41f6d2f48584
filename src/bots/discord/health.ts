import type { Instant, Millis } from "../../core/time.ts";

/** How a channel is. `next` is the remedy, for a person. */
export type ChannelHealth =
  | { state: "ready" }
  | { state: "connecting"; since: Instant }
  | { state: "degraded" | "dead"; detail: string; next: string; since?: Instant };

interface Trouble {
  detail: string;
  next: string;
}

const SETUP = "Discord's developer portal, your application, Bot";
const INTENT = `Turn on “Message Content Intent” (${SETUP}, Privileged Gateway Intents), and start the desk again.`;

/** Closes after which the library gives up for good, while it goes on saying that it is ready. */
const CLOSES: Record<number, Trouble> = {
  4004: {
    detail: "Discord does not accept the token",
    next: `Make a new token (${SETUP}, Reset Token), put it into NIGHTDESK_DISCORD_TOKEN, and start the desk again.`,
  },
  4010: { detail: "Discord refuses the shard", next: "Please report it." },
  4011: {
    detail: "the bot is in too many servers for one connection",
    next: "Remove it from servers it does not serve.",
  },
  4012: { detail: "Discord no longer speaks this version of its gateway", next: "Update nightdesk." },
  4013: { detail: "Discord does not know an intent that was asked for", next: "Update nightdesk." },
  4014: { detail: "an intent is not allowed: the bot may not read messages", next: INTENT },
};

/** What is wrong while the bot is connected, or keeps it from that. */
const TROUBLES = {
  content: { detail: "messages arrive without their text", next: INTENT },
  requests: {
    detail: "Discord does not answer requests",
    next: "Nothing is lost: what is to be said waits. See https://discordstatus.com, and whether this machine reaches Discord.",
  },
} satisfies Record<string, Trouble>;

/** After a minute without a connection somebody should know. */
const PATIENCE: Millis = 60_000;

type Base = { state: "connecting"; since: Instant } | { state: "ready" } | ({ state: "dead" } & Trouble);

/** Keeps how the bot is, and tells each change once. */
export function openHealth(told: (health: ChannelHealth) => void, now: () => Instant) {
  let base: Base = { state: "connecting", since: now() };
  const troubles = new Set<keyof typeof TROUBLES>();

  function current(): ChannelHealth {
    if (base.state === "dead") return base;
    if (base.state === "connecting") {
      const away = now() - base.since;
      if (away < PATIENCE) return base;
      const detail = `not connected to Discord since ${new Date(base.since).toISOString().slice(0, 16)}Z`;
      const next = "Nothing is lost: it goes on trying, reads what it missed, and says late what was to be said.";
      return { state: "degraded", detail, next: `${next} See https://discordstatus.com.`, since: base.since };
    }
    const [trouble] = troubles;
    return trouble === undefined ? { state: "ready" } : { state: "degraded", ...TROUBLES[trouble] };
  }

  let last = JSON.stringify(current());

  function tell(): void {
    const health = current();
    const text = JSON.stringify(health);
    if (text === last) return;
    last = text;
    told(health);
  }

  return {
    current,
    /** Dead is for good: only a new start changes it. */
    up: (): void => {
      if (base.state === "connecting") base = { state: "ready" };
      tell();
    },
    /** The connection is gone, and is being made again. */
    lost: (): void => {
      if (base.state === "ready") base = { state: "connecting", since: now() };
      tell();
      setTimeout(tell, PATIENCE + 1).unref();
    },
    troubled: (trouble: keyof typeof TROUBLES): void => {
      troubles.add(trouble);
      tell();
    },
    mended: (trouble: keyof typeof TROUBLES): void => {
      if (troubles.delete(trouble)) tell();
    },
    dead: (code: number): void => {
      const known = CLOSES[code] ?? {
        detail: `Discord closed the connection for good (${code})`,
        next: "Start the desk again.",
      };
      base = { state: "dead", ...known };
      tell();
    },
  };
}

export type Health = ReturnType<typeof openHealth>;
