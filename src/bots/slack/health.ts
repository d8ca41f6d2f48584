import type { Instant } from "../../core/time.ts";

/** How a channel is: connected or not, and when it is dead, why, and what to do about it. */
export interface ChannelHealth {
  state: "up" | "connecting" | "dead";
  detail: string;
  remedy: string | null;
  /** Since when it is being connected; null where it is, or is not tried any more. */
  since: Instant | null;
}

/** Keeps one channel's health, and tells of each change once. */
export function createHealth(changed: (health: ChannelHealth) => void, now: () => Instant) {
  let current: ChannelHealth = { state: "connecting", detail: "not connected yet", remedy: null, since: now() };
  const become = (next: Omit<ChannelHealth, "since">) => {
    const same = next.state === current.state && next.detail === current.detail;
    current = { ...next, since: next.state === "connecting" ? (current.since ?? now()) : null };
    if (!same) changed(current);
  };
  return {
    current: () => current,
    up: () => become({ state: "up", detail: "connected", remedy: null }),
    /** A call went through: whatever killed the bot is mended. */
    well: () => {
      if (current.state === "dead") become({ state: "up", detail: "connected", remedy: null });
    },
    connecting: (detail: string) => {
      if (current.state !== "dead") become({ state: "connecting", detail, remedy: null });
    },
    dead: (detail: string, remedy: string) => become({ state: "dead", detail, remedy }),
  };
}
export type Health = ReturnType<typeof createHealth>;
