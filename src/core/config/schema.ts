import { z } from "zod";
import { auditSchema } from "../audit/config.ts";
import { escalationSchema, pagingSchema } from "../escalation/policy.ts";
import { waySchema } from "../escalation/way.ts";
import { exchangeSchema } from "../exchange/config.ts";
import { guardSchema } from "../guard/config.ts";
import { incidentsSchema } from "../incident/config.ts";
import { calendarSchema, zone } from "../oncall/calendar.ts";
import { scheduleSchema } from "../oncall/schedule.ts";
import { privacySchema } from "../privacy/config.ts";
import { riskSchema } from "../risk/config.ts";
import { ruleSchema } from "../rules/rule.ts";
import { discordSchema, snowflake } from "./discord.ts";
import { duration } from "./duration.ts";
import { modelSchema } from "./model.ts";
import { slackPerson, slackSchema } from "./slack.ts";
import { surgeSchema } from "./surge.ts";

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a short lower-case name such as payments");
const probability = z.number().min(0).max(1);
/** Words that are looked for in what customers write, spelt as that is read. */
const said = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .overwrite((text) => text.normalize("NFKC").toLowerCase());
const path = z.string().min(1).max(500);

const leaseSchema = duration
  .prefault("30s")
  .refine((length) => length >= 2_000, "must be at least 2s")
  .describe("What a process that died had under way is delivered by another after this.");
const sla = (first: string, next: string, resolution: string) =>
  z
    .strictObject({
      first: duration.prefault(first).describe("Until a person first answers."),
      next: duration.prefault(next).describe("Until a person answers again, while the customer waits."),
      resolution: duration
        .prefault(resolution)
        .describe("Until it is resolved; stands still while the customer is asked something."),
      calendar: id.optional().describe("Only its working hours count; any time when left out."),
      warnAt: z.number().min(0.1).max(1).default(0.8).describe("Share of a target after which it warns."),
    })
    .prefault({});

const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(20).optional();
const slaException = z.strictObject({
  tier: some(z.string().min(1).max(40)).describe("Customers of these tiers."),
  language: some(z.string().min(2).max(12)).describe("Conversations in these languages."),
  priority: some(z.enum(["P0", "P1", "P2", "P3"])).describe("Tickets of these priorities."),
  first: duration.optional(),
  next: duration.optional(),
  resolution: duration.optional(),
  calendar: id.optional().describe("Only its working hours count; `always` for any time."),
});

const PERSON_WORDS = ["human", "agent", "person", "representative", "operator", "人工", "真人"];
const PERSON_PHRASES = [
  "real person",
  "real human",
  "live agent",
  "human agent",
  "talk to a human",
  "talk to a person",
  "talk to someone",
  "talk to an agent",
  "speak to a human",
  "speak to a person",
  "speak to someone",
  "speak to an agent",
  "human please",
  "转人工",
  "人工客服",
  "真人客服",
  "找人工",
];

/** nightdesk.yaml. Every key has its bounds; an unknown one is an error. Secrets never stand here: they come from NIGHTDESK_* or files. */
export const configSchema = z.strictObject({
  desk: z.strictObject({
    name: z.string().min(1).max(60).describe("What the desk calls itself to customers."),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, "must be a language code such as en or zh"))
      .min(1)
      .max(20)
      .default(["en"])
      .describe("The first is the fallback."),
    data: path.default(".nightdesk").describe("Folder of the embedded store and the local tokens, from this file."),
  }),
  knowledge: z
    .strictObject({
      folder: path.default("knowledge").describe("Articles, as <language>/<id>.md, from this file."),
      facts: path.default("facts").describe("A YAML file of facts, or a folder of them."),
      macros: path.default("macros").describe("Canned replies of responders, as <language>/<id>.md, from this file."),
      synonyms: z
        .array(z.array(z.string().min(1).max(60)).min(2).max(20))
        .max(500)
        .default([])
        .describe("Groups of words that mean the same."),
      embeddings: z
        .strictObject({
          model: path.describe(
            "Folder of a sentence model, from this file; with endpoint, the name of the model there.",
          ),
          file: path.optional().describe("The .onnx file in the folder, when there are several."),
          sha256: z
            .string()
            .regex(/^[0-9a-fA-F]{64}$/, "must be 64 hexadecimal digits; nightdesk kb pin prints them")
            .optional()
            .describe("Pins the folder's files; nightdesk kb pin prints it."),
          endpoint: z
            .url({ protocol: /^https?$/, error: "must be an address such as https://api.example/v1" })
            .max(500)
            .optional()
            .describe(
              "An OpenAI-compatible endpoint, such as https://api.example/v1; its key is NIGHTDESK_EMBEDDINGS_KEY.",
            ),
          dimensions: z.int().min(8).max(8_192).optional().describe("Size of the vectors to ask the endpoint for."),
          languages: z
            .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, "must be a language code such as en or zh"))
            .min(1)
            .max(100)
            .optional()
            .describe("The languages that the model understands; any when left out."),
        })
        .optional()
        .describe("Optional: find articles by what questions mean, too."),
    })
    .prefault({}),
  reply: z
    .strictObject({
      answerAt: probability
        .default(0.6)
        .describe("Answer when the best article is right with at least this probability."),
      clarifyAt: probability
        .default(0.25)
        .describe("Below answerAt and at least this: offer choices. Below this: hand off."),
      guides: z
        .boolean()
        .default(true)
        .describe("Walk an article's decision tree step by step instead of giving it whole."),
      choices: z.int().min(2).max(3).default(3).describe("How many choices a clarification offers."),
      person: z
        .strictObject({
          words: z
            .array(said(1, 40))
            .max(100)
            .default(PERSON_WORDS)
            .describe("Reach a person when alone or nearly so."),
          phrases: z
            .array(said(2, 60))
            .max(200)
            .default(PERSON_PHRASES)
            .describe("Reach a person wherever they stand."),
          article: z.string().max(20).optional().describe("The article about reaching a person."),
        })
        .prefault({}),
    })
    .prefault({}),
  people: z
    .record(
      id,
      z.strictObject({
        name: z.string().min(1).max(60),
        team: id.optional(),
        language: z
          .enum(["en", "zh"])
          .optional()
          .describe("In which pages and hand-overs reach them; default: the desk's first language."),
        zone: zone.optional().describe("On whose clocks their quiet hours are; default: the schedule's, else UTC."),
        slack: slackPerson
          .optional()
          .describe("Their member id in Slack: what they do there is signed with their id here."),
        reach: z
          .array(waySchema)
          .max(10)
          .default([])
          .describe("How a page reaches them besides the terminal; the next way when one fails."),
        discord: snowflake
          .optional()
          .describe("Their user id in Discord: what they do there is signed with their id here."),
      }),
    )
    .default({})
    .describe("Responders, by id."),
  teams: z.array(id).min(1).max(50).default(["frontline"]).describe("The first gets what no rule sends elsewhere."),
  calendars: z.record(id, calendarSchema).default({}).describe("Working hours and holidays, by id."),
  schedules: z.record(id, scheduleSchema).default({}).describe("Who is on call when, by id."),
  paging: pagingSchema.prefault({}),
  escalation: z.record(id, escalationSchema).default({}).describe("Who is paged in which order, by id."),
  tickets: z
    .strictObject({
      priority: z.enum(["P0", "P1", "P2", "P3"]).default("P2").describe("When no rule says otherwise."),
      escalate: z
        .partialRecord(z.enum(["P0", "P1", "P2", "P3"]), id)
        .default({})
        .describe("Escalation policy by priority, when no rule says otherwise; without one, nobody is paged."),
      reopenWithin: duration
        .prefault("7d")
        .describe("A customer who needs a person again within this gets the same ticket."),
    })
    .prefault({}),
  sla: z
    .strictObject({
      P0: sla("5m", "5m", "4h"),
      P1: sla("15m", "15m", "8h"),
      P2: sla("2h", "4h", "2d"),
      P3: sla("8h", "12h", "5d"),
      exceptions: z
        .array(slaException)
        .max(100)
        .default([])
        .describe("Other targets for some customers; the first that fits counts."),
    })
    .prefault({}),
  incidents: incidentsSchema.prefault({}),
  exchange: exchangeSchema.optional(),
  risk: riskSchema.optional(),
  surge: surgeSchema.prefault({}),
  guard: guardSchema,
  discord: discordSchema.prefault({}),
  model: modelSchema,
  rules: z.array(ruleSchema).max(1_000).default([]),
  slack: slackSchema
    .optional()
    .describe("The staff's Slack. Tokens come from NIGHTDESK_SLACK_BOT_TOKEN and NIGHTDESK_SLACK_APP_TOKEN."),
  audit: auditSchema.prefault({}),
  privacy: privacySchema.prefault({}),
  delivery: z.strictObject({ lease: leaseSchema }).prefault({}),
  server: z
    .strictObject({
      host: z.string().min(1).max(253).default("127.0.0.1"),
      port: z.int().min(0).max(65_535).default(7333).describe("0 takes any free one."),
    })
    .prefault({}),
});

export type DeskConfig = z.output<typeof configSchema>;
