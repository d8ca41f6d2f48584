import type { StoredEvent } from "../ports.ts";
import type { Instant } from "../time.ts";
import type { ConversationEvent } from "./conversation.ts";

/** One thing said in a conversation. */
export interface Utterance {
  /** The event's id. */
  id: string;
  at: Instant;
  author: { side: "customer" } | { side: "desk" } | { side: "responder"; name: string };
  /** Null when it was erased. */
  text: string | null;
  /** The article that an answer cites. */
  article: string | null;
  /** Whether its author has changed it since. */
  edited?: boolean;
}

/** Events whose text is a reason for staff, and was never said. */
const SAYS_WHY: ReadonlySet<string> = new Set(["facts.overridden", "handed_off"]);

/** Everything that was said, in order, from the events of a conversation and the texts that still exist. */
export function transcript(events: StoredEvent[], texts: ReadonlyMap<string, string | null>): Utterance[] {
  const said: Utterance[] = [];
  for (const { id, at, content, data } of events) {
    const event = data as ConversationEvent;
    if (event.type === "reply.withheld") {
      said.splice(0, said.length, ...said.filter((utterance) => utterance.id !== event.of));
      continue;
    }
    if (content === null || SAYS_WHY.has(event.type)) continue;
    if (event.type === "message.edited") {
      const changed = said.find((utterance) => utterance.id === event.of);
      if (changed !== undefined) changed.edited = true;
      continue;
    }
    const author = event.type === "message.received" ? event.from : { side: "desk" as const };
    const article = event.type === "answered" || event.type === "guided" ? event.article : null;
    said.push({ id, at, author, text: texts.get(content.id) ?? null, article });
  }
  return said;
}
