import type { Policy } from "../policy.ts";
import type { Reaction, Recorded } from "../stream.ts";
import { type JudgedMessage, type Moderation, type ModerationEvent, sayRule } from "./moderation.ts";

/** What an event causes on the platform, in the order in which it was decided. A flag causes nothing there. */
export function react({ event }: Recorded<ModerationEvent>, state: Moderation, { config }: Policy): Reaction[] {
  if (state.state === "none") return [];
  const seconds = Math.round(config.guard.timeOut / 1_000);
  switch (event.type) {
    case "moderation.judged":
      return order(state, { undo: false, reason: event.trace.outcome, seconds });
    case "moderation.heard":
      return order(state, { undo: false, reason: sayRule(event.rule), seconds }, true);
    case "moderation.acted":
      return order(state, { undo: false, reason: `decided by ${event.by}`, seconds });
    case "moderation.undone":
      return order(state, { undo: true, reason: `undone by ${event.by}`, seconds });
  }
}

function order(
  { id, post, action, content }: JudgedMessage,
  { undo, reason, seconds }: { undo: boolean; reason: string; seconds: number },
  heard = false,
): Reaction[] {
  if (action === "flag" && !heard) return [];
  const { place, message, author } = post;
  const told = heard ? { heard: true as const } : {};
  const timing = action === "time_out" ? { seconds } : {};
  return [
    {
      key: id,
      act: { kind: "moderate", ...place, message, author, action, undo, reason, content, ...timing, ...told },
    },
  ];
}
