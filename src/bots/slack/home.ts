import type { KnownBlock } from "@slack/types";
import { shiftsOf } from "../../core/oncall/who.ts";
import type { TicketListItem } from "../../core/ports.ts";
import { excerpt } from "../../core/text.ts";
import { context } from "./card.ts";
import { onCallLines } from "./commands.ts";
import { escaped, moment } from "./mrkdwn.ts";
import type { SlackPorts, Staff } from "./ports.ts";

const WEEK = 7 * 86_400_000;
const SOON = 30 * 60_000;
const LISTED = 10;

/** What a responder sees in the app's Home: their tickets, what breaches soon, and how the desk is doing. */
export async function homeBlocks({ name }: Staff, ports: SlackPorts): Promise<KnownBlock[]> {
  const { store, now, health } = ports;
  const open = { states: ["open", "pending"] as ("open" | "pending")[], limit: LISTED };
  const [mine, soon, counts, onCall] = await Promise.all([
    store.tickets({ ...open, owner: name }),
    store.tickets({ ...open, dueBefore: now() + SOON }),
    store.counts(now()),
    onCallLines(ports),
  ]);
  const { state, detail, remedy } = health.current();
  const mineAhead = shiftsOf(ports.policy(), await ports.desk.roster(), { from: now(), until: now() + WEEK }).flatMap(
    ({ schedule, shifts }) => shifts.filter(({ person }) => person === name).map((shift) => ({ schedule, ...shift })),
  );
  const [turn] = mineAhead.sort((a, b) => a.from - b.from);
  return [
    ...list("My tickets", mine.items, "None is yours."),
    ...list("Due within half an hour, or overdue", soon.items, "Nothing is due soon."),
    ...(onCall.length === 0 ? [] : [header("On call"), ...onCall.map(context)]),
    ...(onCall.length === 0
      ? []
      : [
          header("My shift"),
          context(
            turn === undefined
              ? "None within a week."
              : `*${escaped(turn.schedule)}* ${moment(turn.from)} to ${moment(turn.until)}`,
          ),
        ]),
    header("The desk"),
    context(
      `${counts.tickets.open} open · ${counts.tickets.pending} waiting for customers · ${counts.effects.dead} dead letters`,
    ),
    context(escaped(`slack: ${state}, ${detail}${remedy === null ? "" : `. ${remedy}`}`)),
    ...(ports.connections?.() ?? [])
      .filter((it) => it.name !== "slack")
      .map((it) => context(escaped(`${it.name}: ${it.state}${it.detail === undefined ? "" : `, ${it.detail}`}`))),
    context(`as of ${moment(now())}`),
  ];
}

const header = (text: string): KnownBlock => ({ type: "header", text: { type: "plain_text", text } });

function list(title: string, items: TicketListItem[], none: string): KnownBlock[] {
  const lines = items.map(
    ({ number, priority, subject, dueAt }) =>
      `*T-${number}* ${priority} ${escaped(excerpt(subject ?? "(erased)", 80))}${dueAt === null ? "" : ` · due ${moment(dueAt)}`}`,
  );
  return [header(title), ...(lines.length === 0 ? [none] : lines).map(context)];
}
