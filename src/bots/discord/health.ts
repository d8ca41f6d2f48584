/** How a channel is. `next` is the remedy, for a person. */
export type ChannelHealth =
  | { state: "connecting" | "ready" }
  | { state: "degraded" | "dead"; detail: string; next: string };

const SETUP = "Discord's developer portal, your application, Bot";

/** Closes after which the library gives up for good, while it goes on saying that it is ready. */
const CLOSES: Record<number, { detail: string; next: string }> = {
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
  4014: {
    detail: "an intent is not allowed: the bot may not read messages",
    next: `Turn on “Message Content Intent” (${SETUP}, Privileged Gateway Intents), and start the desk again.`,
  },
};

/** Keeps how the bot is, and tells each change once. */
export function openHealth(told: (health: ChannelHealth) => void) {
  let current: ChannelHealth = { state: "connecting" };
  const set = (next: ChannelHealth): void => {
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    told(next);
  };
  return {
    current: (): ChannelHealth => current,
    set,
    /** Dead is for good: only a new start changes it. */
    up: (): void => {
      if (current.state === "connecting") set({ state: "ready" });
    },
    lost: (): void => {
      if (current.state !== "dead") set({ state: "connecting" });
    },
    degraded: (detail: string, next: string): void => {
      if (current.state !== "dead") set({ state: "degraded", detail, next });
    },
    dead: (code: number): void => {
      const known = CLOSES[code] ?? {
        detail: `Discord closed the connection for good (${code})`,
        next: "Start the desk again.",
      };
      set({ state: "dead", ...known });
    },
  };
}

export type Health = ReturnType<typeof openHealth>;

export const NO_CONTENT = {
  detail: "messages arrive without their text",
  next: `Turn on “Message Content Intent” (${SETUP}, Privileged Gateway Intents), and start the desk again.`,
};
