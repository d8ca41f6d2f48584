import { z } from "zod";
import { INCIDENT_KINDS } from "../core/incident/incident.ts";
import { INDICATORS } from "../core/incident/indicators.ts";
import { PHASES } from "../core/incident/runbook.ts";
import { traceSchema } from "./api-suggestion.ts";

const STATES = ["reported", "contained", "verified", "restored", "closed"] as const;
const kind = z.enum(INCIDENT_KINDS);
const at = z.int();

const rowSchema = z
  .object({
    /** That of its ticket: INC-142 is T-142's. */
    number: z.int(),
    version: z.int(),
    state: z.enum(STATES),
    kind,
    customer: z.string(),
    channel: z.string(),
    language: z.string(),
    account: z.string().nullable(),
    freeze: z.enum(["none", "wished", "requested", "sent", "failed", "frozen"]),
    restore: z.enum(["none", "requested", "ordered", "sent", "failed", "restored"]),
    reportedAt: at,
    /** When a freeze was first asked for, and first confirmed. */
    askedAt: at.nullable(),
    frozenAt: at.nullable(),
    /** When the customer has to hear something. */
    updateDueAt: at.nullable(),
    missed: z.int(),
    updatedAt: at,
  })
  .meta({ id: "Incident" });
export type WireIncidentRow = z.output<typeof rowSchema>;

export const incidentsSchema = z.object({ items: z.array(rowSchema) }).meta({ id: "Incidents" });

const freeze = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none") }),
  z.object({ state: z.literal("wished"), at }),
  z.object({
    state: z.enum(["requested", "sent"]),
    /** Its name at the back office. */
    action: z.string(),
    /** Null for the owner of the account. */
    by: z.string().nullable(),
    at,
    overdue: z.boolean(),
  }),
  z.object({ state: z.literal("failed"), action: z.string(), because: z.string() }),
  z.object({ state: z.literal("frozen"), by: z.string().nullable(), at }),
]);
const restore = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none") }),
  z.object({
    state: z.literal("requested"),
    /** What an approval names. */
    request: z.string(),
    by: z.string(),
    at,
    approvals: z.array(z.object({ by: z.string(), at })),
  }),
  z.object({ state: z.enum(["ordered", "sent"]), request: z.string(), at, overdue: z.boolean() }),
  z.object({ state: z.literal("failed"), request: z.string(), because: z.string() }),
  z.object({ state: z.literal("restored"), at }),
]);

export const incidentViewSchema = z
  .object({
    number: z.int(),
    state: z.enum(STATES),
    kind,
    customer: z.string(),
    account: z.string().nullable(),
    freeze,
    restore,
    verifiedAt: at.nullable(),
    reportedAt: at,
    /** Milliseconds until the account was first frozen; null until it was. */
    timeToFreeze: z.object({ fromAsked: z.int(), fromReport: z.int() }).nullable(),
    /** When a restore may be approved at the earliest. */
    coolUntil: at.nullable(),
    updateDueAt: at.nullable(),
    indicators: z.array(
      z.object({ kind: z.enum(INDICATORS), value: z.string().nullable(), by: z.string().nullable(), at }),
    ),
    /** Numbers of other incidents that share one. */
    linked: z.array(z.int()),
    /** What the customer answered, as it was written down last; null until then. Desks of older versions do not say. */
    intake: z
      .object({
        when: z.string().optional(),
        what: z.string().optional(),
        amount: z.string().optional(),
        asset: z.string().optional(),
        network: z.string().optional(),
        transactions: z.string().optional(),
        addresses: z.string().optional(),
        lastSignIn: z.string().optional(),
        by: z.string(),
        at,
      })
      .nullable()
      .optional(),
    runbook: z.array(
      z.object({
        id: z.string(),
        phase: z.enum(PHASES),
        role: z.string(),
        task: z.string(),
        done: z.object({ by: z.string(), at }).nullable(),
      }),
    ),
    timeline: z.array(z.object({ id: z.string(), at, what: z.string(), trace: traceSchema.nullable() })),
  })
  .meta({ id: "IncidentView" });
export type WireIncident = z.output<typeof incidentViewSchema>;

export const accountSchema = z
  .object({
    account: z.string(),
    /** Null where the back office does not say. */
    frozen: z.boolean().nullable(),
    withdrawals: z.array(
      z.object({
        id: z.string(),
        at,
        asset: z.string(),
        amount: z.string(),
        status: z.string(),
        to: z.string().nullable(),
      }),
    ),
    holds: z.array(z.object({ since: at, reason: z.string() })),
    limits: z.array(z.object({ name: z.string(), left: z.string() })),
    signIns: z.array(z.object({ at, device: z.string(), place: z.string() })),
  })
  .meta({ id: "Account" });
export type WireAccount = z.output<typeof accountSchema>;

export const incidentStatsSchema = z
  .object({
    incidents: z.int(),
    open: z.int(),
    kinds: z.record(kind, z.int()),
    /** In milliseconds. */
    timeToFreeze: z.object({ count: z.int(), median: z.int(), p90: z.int(), longest: z.int() }).nullable(),
    waiting: z.int(),
    missed: z.int(),
  })
  .meta({ id: "IncidentStats" });
export type WireIncidentStats = z.output<typeof incidentStatsSchema>;
