import { z } from "zod";

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a short lower-case name such as payments");

export const slackPerson = z
  .string()
  .regex(/^(?:T[A-Z0-9]{6,20}\/)?[UW][A-Z0-9]{6,20}$/, "must be the id of a person in Slack, such as U012ABCDEF");
const room = z
  .string()
  .regex(
    /^(?:T[A-Z0-9]{6,20}\/)?(?:[CG][A-Z0-9]{6,20}|#[^\s#@,]{1,80})$/,
    "must be a channel of Slack: its id, or #name",
  );

const rooms = z.strictObject({
  room: room.describe("Where tickets are shown that no team below has a room for."),
  teams: z.record(id, room).default({}).describe("A room of its own for a team."),
});
export type Rooms = z.output<typeof rooms>;

const oauth = z.strictObject({
  workspaces: z
    .array(z.string().regex(/^T[A-Z0-9]{6,20}$/, "must be the id of a workspace, such as T012ABCDEF"))
    .min(1)
    .max(20)
    .describe("Who may install the app; what names no workspace belongs to the first."),
  url: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://desk.example.com" })
    .describe("Where people reach the pages that install it, through your own proxy with TLS."),
  host: z.string().min(1).max(253).default("127.0.0.1"),
  port: z.int().min(0).max(65_535).default(7335).describe("Of those pages; with http they stand beside it."),
});
export type SlackOauth = z.output<typeof oauth>;

/** The staff's Slack. */
export const slackSchema = z.strictObject({
  tickets: rooms.describe("The channels in which staff see and answer tickets."),
  responders: z
    .array(
      z
        .string()
        .regex(/^(?:T[A-Z0-9]{6,20}\/)?[USW][A-Z0-9]{6,20}$/, "must be the id of a person or a user group of Slack"),
    )
    .max(500)
    .optional()
    .describe("Who may act besides those whose Slack id stands under people: ids of people or user groups."),
  http: z
    .strictObject({
      host: z.string().min(1).max(253).default("127.0.0.1"),
      port: z.int().min(0).max(65_535).default(7334),
    })
    .optional()
    .describe("Receive over signed HTTP instead of Socket Mode, behind your own proxy with TLS."),
  oauth: oauth
    .optional()
    .describe(
      "Several workspaces, each installed by OAuth. Channels and people are named with theirs: T012ABCDEF/C345.",
    ),
});
