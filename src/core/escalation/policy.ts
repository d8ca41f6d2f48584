import { z } from "zod";
import { duration } from "../config/duration.ts";
import { heartbeatSchema } from "../heartbeat/heartbeat.ts";
import { type Quiet, quietSchema } from "./quiet.ts";

const name = z.string().min(1).max(60);

const people = [
  z.strictObject({ person: name }),
  z.strictObject({ schedule: name }),
  z.strictObject({ team: name }),
] as const;
/** Who is told: a person, whoever is on call in a schedule, or everybody in a team. */
export const personTargetSchema = z.union(people);
export type PersonTarget = z.output<typeof personTargetSchema>;

/** Or a thread of a channel. */
const targetSchema = z.union([...people, z.strictObject({ channel: name, thread: z.string().min(1).max(200) })]);
export type Target = z.output<typeof targetSchema>;

const targets = z.array(targetSchema).min(1).max(20);

export const escalationSchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        page: targets.describe("`person`, `schedule`, `team`, or `channel` with `thread`; each person once a step."),
        wait: duration.prefault("5m").describe("How long they have to acknowledge before the next step."),
      }),
    )
    .min(1)
    .max(20),
  repeat: z.int().min(0).max(20).default(1).describe("How often the steps are gone through again."),
  acknowledge: duration
    .prefault("30m")
    .describe(
      "An acknowledgement lasts this long after the responder's last sign of life; then the steps begin again.",
    ),
  quiet: z
    .array(quietSchema)
    .max(10)
    .default([])
    .describe("When a page waits until the morning of the person it is for, on the clocks of their `zone`."),
  end: z
    .strictObject({
      page: targets.optional().describe("Who is told when nobody took it; default: the lead."),
      every: duration.prefault("15m").describe("And again and again, until somebody acknowledges."),
    })
    .prefault({}),
});
export type EscalationPolicy = z.output<typeof escalationSchema>;

/** A policy as it was when an escalation started: what runs under it is not changed by an edit. */
export type PolicySnapshot = Omit<EscalationPolicy, "quiet"> & {
  id: string;
  /** Snapshots of older versions have none. */
  quiet?: Quiet[];
};

export const pagingSchema = z.strictObject({
  heartbeat: heartbeatSchema.optional().describe("Who hears of it when the desk itself has stopped."),
  lead: name.optional().describe("Whom a page reaches when nobody is on call, or nobody acknowledged."),
  handover: duration.prefault("30m").describe("How often the next responder is reminded of a hand-over that waits."),
  webhooks: z
    .record(name, z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(500) }))
    .default({})
    .describe("Gateways for telephone, SMS and chat, by id, signed with the secret in NIGHTDESK_WEBHOOK_<ID>."),
  mail: z
    .strictObject({
      host: z.string().min(1).max(253),
      port: z.int().min(1).max(65_535).default(587),
      secure: z.boolean().default(false).describe("TLS from the first byte (port 465); else STARTTLS where offered."),
      user: z.string().min(1).max(200).optional().describe("Its password is NIGHTDESK_MAIL_PASSWORD."),
      from: z.email().max(200),
    })
    .optional(),
});
