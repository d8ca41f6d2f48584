import { createHmac, type KeyObject } from "node:crypto";
import type { StreamId } from "../ports.ts";

/** Stands for a person who is no staff: the same under the same key, and nobody can go back from it without the key. */
export const pseudonym = (id: string, key: KeyObject): string =>
  `~${createHmac("sha256", key).update(`audit\0${id}`).digest("hex").slice(0, 20)}`;

/** Streams whose names are people's accounts. */
const NAMED = /^(customer|verification):(.*)$/s;

/** How a stream is named in the audit log, which cannot be erased. */
export function auditedStream(stream: StreamId, key: KeyObject): string {
  const [, kind, id] = NAMED.exec(stream) ?? [];
  return kind === undefined || id === undefined ? stream : `${kind}:${pseudonym(id, key)}`;
}
