import type { Commit, CommitResult, StoredEvent, StreamId } from "../core/ports.ts";

/** What is committed already, as far as a batch of commits asks for it. */
export interface Known {
  versions: Map<StreamId, number>;
  /** Keys made by `inboundKey`. */
  inbound: Set<string>;
  /** Position of the newest event. */
  position: number;
}

export interface Verdict {
  commit: Commit;
  result: CommitResult;
}

/** Names an inbound message across channels; the length keeps ("a", "bc") and ("ab", "c") apart. */
export const inboundKey = (channel: string, externalId: string): string => `${channel.length}:${channel}${externalId}`;

/**
 * Decides commits one after the other, as if each had been written before the next: a duplicate is a duplicate even when its version
 * is out of date. `known` is brought up to date with what was accepted.
 */
export function judge(commits: Commit[], known: Known): Verdict[] {
  return commits.map((commit) => {
    const key = commit.inbound && inboundKey(commit.inbound.channel, commit.inbound.externalId);
    if (key !== undefined && known.inbound.has(key)) return { commit, result: { ok: false, reason: "duplicate" } };
    if ((known.versions.get(commit.stream) ?? 0) !== commit.expectedVersion) {
      return { commit, result: { ok: false, reason: "conflict" } };
    }
    if (key !== undefined) known.inbound.add(key);
    if (commit.events.length > 0) known.versions.set(commit.stream, commit.expectedVersion + commit.events.length);
    return { commit, result: { ok: true, events: placed(commit, known) } };
  });
}

function placed({ stream, expectedVersion, events }: Commit, known: Known): StoredEvent[] {
  return events.map(({ at, data, content }, i) => {
    const version = expectedVersion + i + 1;
    known.position += 1;
    return { id: `${stream}/${version}`, stream, version, position: known.position, at, data, content };
  });
}
