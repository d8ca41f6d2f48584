import { assess, lookUp, replyText } from "../../core/ask.ts";
import { whoIsOnCall } from "../../core/oncall/who.ts";
import type { StreamId } from "../../core/ports.ts";
import type { Once } from "../../core/run.ts";
import { excerpt } from "../../core/text.ts";
import { renderTrace } from "../../core/trace.ts";
import { type Advice, newestAdvice } from "../../core/triage/record.ts";
import { ACTING, FREEZE, INCIDENT, viewed } from "./commands-act.ts";
import { line } from "./lines.ts";
import { escaped, moment, mrkdwn } from "./mrkdwn.ts";
import type { SlackPorts, Staff } from "./ports.ts";

/** `once` names the command, so that one that changes something is carried out once. */
export interface DeskCommandOfSlack {
  usage: string;
  says: string;
  run(words: string, staff: Staff, ports: SlackPorts, once: Once): Promise<string>;
}

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
    async run(_words, { name }, { store, desk }) {
      await desk.audit.note({ name, role: null, door: "slack" }, "tickets.listed");
      const { items, cursor } = await store.tickets({ states: ["open", "pending"], snoozed: false, limit: 20 });
      if (items.length === 0) return "No ticket is open.";
      return [...items.map(line), ...(cursor === null ? [] : ["… and more"])].join("\n");
    },
  },
  ticket: {
    usage: "ticket T-142 [WHY]",
    says: "a ticket with the last of what was said; the audit log keeps who read it, and why",
    async run(words, staff, ports) {
      const view = await viewed(words, staff, ports);
      if (typeof view === "string") return view;
      const said = view.transcript.slice(-6).map(({ author, text }) => {
        const who = author.side === "responder" ? author.name : author.side;
        return `*${escaped(who)}* ${escaped(excerpt(text ?? "(erased)", 400))}`;
      });
      return [line(view.ticket), ...said].join("\n");
    },
  },
  reply: ACTING.reply,
  explain: {
    usage: "explain T-142 [WHY]",
    says: "why a ticket came to be and where it went",
    async run(words, staff, ports) {
      const view = await viewed(words, staff, ports);
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
  page: ACTING.page,
  incident: INCIDENT,
  freeze: FREEZE,
  kb: {
    usage: "kb search TEXT | kb suggest T-142",
    says: "articles for a question, internal ones too; an answer to a ticket in the words of articles",
    async run(words, staff, { policy, store, desk }) {
      const [, verb, text = ""] = /^\s*(search|suggest)\b\s*([\s\S]*)$/i.exec(words) ?? [undefined, "search", words];
      if (text.trim() === "") return usage("kb");
      if (verb?.toLowerCase() === "suggest") {
        const view = await viewed(text, staff, { store, desk });
        return typeof view === "string" ? view : suggestion(await adviceOn(view.ticket.id, store));
      }
      const hits = await lookUp(text, policy(), 5);
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

/** One line of mrkdwn a schedule: who is on call, until when, and who comes then. */
export async function onCallLines({ desk, policy, now }: SlackPorts): Promise<string[]> {
  const roster = await desk.roster();
  return whoIsOnCall(policy(), roster, now()).map(({ schedule, person, until }) => {
    const shown = (it: string | null | undefined) => (it === null || it === undefined ? "⚠ nobody" : escaped(it));
    const next =
      until === null ? undefined : whoIsOnCall(policy(), roster, until).find((it) => it.schedule === schedule);
    const then = until === null ? "" : ` until ${moment(until)}, then ${shown(next?.person)}`;
    return `*${escaped(schedule)}* ${shown(person)}${then}`;
  });
}

/** Carries out the words behind `/desk`, whatever they are: an unknown one is answered with what there is. */
export async function answerCommand(text: string, staff: Staff, ports: SlackPorts, once: Once): Promise<string> {
  const [, verb = "help", rest = ""] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const command = Object.hasOwn(COMMANDS, verb.toLowerCase()) ? COMMANDS[verb.toLowerCase()] : undefined;
  if (command !== undefined) return command.run(rest, staff, ports, once);
  const known = Object.values(COMMANDS).map((it) => `\`/desk ${it.usage}\` ${it.says}`);
  const unknown = verb.toLowerCase() === "help" ? [] : [`There is no “${escaped(excerpt(verb, 40))}”. There is:`];
  return [...unknown, ...known].join("\n");
}

const usage = (verb: string): string => `It goes like this: \`/desk ${COMMANDS[verb]?.usage}\``;

export async function adviceOn(ticket: StreamId, store: SlackPorts["store"]): Promise<Advice | null> {
  const events = await store.read(ticket);
  return newestAdvice(events, await store.contents(events.flatMap(({ content }) => content?.id ?? [])));
}

/** Each sentence with the article that bears it out. */
function suggestion(advice: Advice | null): string {
  if (advice === null || advice.draft.length === 0) return "No article helps with it.";
  return advice.draft.map(({ text, article }) => escaped(`${text} [${article}]`)).join("\n");
}
