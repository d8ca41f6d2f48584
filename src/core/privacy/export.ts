import type { ConversationEvent } from "../conversation/conversation.ts";
import { transcript } from "../conversation/transcript.ts";
import { customerStream, customers } from "../customer/customer.ts";
import { screen } from "../guard/screen.ts";
import type { Policy } from "../policy.ts";
import type { Store, StoredEvent, StreamId, TicketListItem } from "../ports.ts";
import { replay } from "../streams.ts";
import type { TicketEvent } from "../ticket/ticket.ts";
import type { Instant } from "../time.ts";
import type { Trace } from "../trace.ts";
import { streamOfContent, ticketsOf } from "./standing.ts";

/** A thing that was said, by whom: staff are not named, for that is their data. */
interface ExportedSaying {
  at: Instant;
  by: "customer" | "desk" | "staff";
  text: string;
}

/** A decision by the desk itself, and why: GDPR art. 15(1)(h). */
export interface ExportedDecision {
  at: Instant;
  what: "answer" | "route";
  outcome: string;
  reasons: string[];
}

export interface Exported {
  format: "nightdesk-export-1";
  desk: string;
  customer: string;
  language: string;
  madeAt: Instant;
  profile: { tier: string | null; since: Instant | null };
  conversations: { channel: string; begunAt: Instant; said: ExportedSaying[]; decisions: ExportedDecision[] }[];
  tickets: {
    number: number;
    state: TicketListItem["state"];
    category: string | null;
    priority: string;
    openedAt: Instant;
    updatedAt: Instant;
    decisions: ExportedDecision[];
  }[];
  /** Messages in public about which something was done. */
  moderation: { at: Instant; text: string }[];
  /** Who receives it: the channels, the staff, and a model where one is used. */
  recipients: string[];
  /** How long, by class; null: until it is erased. */
  retention: { class: string; days: number | null; because: string | null }[];
}

const DAY = 86_400_000;

/**
 * What is held of a customer, for themselves: GDPR art. 15 and 20. Left out are notes of staff and what triage makes of risks (to say that
 * something was reported is forbidden: Directive (EU) 2015/849 art. 39), what others wrote, and secrets.
 */
export async function exportOf(
  customer: string,
  { store, policy, now }: { store: Store; policy: Policy; now: Instant },
): Promise<Exported> {
  const own = new Set(await store.held(customer));
  const [tickets, profile] = await Promise.all([ticketsOf(store, customer), store.read(customerStream(customer))]);
  const streams = new Set([...own].map(streamOfContent));
  for (const { conversation } of tickets) streams.add(conversation);
  const texts = readable(await store.contents([...own]));
  const conversations = [];
  for (const stream of [...streams].sort()) {
    if (!stream.startsWith("conversation:")) continue;
    const exported = ofConversation(await store.read(stream), own, texts, customer);
    if (exported !== undefined) conversations.push(exported);
  }
  const { tier, since } = replay(customers, customerStream(customer), profile).state;
  const language =
    tickets.at(-1)?.language ?? conversations.at(-1)?.language ?? policy.config.desk.languages[0] ?? "en";
  return {
    format: "nightdesk-export-1",
    desk: policy.config.desk.name,
    customer,
    language,
    madeAt: now,
    profile: { tier, since },
    conversations: conversations.map(({ language: _, ...rest }) => rest),
    tickets: await Promise.all(tickets.map(async (ticket) => ofTicket(ticket, await store.read(ticket.id)))),
    moderation: await moderationOf(store, streams, own, texts),
    recipients: recipientsOf(policy, [...new Set(conversations.map(({ channel }) => channel))]),
    retention: retentionOf(policy),
  };
}

/** Secrets are redacted when they come in; what a newer guard knows is taken out here. */
const readable = (texts: ReadonlyMap<string, string | null>): Map<string, string | null> =>
  new Map([...texts].map(([id, text]) => [id, text === null ? null : screen(text).clean]));

function ofConversation(
  events: StoredEvent[],
  own: ReadonlySet<string>,
  texts: ReadonlyMap<string, string | null>,
  customer: string,
) {
  const mine = mineOf(events, customer).filter(({ content }) => content === null || own.has(content.id));
  const started = mine.map(({ data }) => data as ConversationEvent).find((it) => it.type === "conversation.started");
  const [first] = mine;
  if (first === undefined || started === undefined) return undefined;
  const said = transcript(mine, texts).flatMap(({ at, author, text }): ExportedSaying[] =>
    text === null ? [] : [{ at, by: author.side === "responder" ? "staff" : author.side, text }],
  );
  return {
    channel: started.place.channel,
    language: started.language,
    begunAt: first.at,
    said,
    decisions: decisions(mine),
  };
}

/** A place may have been somebody else's before: what was said until then is not this customer's. */
function mineOf(events: StoredEvent[], customer: string): StoredEvent[] {
  let whose: string | undefined;
  return events.filter(({ data }) => {
    const event = data as ConversationEvent;
    if (event.type === "conversation.started") whose = event.customer;
    return whose === customer;
  });
}

const ofTicket = (
  { number, state, category, priority, openedAt, updatedAt }: TicketListItem,
  events: StoredEvent[],
): Exported["tickets"][number] => ({
  number,
  state,
  category,
  priority,
  openedAt,
  updatedAt,
  decisions: decisions(events),
});

function decisions(events: StoredEvent[]): ExportedDecision[] {
  return events.flatMap(({ at, data }): ExportedDecision[] => {
    const event = data as ConversationEvent | TicketEvent;
    if (event.type === "question.assessed") return [decided(at, "answer", event.trace)];
    return event.type === "routed" ? [decided(at, "route", event.trace)] : [];
  });
}

/** What did not count is left out. */
const decided = (at: Instant, what: ExportedDecision["what"], { outcome, steps }: Trace): ExportedDecision => ({
  at,
  what,
  outcome,
  // Who of the staff did something is theirs.
  reasons: steps
    .filter(({ step, result }) => result === "applied" && step !== "staff")
    .map(({ step, because }) => `${step}: ${because}`),
});

async function moderationOf(
  store: Store,
  streams: ReadonlySet<StreamId>,
  own: ReadonlySet<string>,
  texts: ReadonlyMap<string, string | null>,
): Promise<Exported["moderation"]> {
  const found: Exported["moderation"] = [];
  for (const stream of streams) {
    if (!stream.startsWith("moderation:")) continue;
    for (const { at, data, content } of await store.read(stream)) {
      const text = content !== null && own.has(content.id) ? texts.get(content.id) : null;
      // What moderators write about it is theirs.
      if ((data.type === "moderation.judged" || data.type === "moderation.heard") && typeof text === "string")
        found.push({ at, text });
    }
  }
  return found;
}

const recipientsOf = ({ config }: Policy, channels: string[]): string[] => [
  ...channels,
  ...(config.slack === undefined ? [] : ["slack"]),
  ...(config.model === undefined ? [] : [new URL(config.model.url).host]),
];

function retentionOf({ config: { privacy } }: Policy): Exported["retention"] {
  const days = (length: number | undefined) => (length === undefined ? null : Math.round(length / DAY));
  const { retention, keep } = privacy;
  return [
    ...(["conversations", "tickets", "moderation"] as const).map((name) => ({
      class: name as string,
      days: days(retention[name]),
      because: null,
    })),
    ...Object.entries(keep).map(([name, it]) => ({ class: name, days: days(it.for), because: it.because })),
  ];
}
