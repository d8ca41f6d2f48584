import type { Policy } from "../policy.ts";
import type { Store, StreamId, TicketListItem } from "../ports.ts";
import { replay } from "../streams.ts";
import type { Instant } from "../time.ts";
import { privacy } from "./decide.ts";
import { type Obstacle, obstaclesTo } from "./obstacle.ts";
import { keptOf, PRIVACY, type Privacy, type PrivacyCommand, standInTheWay } from "./privacy.ts";

type Reads = Pick<Store, "read" | "tickets" | "incidents" | "held">;

/** What is held of a customer, and what may not go. */
export interface Standing {
  customer: string;
  /** Streams in which there are texts of theirs, and how many. */
  texts: { stream: StreamId; count: number }[];
  tickets: TicketListItem[];
  obstacles: Obstacle[];
}

const PAGE = 500;

/** The stream whose event has a content; a content of its own is its own. */
export function streamOfContent(content: string): StreamId {
  const end = content.lastIndexOf("/");
  return (end === -1 ? content : content.slice(0, end)) as StreamId;
}

/** What was decided about people's data until now. */
export async function readPrivacy(store: Pick<Store, "read">): Promise<Privacy> {
  return replay(privacy, PRIVACY, await store.read(PRIVACY)).state;
}

export async function ticketsOf(store: Pick<Store, "tickets">, customer: string): Promise<TicketListItem[]> {
  const all: TicketListItem[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await store.tickets({ customer, limit: PAGE, cursor });
    all.push(...page.items);
    if (page.cursor === null) return all;
    cursor = page.cursor;
  }
}

/** Looks at everything that is held of a customer; `state` is what is known of holds. */
export async function standingOf(
  customer: string,
  { store, policy, now, state }: { store: Reads; policy: Policy; now: Instant; state: Privacy },
): Promise<Standing> {
  const [contents, tickets, open] = await Promise.all([
    store.held(customer),
    ticketsOf(store, customer),
    store.incidents({ open: true, limit: PAGE }),
  ]);
  const counts = new Map<StreamId, number>();
  for (const content of contents) {
    const stream = streamOfContent(content);
    counts.set(stream, (counts.get(stream) ?? 0) + 1);
  }
  const incidents = open.filter((it) => it.customer === customer).map(({ number }) => number);
  const holds = state.holds[customer] ?? [];
  return {
    customer,
    texts: [...counts].map(([stream, count]) => ({ stream, count })),
    tickets,
    obstacles: obstaclesTo({ holds, tickets, incidents }, policy.config.privacy, now),
  };
}

/** How much an erasure would take now, and how much the law keeps. */
export function goesAndStays({ texts, obstacles }: Standing): { goes: number; stays: number } {
  const all = texts.reduce((sum, { count }) => sum + count, 0);
  if (standInTheWay(obstacles)) return { goes: 0, stays: all };
  const kept = new Set(keptOf(obstacles).flatMap(({ streams }) => streams));
  const stays = texts.filter(({ stream }) => kept.has(stream)).reduce((sum, { count }) => sum + count, 0);
  return { goes: all - stays, stays };
}

/** The command with what stands in its way. */
export async function withObstacles(
  command: PrivacyCommand,
  ports: { store: Reads; policy: Policy; now: Instant },
): Promise<PrivacyCommand> {
  if (command.type !== "ask" && command.type !== "confirm") return command;
  const state = await readPrivacy(ports.store);
  return { ...command, obstacles: (await standingOf(command.customer, { ...ports, state })).obstacles };
}
