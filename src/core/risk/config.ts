import { z } from "zod";
import { duration } from "../config/duration.ts";
import { RISK_EVENTS } from "./risk.ts";

const WEEK = 7 * 86_400_000;
const points = z.int().min(1).max(1_000);
const span = duration.refine((length) => length <= WEEK, "must be at most 7d");

const riskRuleSchema = z.strictObject({
  name: z.string().min(1).max(60).describe("How the trace calls it."),
  events: z
    .array(z.enum(RISK_EVENTS))
    .min(1)
    .max(RISK_EVENTS.length)
    .describe("What has to have happened; with several, all of them."),
  within: span.describe("All of it within this, until now."),
  times: z.int().min(1).max(1_000).default(1).describe("How often each of them, at least."),
  points: points.describe("What it adds to the score."),
});
export type RiskRule = z.output<typeof riskRuleSchema>;

/** When what the exchange tells of an account is a reason to warn its owner. */
export const riskSchema = z
  .strictObject({
    warn: points.describe("From so many points on, the customer is asked whether it was them."),
    incident: points.describe("From so many points on, it is an incident with a ticket."),
    window: span.prefault("24h").describe("The customer is warned at most once within this."),
    rules: z.array(riskRuleSchema).min(1).max(100).describe("Each gives its points once."),
  })
  .describe(
    "Early warning: what signed events of the exchange say of an account, as points. Left out, they are ignored.",
  );
export type RiskConfig = z.output<typeof riskSchema>;

interface Complaint {
  path: PropertyKey[];
  message: string;
  next: string;
}

/** What no shape can say of it: thresholds the wrong way round, or that no rules ever reach. */
export function riskComplaints({ warn, incident, rules }: RiskConfig): Complaint[] {
  const most = rules.reduce((sum, rule) => sum + rule.points, 0);
  const twice = rules.findIndex(({ name }, i) => rules.findIndex((it) => it.name === name) !== i);
  const doubled = rules.findIndex(({ events }) => new Set(events).size !== events.length);
  return [
    ...(incident <= warn
      ? [
          {
            path: ["risk", "incident"],
            message: `"incident" ${incident} is not above "warn" ${warn}`,
            next: "A customer is warned before an incident opens: give it more points than warn.",
          },
        ]
      : []),
    ...(most < incident
      ? [
          {
            path: ["risk", "incident"],
            message: `all rules together give ${most} points, and "incident" needs ${incident}`,
            next: "Lower it, or give rules more points: as it is, no incident ever opens.",
          },
        ]
      : []),
    ...(twice === -1
      ? []
      : [
          {
            path: ["risk", "rules", twice, "name"],
            message: `there are two rules called “${rules[twice]?.name}”`,
            next: "Give each a name of its own: traces call them by it.",
          },
        ]),
    ...(doubled === -1
      ? []
      : [
          {
            path: ["risk", "rules", doubled, "events"],
            message: "an event is there twice",
            next: "Name it once, and say how often with times.",
          },
        ]),
  ];
}
