import type { Place } from "../conversation/place.ts";
import type { Action, Judgement, Verdict } from "../guard/verdict.ts";
import type { StreamId } from "../ports.ts";
import type { Recorded } from "../stream.ts";
import type { Trace } from "../trace.ts";

/** A message in public, by the platform's ids; what it says is never in an event. */
export interface Post {
  place: Place;
  /** The platform's id of the message. */
  message: string;
  /** The platform's id of whoever wrote it, with the channel's name before it: "discord:1234". */
  author: string;
}

export type ModerationCommand =
  /** `text` is what the guard left of the message, for the moderators who look at it. */
  | { type: "judge"; post: Post; judgement: Judgement; text: string }
  /** A rule of the platform's own did it already. */
  | { type: "heard"; post: Post; action: Exclude<Action, "none">; rule: string; text: string }
  /** A moderator decides otherwise than the guard did. */
  | { type: "act"; by: string; action: Exclude<Action, "none">; text: string }
  | { type: "undo"; by: string; text: string };

export type ModerationEvent =
  | {
      type: "moderation.judged";
      post: Post;
      action: Exclude<Action, "none">;
      score: number;
      verdicts: Verdict[];
      trace: Trace;
    }
  /** `rule`: what the platform calls it. */
  | { type: "moderation.heard"; post: Post; action: Exclude<Action, "none">; rule: string }
  | { type: "moderation.acted"; by: string; action: Exclude<Action, "none"> }
  | { type: "moderation.undone"; by: string };

export type JudgedMessage = {
  state: "standing" | "undone";
  id: StreamId;
  post: Post;
  /** What stands, or stood until it was undone. */
  action: Exclude<Action, "none">;
  score: number;
  because: string;
  /** The moderator who last decided; null while only the guard has. */
  by: string | null;
  /** Content of the message. */
  content: string | null;
  judgedAt: number;
};

export type Moderation = { state: "none" } | JudgedMessage;

export const noModeration: Moderation = { state: "none" };

/** Why a message is gone that the platform itself took away. */
export const sayRule = (rule: string): string => `AutoMod rule “${rule}”`;

export const moderationStream = (channel: string, message: string): StreamId => `moderation:${channel}:${message}`;

/** The state after an event. */
export function evolve(state: Moderation, { event, at, content }: Recorded<ModerationEvent>, id: StreamId): Moderation {
  switch (event.type) {
    case "moderation.judged": {
      const { post, action, score, trace } = event;
      const judgedAt = state.state === "none" ? at : state.judgedAt;
      return { state: "standing", id, post, action, score, because: trace.outcome, by: null, content, judgedAt };
    }
    case "moderation.heard": {
      const { post, action, rule } = event;
      return { state: "standing", id, post, action, score: 1, because: sayRule(rule), by: null, content, judgedAt: at };
    }
    case "moderation.acted":
      return state.state === "none" ? state : { ...state, state: "standing", action: event.action, by: event.by };
    case "moderation.undone":
      return state.state === "none" ? state : { ...state, state: "undone", by: event.by };
  }
}
