import type { ModerationRow } from "../core/moderation/row.ts";
import type { ConversationRow, Store, StreamId, TicketRow } from "../core/ports.ts";
import type { Rested, RestedStream } from "../core/privacy/store.ts";
import type { Instant } from "../core/time.ts";
import { erasedIdentity, newName } from "./vault/names.ts";

interface Kept {
  contents: Map<string, { subject: string; text: string }>;
  conversations: Map<StreamId, ConversationRow>;
  tickets: Map<StreamId, TicketRow>;
  moderations: Map<StreamId, ModerationRow>;
  /** When each message was taken, by its key. */
  inbound: Map<string, Instant>;
  /** Gives a subject another name everywhere. */
  rename(subject: string, now: string): void;
}

type Methods = Pick<Store, "held" | "erase" | "rested" | "removeTexts" | "pruneInbound">;

/** What the memory store does about people's data. */
export function memoryPrivacy(kept: Kept, forgetInbound: (key: string) => void): Methods {
  const { contents, conversations, tickets, moderations, inbound, rename } = kept;
  const isOf = (id: string, streams: readonly StreamId[]) => streams.some((stream) => id.startsWith(`${stream}/`));

  function remove(which: (id: string, subject: string) => boolean): number {
    const gone = [...contents].filter(([id, { subject }]) => which(id, subject));
    for (const [id] of gone) contents.delete(id);
    return gone.length;
  }

  function resting({ class: kind, before }: Rested): RestedStream[] {
    if (kind === "moderation")
      return [...moderations.values()]
        .filter(({ updatedAt }) => updatedAt < before)
        .map(({ id, author }) => ({ stream: id, customer: author }));
    const rows =
      kind === "tickets"
        ? [...tickets.values()].filter(({ state }) => state === "resolved" || state === "closed")
        : [...conversations.values()].filter(({ holder }) => holder !== "agent");
    return rows.filter(({ updatedAt }) => updatedAt < before).map(({ id, customer }) => ({ stream: id, customer }));
  }

  return {
    held: async (subject) => [...contents].flatMap(([id, content]) => (content.subject === subject ? [id] : [])).sort(),
    async erase(subject, streams = []) {
      const count = remove((id, of) => of === subject && !isOf(id, streams));
      if (streams.length === 0) rename(subject, erasedIdentity(newName()));
      return count;
    },
    rested: async (query) =>
      resting(query)
        .filter(
          ({ stream }) =>
            (query.after === null || stream > query.after) && [...contents.keys()].some((id) => isOf(id, [stream])),
        )
        .sort((a, b) => (a.stream < b.stream ? -1 : 1))
        .slice(0, query.limit),
    removeTexts: async (streams) => remove((id) => isOf(id, streams)),
    async pruneInbound(before, limit) {
      const old = [...inbound].filter(([, at]) => at < before).slice(0, limit);
      for (const [key] of old) forgetInbound(key);
      return old.length;
    },
  };
}
