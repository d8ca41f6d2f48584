import type { Action } from "../guard/verdict.ts";
import type { Commit, StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";
import type { Moderation } from "./moderation.ts";

/** Read model of a message in public about which something was done. */
export interface ModerationRow {
  id: StreamId;
  version: number;
  channel: string;
  thread: string;
  message: string;
  author: string;
  action: Exclude<Action, "none">;
  /** 0 to 1 */
  score: number;
  /** One sentence. */
  because: string;
  /** The moderator who last decided; null while only the guard has. */
  by: string | null;
  undone: boolean;
  content: string | null;
  judgedAt: Instant;
  updatedAt: Instant;
}

/** As lists read it: with the message, or null where that was erased. */
export type ModerationListItem = ModerationRow & { text: string | null };

export interface ModerationQuery {
  /** Left out: both. */
  undone?: boolean | undefined;
  /** 1 to 500. */
  limit: number;
}

/** The read model of a judged message after a commit. */
export function moderationRows(state: Moderation, version: number, updatedAt: Instant): Pick<Commit, "moderation"> {
  if (state.state === "none") return {};
  const { id, post, action, score, because, by, content, judgedAt } = state;
  const { place, message, author } = post;
  const undone = state.state === "undone";
  return {
    moderation: {
      id,
      version,
      ...place,
      message,
      author,
      action,
      score,
      because,
      by,
      undone,
      content,
      judgedAt,
      updatedAt,
    },
  };
}
