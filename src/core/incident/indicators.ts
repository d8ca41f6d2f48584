import { createHmac, type KeyObject } from "node:crypto";
import { screen } from "../guard/screen.ts";
import type { Emitted } from "../stream.ts";
import type { IncidentCommand, IncidentEvent, LiveIncident } from "./incident.ts";

/** What an incident can share with another one. */
export const INDICATORS = ["address", "transaction", "device", "message"] as const;
export type IndicatorKind = (typeof INDICATORS)[number];

/** The value is personal and never in an event; the mark, a keyed digest of it, says whether two are the same. */
export interface Indicator {
  kind: IndicatorKind;
  value: string;
}

/** An indicator of an incident, as it remembers it: `content` holds the value. */
export interface Noted {
  kind: IndicatorKind;
  mark: string;
  content: string | null;
  by: string | null;
  at: number;
}

/** More of them help nobody. */
const MOST = 100;

/** Addresses and transactions that a text names. One that may be a private key is none. */
export function indicatorsIn(text: string): Indicator[] {
  const { entities, signals } = screen(text);
  const unclear = signals.includes("key_possible");
  return entities
    .filter(({ kind }) => kind !== "tx_hash" || !unclear)
    .map(({ kind, value }) => ({ kind: kind === "tx_hash" ? ("transaction" as const) : ("address" as const), value }));
}

const spelt = ({ kind, value }: Indicator): string =>
  // Hexadecimal is written in both cases; base58 means something by them.
  kind === "device" || kind === "message" || /^0x[0-9a-f]+$/i.test(value) || /^[0-9a-f]{64}$/i.test(value)
    ? value.trim().toLowerCase()
    : value.trim();

/** The same value has the same mark in every incident of a desk, and none outside of it. */
export const markOf = (it: Indicator, key: KeyObject): string =>
  createHmac("sha256", key)
    .update(`nightdesk indicator ${it.kind} ${spelt(it)}`)
    .digest("base64url")
    .slice(0, 22);

type Indicate = Extract<IncidentCommand, { type: "indicate" }>;

/** The desk marks what is noted before the incident decides; a secret that somebody pastes as one is taken out first. */
export function marked(command: IncidentCommand, key: KeyObject): IncidentCommand {
  if (command.type !== "indicate") return command;
  const items = command.items.map(({ kind, value }) => ({ kind, value: screen(value).clean }));
  return { ...command, items: items.map((it) => ({ ...it, mark: markOf(it, key) })) };
}

/** Each once, however often it is named. */
export function indicate({ by, items }: Indicate, { indicators }: LiveIncident): Emitted<IncidentEvent>[] {
  const known = new Set(indicators.map(({ mark }) => mark));
  const fresh = items.flatMap(({ kind, value, mark }) => {
    if (mark === undefined || known.has(mark)) return [];
    known.add(mark);
    return [{ event: { type: "indicator.added" as const, kind, mark, by }, text: value }];
  });
  return fresh.slice(0, Math.max(0, MOST - indicators.length));
}
