import { z } from "zod";
import { duration } from "../config/duration.ts";
import { explorersSchema } from "../explorers/config.ts";

/** A host name as people type it; it is compared in lower case. */
const host = z
  .string()
  .max(253)
  .overwrite((text) => text.toLowerCase())
  .regex(/^(?=.{3,253}$)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}$/u, "must be a domain such as example.com");
/** A host, or a place on one: t.me/example. */
const site = z
  .string()
  .max(300)
  .overwrite((text) => text.toLowerCase().replace(/\/+$/, ""))
  .regex(
    /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}(?:\/[^\s?#]{1,200})?$/u,
    "must be a site such as example.com or t.me/example, without https://",
  );
const name = z.string().trim().min(2).max(60);
const threshold = z.number().min(0.05).max(1);

const staff = z.strictObject({
  name,
  accounts: z
    .array(z.string().regex(/^[a-z]{1,20}:[\w.-]{1,60}$/, "must be a channel and an id on it, such as discord:1234"))
    .max(10)
    .default([])
    .describe("Their accounts, as <channel>:<id>: these are never judged."),
  avatars: z
    .array(z.string().regex(/^[\w-]{6,128}$/, "must be the hash that the platform gives of a picture"))
    .max(10)
    .default([])
    .describe("Hashes of their pictures, as the platform gives them."),
});

/** The guard's part of nightdesk.yaml. */
export const guardSchema = z
  .strictObject({
    domains: z
      .array(host)
      .max(100)
      .default([])
      .describe("Your own domains. Everything below them is yours; what looks like them is not."),
    allow: z
      .array(site)
      .max(1_000)
      .default([])
      .describe(
        "Sites that are never judged, with what is below them: partner.example, t.me/example, discord.gg/example.",
      ),
    brands: z.array(name).max(50).default([]).describe("Names that nobody else may go by, besides the desk's own."),
    staff: z.array(staff).max(500).default([]).describe("Who speaks for you in public, as shown there."),
    thresholds: z
      .strictObject({
        flag: threshold.default(0.35).describe("Show it to moderators."),
        hold: threshold.default(0.6).describe("Take it out of sight until a moderator has looked at it."),
        delete: threshold.default(0.8).describe("Remove it."),
        timeOut: threshold.default(0.93).describe("Remove it and keep its author from writing."),
      })
      .prefault({})
      .describe("A score is between 0 and 1; a value of 1 turns an action off."),
    timeOut: duration.prefault("1h").describe("How long a time-out lasts."),
    explorers: explorersSchema,
    refreshFrom: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe("Where `guard refresh` finds bad domains: an https address, or a file beside this one."),
  })
  .prefault({});

export type GuardConfig = z.output<typeof guardSchema>;
