import type { StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";

/** What rests: conversations that no person holds, tickets that are resolved, messages in public that were judged. */
export interface Rested {
  class: "conversations" | "tickets" | "moderation";
  before: Instant;
  after: StreamId | null;
  limit: number;
}

export interface RestedStream {
  stream: StreamId;
  customer: string;
}

/** What a store does about people's data. */
export interface PrivateStore {
  /** The contents of a subject. */
  held(subject: string): Promise<string[]>;
  /**
   * Removes every text of a subject but those of `kept`; how many. With nothing kept, who it is and the key go too: from then on readers
   * see `erased:…`, by which it can be named still. The events stay.
   */
  erase(subject: string, kept?: readonly StreamId[]): Promise<number>;
  /** Streams of a class that have texts and have rested since before an instant, by id after `after`. */
  rested(query: Rested): Promise<RestedStream[]>;
  /** Removes the texts of streams; how many. */
  removeTexts(streams: readonly StreamId[]): Promise<number>;
  /** Forgets up to `limit` messages that were taken before an instant; how many. */
  pruneInbound(before: Instant, limit: number, now: Instant): Promise<number>;
}
