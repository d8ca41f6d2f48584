import type { ActionsBlock, KnownBlock } from "@slack/types";
import type { Card } from "../../core/channel.ts";
import { excerpt } from "../../core/text.ts";
import { escaped, moment } from "./mrkdwn.ts";

/** Slack takes 50 blocks a message and 3,000 characters a section; a card stays far below. */
const SAID_MAX = 600;
const WHY_MAX = 1_500;

type Ticket = Card["ticket"];

/** Names of the buttons; `value` is the ticket's number. */
export const BUTTONS = {
  acknowledge: "Acknowledge",
  take: "Take it",
  note: "Note…",
  resolve: "Resolve…",
  reopen: "Reopen…",
} as const;
export type Button = keyof typeof BUTTONS;

/** What a card says where nothing else can be shown: notifications, screen readers. */
export const cardText = (ticket: Ticket): string =>
  escaped(`T-${ticket.number} ${ticket.priority} ${ticket.state}: ${excerpt(ticket.subject ?? "(erased)", 150)}`);

/** A ticket as the blocks of one message. What customers wrote stands only in plain text, which Slack does not interpret. */
export function cardBlocks({
  ticket,
  before,
  why,
  article,
}: Omit<Card, "id" | "attempt" | "room" | "thread">): KnownBlock[] {
  return [
    plainHeader(`T-${ticket.number} · ${ticket.priority} · ${ticket.state}`),
    plainSection(excerpt(ticket.subject ?? "(erased)", 300)),
    { type: "section", fields: fields(ticket).map((text) => ({ type: "mrkdwn", text, verbatim: true })) },
    ...why.map((text) => context(`*why* ${escaped(excerpt(text, WHY_MAX))}`)),
    ...(article === null ? [] : [context(`*answered with* ${escaped(`${article.id}: ${article.title}`)}`)]),
    ...before.flatMap(({ author, text, at }) => [
      context(`*${escaped(author.side === "responder" ? author.name : author.side)}* ${moment(at)}`),
      plainSection(shortened(text ?? "(erased)")),
    ]),
    actions(ticket),
    context("A reply in this thread goes to the customer. One that begins with // stays inside."),
  ];
}

function fields({
  team,
  owner,
  acknowledged,
  customer,
  channel,
  language,
  dueAt,
  dueKind,
  breached,
}: Ticket): string[] {
  const clock =
    dueAt === null ? "none is running" : `${dueKind} response ${breached ? "was due" : "due"} ${moment(dueAt)}`;
  return [
    `*Team*\n${escaped(team)}`,
    `*Owner*\n${owner === null ? "nobody" : escaped(owner)}${acknowledged ? "" : " · not acknowledged"}`,
    `*Clock*\n${breached ? "⚠ breached · " : ""}${clock.replace("resolution response", "resolution")}`,
    `*Customer*\n${escaped(`${customer} · ${channel} · ${language}`)}`,
  ];
}

function actions({ number, state, acknowledged }: Ticket): ActionsBlock {
  const shown: Button[] =
    state === "resolved" || state === "closed"
      ? ["reopen", "note"]
      : [...(acknowledged ? [] : (["acknowledge"] as const)), "take", "note", "resolve"];
  return {
    type: "actions",
    block_id: `ticket:${number}`,
    elements: shown.map((button) => ({
      type: "button",
      action_id: `ticket.${button}`,
      text: { type: "plain_text", text: BUTTONS[button] },
      value: String(number),
      ...(button === "acknowledge" ? { style: "primary" as const } : {}),
    })),
  };
}

const shortened = (text: string): string =>
  text.length <= SAID_MAX ? text : `${text.slice(0, SAID_MAX - 1).trimEnd()}…`;

const plainHeader = (text: string): KnownBlock => ({ type: "header", text: { type: "plain_text", text } });
export const plainSection = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "plain_text", text: text.trim() === "" ? "(nothing)" : text, emoji: false },
});
export const context = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text, verbatim: true }],
});
