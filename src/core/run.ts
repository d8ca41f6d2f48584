import type { KeyObject } from "node:crypto";
import { actionsIn } from "./audit/actions.ts";
import { Fault, type Refusal, refuse } from "./errors.ts";
import { lru } from "./lru.ts";
import { noChanges, type Roster } from "./oncall/roster.ts";
import { OUTAGES } from "./outage/outage.ts";
import type { Policy } from "./policy.ts";
import type { Commit, Store, StoredEvent, StreamId } from "./ports.ts";
import type { StreamKind } from "./stream.ts";
import { draft, type Loaded, replay } from "./streams.ts";
import type { Instant } from "./time.ts";

export type Executed = { ok: true; events: StoredEvent[] } | Refusal;

/** Names a command, so that it is carried out once however often it is delivered. */
export type Once = NonNullable<Commit["inbound"]>;

export const placeKey = (channel: string, thread: string): string => `${channel}\0${thread}`;

interface RunnerPorts {
  store: Store;
  now(): Instant;
  key: KeyObject;
  policy(): Policy;
  roster(): Promise<Roster>;
  /** Where each place's conversation is noted. */
  places: { set(place: string, stream: StreamId): unknown };
}

const TRIES = 50;
const REMEMBERED = 10_000;

/** How a command is carried out: load, decide, react, commit. States of streams are remembered until somebody else changes them. */
export function openRunner({ store, now, key, policy, roster, places }: RunnerPorts) {
  const states = lru<StreamId, Loaded<unknown>>(REMEMBERED);

  /** Only tickets and outages page people. */
  const rosterFor = async (stream: StreamId): Promise<Roster> =>
    stream === OUTAGES || (stream.startsWith("ticket:") && Object.keys(policy().config.escalation).length > 0)
      ? roster()
      : noChanges;

  /** Decides one command against one stream, again and again while others are faster, and commits what it decides. */
  return async function run<State, Command, Event extends { type: string }>(
    kind: StreamKind<State, Command, Event, Policy>,
    stream: StreamId,
    command: Command,
    more: {
      subject: (state: State) => string;
      rows: (state: State, version: number, at: Instant) => Partial<Commit>;
      once?: Once | undefined;
      ifVersion?: number | undefined;
      door?: string | undefined;
      /** Reads the stream each time. */
      fresh?: boolean | undefined;
    },
  ): Promise<Executed & { duplicate?: boolean }> {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      if (more.fresh === true) states.delete(stream);
      const remembered = states.get(stream) as Loaded<State> | undefined;
      const before = remembered ?? replay(kind, stream, await store.read(stream));
      const context = { now: now(), policy: policy(), roster: await rosterFor(stream) };
      const decision =
        more.ifVersion !== undefined && more.ifVersion !== before.version
          ? refuse("version_changed", `it is at version ${before.version}, not ${more.ifVersion}: somebody was faster`)
          : kind.decide(command, before.state, context);
      if (!decision.ok) {
        if (remembered === undefined) {
          // What was carried out before a crash is refused the second time, and is done all the same.
          const done = more.once !== undefined && (await store.seen(more.once.channel, more.once.externalId));
          return done ? { ok: true, events: [], duplicate: true } : decision;
        }
        // Another process may have changed the stream since: a no is said only of what the store holds.
        states.delete(stream);
        continue;
      }
      const subject = more.subject(before.state);
      const { commit, after } = draft(kind, stream, before, decision.events, { ...context, key, subject });
      const rows = more.rows(after.state, after.version, context.now);
      const door = more.door ?? more.once?.channel ?? "desk";
      const audit = actionsIn({ stream, events: commit.events, after: before.version }, { door, key });
      const noted = audit.length === 0 ? {} : { audit };
      const result = await store.commit({ ...commit, ...rows, ...noted, inbound: more.once });
      if (result.ok) {
        states.set(stream, after);
        for (const { channel, thread } of rows.threads ?? []) places.set(placeKey(channel, thread), stream);
        return { ok: true, events: result.events };
      }
      if (result.reason === "duplicate") return { ok: true, events: [], duplicate: true };
      states.delete(stream);
    }
    throw new Fault("store_unavailable", `${stream} changed ${TRIES} times while one command waited`, {
      next: "Try again in a moment.",
    });
  };
}
