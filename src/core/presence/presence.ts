import { z } from "zod";
import type { Connection } from "../channel.ts";
import type { Instant, Millis } from "../time.ts";

/** What the processes of one desk tell each other: what each runs, and how its connections are. */
export interface Present {
  host: string;
  parts: string[];
  connections: Connection[];
  at: Instant;
}
export type Presence = Readonly<Record<string, Present>>;

const connection = z.object({
  name: z.string(),
  state: z.enum(["connecting", "ready", "degraded", "dead"]),
  detail: z.string().optional(),
  next: z.string().optional(),
});
const presenceSchema = z.record(
  z.string(),
  z.object({ host: z.string(), parts: z.array(z.string()), connections: z.array(connection), at: z.int() }),
);

/** Who has not been heard of for so long is gone. */
export const SILENT: Millis = 20_000;
/** And is spoken of for so long. */
const REMEMBERED: Millis = 10 * 60_000;

/** What is kept of it; nobody, where that cannot be read. */
export function presenceFrom(kept: string | undefined): Presence {
  try {
    const parsed = presenceSchema.safeParse(JSON.parse(kept ?? "{}"));
    return parsed.success ? (parsed.data as Presence) : {};
  } catch {
    return {};
  }
}

/** With this process as it is now, or without it once it has ended; who was heard of long ago is forgotten. */
export function noted(presence: Presence, id: string, own: Present | null, now: Instant): Presence {
  const others = Object.entries(presence).filter(([other, { at }]) => other !== id && at > now - REMEMBERED);
  return Object.fromEntries(own === null ? others : [...others, [id, own]]);
}

/**
 * What a process shows of the others: connections that they have, who has fallen silent while nobody else runs what it ran, and parts
 * that nobody runs. None of it makes this process unfit, so the worst is `degraded`.
 */
export function ofOthers(presence: Presence, id: string, parts: readonly string[], now: Instant): Connection[] {
  const others = Object.entries(presence).filter(([other]) => other !== id);
  const alive = others.filter(([, { at }]) => at > now - SILENT).map(([, it]) => it);
  const run = new Set([...alive, ...(presence[id] === undefined ? [] : [presence[id]])].flatMap((it) => it.parts));
  const missing = parts.filter((part) => !run.has(part));
  const lost = (part: string) => others.map(([, it]) => it).findLast((it) => it.parts.includes(part))?.host;
  return [
    ...alive.flatMap(({ connections }) =>
      connections.map((it): Connection => (it.state === "dead" ? { ...it, state: "degraded" } : it)),
    ),
    ...missing.map((part): Connection => {
      const host = lost(part);
      const detail =
        host === undefined ? `no process runs ${part}` : `the process on ${host} that ran ${part} is silent`;
      return { name: part, state: "degraded", detail, next: `Start one: nightdesk up --only ${part}` };
    }),
  ];
}
