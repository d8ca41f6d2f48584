import { z } from "zod";
import { INCIDENT_KINDS } from "../incident/incident.ts";
import { PRIORITIES } from "../ports.ts";
import { REGULATORY_CLOCKS } from "../ticket/regulatory.ts";
import { CONDITIONS, type ConditionName } from "./conditions.ts";

const conditions = Object.fromEntries(
  Object.entries(CONDITIONS).map(([name, { schema, describe }]) => [name, schema.describe(describe).optional()]),
) as { [Name in ConditionName]: z.ZodOptional<(typeof CONDITIONS)[Name]["schema"]> };

const id = z.string().min(1).max(40);
export const tagSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a short lower-case word such as vip");

const toldSchema = z.union([
  z.strictObject({ person: id }),
  z.strictObject({ channel: id, thread: z.string().min(1).max(200) }),
]);
/** A person or a place that is told of a ticket, without having to take it. */
export type Told = z.output<typeof toldSchema>;

/** One line of routing policy. All of `when` must hold; an empty `when` always does. */
export const ruleSchema = z.strictObject({
  name: z.string().min(1).max(80).describe("What people see in traces."),
  group: z
    .string()
    .min(1)
    .max(40)
    .default("routing")
    .describe(
      "In each group the first rule that applies counts. Groups come in the order in which they are first named.",
    ),
  when: z.strictObject(conditions),
  do: z.strictObject({
    priority: z.enum(PRIORITIES).optional(),
    team: id.optional(),
    policy: id.optional().describe("The escalation policy that starts."),
    tags: z.array(tagSchema).max(20).optional().describe("Words on the ticket, to find it by."),
    ask_identity: z.boolean().optional().describe("Tell the customer how to show that the account is theirs."),
    macro: id.optional().describe("Send this macro to the customer, if no fact speaks against it."),
    stop_answering: z
      .boolean()
      .optional()
      .describe("The bot does not answer this, nor anything after it: a person is told at once."),
    incident: z
      .enum(INCIDENT_KINDS)
      .optional()
      .describe("It is a security incident: the customer is offered a freeze before anything else."),
    clock: z.enum(REGULATORY_CLOCKS).optional().describe("Start the clock of GDPR, MiCA or DORA."),
    notify: z
      .array(toldSchema)
      .max(20)
      .optional()
      .describe("Tell a `person`, or a `thread` of a `channel`, of the ticket; they need not take it."),
  }),
});
export type Rule = z.output<typeof ruleSchema>;
export type Actions = Rule["do"];
