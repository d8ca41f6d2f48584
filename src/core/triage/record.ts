import { z } from "zod";
import { screen } from "../guard/screen.ts";
import type { StoredEvent } from "../ports.ts";
import type { TicketEvent } from "../ticket/ticket.ts";
import type { Instant } from "../time.ts";
import type { Trace } from "../trace.ts";
import { MENTIONS, type Suggestion } from "./suggestion.ts";

/** The part of a suggestion that no erasure concerns, as the ticket's event keeps it. */
export type Judged = Omit<Suggestion, "summary" | "mentions" | "draft"> & {
  /** What was asked for it; null when no model was. */
  prompt: { id: string; version: number; model: string } | null;
  /** Numbers of resolved tickets about the same, the most alike first; events of older versions have none. */
  similar?: number[];
  /** The canned reply that fits, by its id; events of older versions have none. */
  macro?: string | null;
  trace: Trace;
};

/** The part that an erasure takes. */
export type Personal = Pick<Suggestion, "summary" | "mentions" | "draft">;

/** A suggestion as people read it. */
export type Advice = Suggestion &
  Pick<Judged, "prompt" | "trace"> & {
    id: string;
    at: Instant;
    similar: number[];
    macro: string | null;
  };

const personalSchema = z.object({
  summary: z.string(),
  mentions: z.array(z.object({ kind: z.enum(MENTIONS), value: z.string() })),
  draft: z.array(z.object({ text: z.string(), article: z.string(), quote: z.string() })),
});

/** A suggestion as a ticket takes it: what is personal goes into a text that an erasure reaches. */
export function recordOf(
  { summary, mentions, draft, ...judged }: Suggestion,
  made: Pick<Judged, "prompt" | "similar" | "macro" | "trace">,
): { type: "suggest"; judged: Judged; personal: Personal } {
  // It repeats what has passed the guard; what a model adds to it has not.
  const clean = (text: string) => screen(text).clean;
  const personal = {
    summary: clean(summary),
    mentions,
    draft: draft.map((sentence) => ({ ...sentence, text: clean(sentence.text) })),
  };
  return { type: "suggest", judged: { ...judged, ...made }, personal };
}

/** The newest suggestion among a ticket's events; null while there is none, or where its text was erased. */
export function newestAdvice(events: readonly StoredEvent[], texts: ReadonlyMap<string, string | null>): Advice | null {
  const newest = events.findLast(({ data }) => (data as TicketEvent).type === "triage.suggested");
  const text = newest?.content ? texts.get(newest.content.id) : undefined;
  if (newest === undefined || typeof text !== "string") return null;
  const { type: _, ...judged } = newest.data as Extract<TicketEvent, { type: "triage.suggested" }>;
  const personal = personalSchema.parse(JSON.parse(text));
  return { similar: [], macro: null, ...judged, ...personal, id: newest.id, at: newest.at };
}
