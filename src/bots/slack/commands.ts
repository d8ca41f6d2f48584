import { assess, replyText } from "../../core/ask.ts";
import { whoIsOnCall } from "../../core/oncall/who.ts";
import type { TicketListItem } from "../../core/ports.ts";
import { excerpt } from "../../core/text.ts";
import { renderTrace } from "../../core/trace.ts";
import { viewTicket } from "../../core/view.ts";
import { escaped, moment, mrkdwn } from "./mrkdwn.ts";
import type { SlackPorts, Staff } from "./ports.ts";

interface DeskCommandOfSlack {
  usage: string;
  says: string;
  run(words: string, staff: Staff, ports: SlackPorts): Promise<string>;
}

const numberIn = (words: string): number | undefined => {
  const digits = /^\s*T?-?(\d{1,9})\b/i.exec(words)?.[1];
  return digits === undefined ? undefined : Number(digits);
};
const afterNumber = (words: string): string => words.replace(/^\s*T?-?\d{1,9}\s*/i, "");

/** What `/desk` and a mention understand: one table for the answers, the help and the reference. Answers are mrkdwn. */
export const COMMANDS: Record<string, DeskCommandOfSlack> = {
  ask: {
    usage: "ask TEXT",
    says: "what the desk would answer a customer, and why",
    async run(words, _staff, { policy, now }) {
      if (words.trim() === "") return usage("ask");
      const assessed = await assess(words, policy(), { channel: "slack", now: now() });
      const answer = replyText(assessed, policy());
      return `${mrkdwn(answer ?? "The customer would be handed to a person.")}\n\`\`\`${escaped(renderTrace(assessed.trace))}\`\`\``;
    },
  },
  queue: {
    usage: "queue",
    says: "open tickets that are not snoozed, most urgent first",
    async run(_words, _staff, { store }) {
      const { items, cursor } = await store.tickets({ states: ["open", "pending"], snoozed: false, limit: 20 });
      if (items.length === 0) return "No ticket is open.";
      return [...items.map(line), ...(cursor === null ? [] : ["… and more"])].join("\n");
    },
  },
  ticket: {
    usage: "ticket T-142",
    says: "a ticket with the last of what was said",
    async run(words, _staff, { store }) {
      const view = await viewed(words, store);
      if (typeof view === "string") return view;
      const said = view.transcript.slice(-6).map(({ author, text }) => {
        const who = author.side === "responder" ? author.name : author.side;
        return `*${escaped(who)}* ${escaped(excerpt(text ?? "(erased)", 400))}`;
      });
      return [line(view.ticket), ...said].join("\n");
    },
  },
  reply: {
    usage: "reply T-142 TEXT",
    says: "answer the customer",
    async run(words, { name }, { store, desk }) {
      const view = await viewed(words, store);
      if (typeof view === "string") return view;
      const text = afterNumber(words);
      if (text.trim() === "") return usage("reply");
      const command = { type: "reply", by: name, text, from: null, redacted: 0 } as const;
      const result = await desk.execute({ to: "conversation", stream: view.ticket.conversation, command });
      return result.ok ? `Sent to the customer of T-${view.ticket.number}.` : escaped(`Not sent: ${result.detail}.`);
    },
  },
  explain: {
    usage: "explain T-142",
    says: "why a ticket came to be and where it went",
    async run(words, _staff, { store }) {
      const view = await viewed(words, store);
      if (typeof view === "string") return view;
      const told = view.history.slice(-20).map(({ at, what, trace }) => {
        const reasons = trace === null ? "" : `\n\`\`\`${escaped(renderTrace(trace))}\`\`\``;
        return `${moment(at)} ${escaped(what)}${reasons}`;
      });
      return [`*T-${view.ticket.number}*`, ...told].join("\n");
    },
  },
  oncall: {
    usage: "oncall",
    says: "who is on call now, and until when",
    run: async (_words, _staff, ports) => (await onCallLines(ports)).join("\n") || "There are no schedules.",
  },
  kb: {
    usage: "kb search TEXT",
    says: "articles for a question, internal ones too",
    async run(words, _staff, { policy }) {
      const text = words.replace(/^\s*search\b\s*/i, "");
      if (text.trim() === "") return usage("kb");
      const hits = policy().knowledge.search(text, { limit: 5, audience: "staff" });
      if (hits.length === 0) return "No article matches.";
      return hits.map((it, i) => `${i + 1}. *${it.article}* ${escaped(it.title)} (${it.language})`).join("\n");
    },
  },
  status: {
    usage: "status",
    says: "how the desk is doing",
    async run(_words, _staff, { store, now, health }) {
      const { tickets, effects, outboxLag } = await store.counts(now());
      const { state, detail, remedy } = health.current();
      return [
        `${tickets.open} open, ${tickets.pending} waiting for customers, ${tickets.resolved} resolved`,
        `outbox: ${effects.pending} waiting, ${effects.dead} dead letters, oldest due ${Math.round(outboxLag / 1_000)} s ago`,
        `slack: ${state}, ${detail}${remedy === null ? "" : `. ${remedy}`}`,
      ].join("\n");
    },
  },
};

/** One line of mrkdwn a schedule. */
export async function onCallLines({ desk, policy, now }: SlackPorts): Promise<string[]> {
  return whoIsOnCall(policy(), await desk.roster(), now()).map(
    ({ schedule, person, until }) =>
      `*${escaped(schedule)}* ${person === null ? "⚠ nobody" : escaped(person)}${until === null ? "" : ` until ${moment(until)}`}`,
  );
}

/** Carries out the words behind `/desk`, whatever they are: an unknown one is answered with what there is. */
export async function answerCommand(text: string, staff: Staff, ports: SlackPorts): Promise<string> {
  const [, verb = "help", rest = ""] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const command = Object.hasOwn(COMMANDS, verb.toLowerCase()) ? COMMANDS[verb.toLowerCase()] : undefined;
  if (command !== undefined) return command.run(rest, staff, ports);
  const known = Object.values(COMMANDS).map((it) => `\`/desk ${it.usage}\` ${it.says}`);
  const unknown = verb.toLowerCase() === "help" ? [] : [`There is no “${escaped(excerpt(verb, 40))}”. There is:`];
  return [...unknown, ...known].join("\n");
}

const usage = (verb: string): string => `It goes like this: \`/desk ${COMMANDS[verb]?.usage}\``;

async function viewed(words: string, store: SlackPorts["store"]) {
  const number = numberIn(words);
  if (number === undefined) return "Which ticket? It has a number such as T-142.";
  return (await viewTicket(store, number)) ?? `There is no ticket T-${number}.`;
}

function line({ number, priority, state, subject, owner, dueAt, breached }: TicketListItem): string {
  const clock = dueAt === null ? "" : ` · ${breached ? "⚠ was due" : "due"} ${moment(dueAt)}`;
  return `*T-${number}* ${priority} ${state} · ${escaped(excerpt(subject ?? "(erased)", 80))} · ${escaped(owner ?? "nobody")}${clock}`;
}
