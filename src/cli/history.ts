import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Roster } from "../core/oncall/roster.ts";
import type { Policy } from "../core/policy.ts";
import type { Store, StoredEvent } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";
import { openRuntime } from "./runtime.ts";
import { secret } from "./secrets.ts";

const DAY = 86_400_000;
const PAGE = 2_000;
const TEXTS = 500;
/** Processes that share a store need not agree on the time to the second. */
const SLACK = 3_600_000;

/** What happened at the desk since a time: enough to look back with, and without what would make it large. */
export interface History {
  /** Oldest first; traces are left out. */
  events: StoredEvent[];
  /** The changes of turns as they are now. */
  roster: Roster;
  /** The texts of contents, null where one was erased. */
  texts(ids: string[]): Promise<Map<string, string | null>>;
}

export interface HistoryOptions {
  config?: string | undefined;
  days: number;
  now: Instant;
}

/** Reads the desk's last days and closes its store again; undefined when the desk has never run. `use` may read texts meanwhile. */
export async function withHistory<T>(
  data: string,
  { config, days, now }: HistoryOptions,
  use: (history: History) => Promise<T>,
): Promise<T | undefined> {
  if (!(await hasStore(data))) return undefined;
  const { store, desk } = await openRuntime({ ...(config === undefined ? {} : { config }), articles: false });
  try {
    const events = await eventsSince(store, now - days * DAY);
    return await use({ events, roster: await desk.roster(), texts: (ids) => textsOf(store, ids) });
  } finally {
    await store.close();
  }
}

/** The folder that holds the desk's own files. */
export const dataFolder = (root: string, { config }: Pick<Policy, "config">): string => join(root, config.desk.data);

/** Looking back must not make a store. */
async function hasStore(data: string): Promise<boolean> {
  const url = (await secret("DATABASE_URL")) ?? process.env.DATABASE_URL ?? "";
  return url !== "" || existsSync(join(data, "desk.db"));
}

async function eventsSince(store: Store, since: Instant): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let after = await positionAt(store, since - SLACK); ; ) {
    const page = await store.changes(after, PAGE);
    for (const event of page) if (event.at >= since) found.push(withoutTrace(event));
    const last = page.at(-1);
    if (last === undefined) return found;
    after = last.position;
  }
}

/** A position before the first event of a time, found by halving: events are in the order of time but for the slack. */
async function positionAt(store: Store, at: Instant): Promise<number> {
  let low = 0;
  let high = await store.head();
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [next] = await store.changes(middle, 1);
    if (next === undefined || next.at >= at) high = middle;
    else low = next.position;
  }
  return low;
}

function withoutTrace({ data, ...event }: StoredEvent): StoredEvent {
  if (!("trace" in data)) return { ...event, data };
  const { trace: _, ...rest } = data;
  return { ...event, data: rest };
}

async function textsOf(store: Store, ids: string[]): Promise<Map<string, string | null>> {
  const texts = new Map<string, string | null>();
  for (let from = 0; from < ids.length; from += TEXTS) {
    for (const [id, text] of await store.contents(ids.slice(from, from + TEXTS))) texts.set(id, text);
  }
  return texts;
}
