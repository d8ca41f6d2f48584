import type { ActionsBlock, KnownBlock } from "@slack/types";
import type { Card } from "../../core/channel.ts";
import { shortValue } from "../../core/explorers/links.ts";
import { excerpt } from "../../core/text.ts";
import type { Advice } from "../../core/triage/record.ts";
import { BUTTONS, shownOn } from "./buttons.ts";
import { escaped, moment } from "./mrkdwn.ts";

/** Slack takes 50 blocks a message and 3,000 characters a section; a card stays far below. */
const SAID_MAX = 600;
const WHY_MAX = 1_500;
const SECTION_MAX = 2_900;

type Ticket = Card["ticket"];

/** What a card says where nothing else can be shown: notifications, screen readers. */
export const cardText = (ticket: Ticket): string =>
  escaped(`T-${ticket.number} ${ticket.priority} ${ticket.state}: ${excerpt(ticket.subject ?? "(erased)", 150)}`);

/** A ticket as the blocks of one message. What customers wrote stands only in plain text, which Slack does not interpret. */
export function cardBlocks({
  ticket,
  before,
  earlier,
  entities,
  why,
  advice,
}: Omit<Card, "id" | "attempt" | "room" | "thread">): KnownBlock[] {
  return [
    plainHeader(`T-${ticket.number} · ${ticket.priority} · ${ticket.snoozedUntil === null ? ticket.state : "snoozed"}`),
    plainSection(excerpt(ticket.subject ?? "(erased)", 300)),
    { type: "section", fields: fields(ticket).map((text) => ({ type: "mrkdwn", text, verbatim: true })) },
    ...why.map((text) => context(`*why* ${escaped(excerpt(text, WHY_MAX))}`)),
    ...(earlier === 0 ? [] : [context(earlierText(earlier, ticket.number))]),
    ...before.flatMap(({ author, text, at }) => [
      context(`*${escaped(author.side === "responder" ? author.name : author.side)}* ${moment(at)}`),
      plainSection(shortened(text ?? "(erased)")),
    ]),
    ...suggested(advice),
    ...lookUp(entities),
    actions(ticket),
    context("A reply in this thread goes to the customer. One that begins with // stays inside."),
  ];
}

const earlierText = (count: number, number: number): string =>
  `${count} earlier ${count === 1 ? "message is" : "messages are"} not shown here; the terminal and \`nightdesk tickets show T-${number}\` have all of it.`;

/** What triage suggests, each sentence with the article that bears it out. A person decides whether it is said. */
function suggested(advice: Advice | null): KnownBlock[] {
  if (advice === null) return [];
  const { by, severity, confidence, draft, summary } = advice;
  const source = by === "model" ? "by the model" : "from the articles";
  const text = draft.map((it) => `${it.text} [${it.article}]`).join(" ");
  return [
    context(`*suggestion* ${source} · ${severity} · ${Math.round(confidence * 100)} %`),
    ...(summary === "" ? [] : [plainSection(shortened(summary))]),
    ...(text === "" ? [] : [plainSection(shortened(text))]),
  ];
}

/** Where to look up what was named, newest first, as far as a block holds it. */
function lookUp(entities: Card["entities"]): KnownBlock[] {
  const lines = entities
    .filter(({ links }) => links.length > 0)
    .reverse()
    .map(({ value, links }) => {
      const names = links.map(({ network, url }) => `<${escaped(url).replaceAll("|", "%7C")}|${network}>`);
      return `\`${escaped(shortValue(value))}\` ${names.join(" · ")}`;
    });
  const kept: string[] = [];
  for (const line of lines) if (["*look up*", ...kept, line].join("\n").length <= SECTION_MAX) kept.push(line);
  return kept.length === 0 ? [] : [context(["*look up*", ...kept].join("\n"))];
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
  snoozedUntil,
}: Ticket): string[] {
  const clock =
    dueAt === null ? "none is running" : `${dueKind} response ${breached ? "was due" : "due"} ${moment(dueAt)}`;
  return [
    `*Team*\n${escaped(team)}`,
    `*Owner*\n${owner === null ? "nobody" : escaped(owner)}${acknowledged ? "" : " · not acknowledged"}`,
    `*Clock*\n${breached ? "⚠ breached · " : ""}${clock.replace("resolution response", "resolution")}`,
    ...(snoozedUntil === null ? [] : [`*Back*\n${moment(snoozedUntil)}, or when the customer writes`]),
    `*Customer*\n${escaped(`${customer} · ${channel} · ${language}`)}`,
  ];
}

function actions(ticket: Ticket): ActionsBlock {
  return {
    type: "actions",
    block_id: `ticket:${ticket.number}`,
    elements: shownOn(ticket).map((name) => {
      const { label, style } = BUTTONS[name];
      return {
        type: "button",
        action_id: `ticket.${name}`,
        text: { type: "plain_text", text: label },
        value: String(ticket.number),
        ...(style === undefined ? {} : { style }),
      };
    }),
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
