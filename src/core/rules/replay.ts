import type { ConversationEvent } from "../conversation/conversation.ts";
import type { Policy } from "../policy.ts";
import type { StoredEvent } from "../ports.ts";
import type { OpenTicket } from "../ticket/ticket.ts";
import { joined } from "./facts.ts";
import { gather } from "./gather.ts";
import { judgeRules } from "./program.ts";
import { factsOf } from "./route.ts";

type Opening = Omit<OpenTicket, "type" | "number">;
type Texts = ReadonlyMap<string, string | null>;

/** A ticket of the past as the rules of a policy would see it: what was written is read anew where the text is still there. */
export function readAnew(ticket: Opening, policy: Policy, texts: Texts): Opening {
  const text = texts.get(ticket.subjectContent);
  if (text === undefined || text === null) return ticket;
  const { gathered: before, confidence } = ticket.subject;
  const { said, amounts, sentiment } = gather(text, { intent: null, confidence }, policy, before);
  const anew = { said, amounts, sentiment };
  const gathered = before === undefined ? { ...NOTHING, ...anew } : joined(before, { ...before, ...anew });
  return { ...ticket, subject: { ...ticket.subject, gathered: { ...gathered, said } } };
}

const NOTHING = { intent: null, tier: null, since: null, contacts: 0, surge: false, outage: false };

/** Contents that a backtest reads. */
export const textsNeeded = (events: readonly StoredEvent[]): string[] =>
  events.flatMap(({ data, content }) => {
    const event = data as ConversationEvent | { type: "opened"; subjectContent: string };
    if (event.type === "opened") return [event.subjectContent];
    const theirs = event.type === "message.received" && event.from.side === "customer";
    return theirs && content !== null ? [content.id] : [];
  });

/** Messages with which the bot went on, and that a rule of the policy would have taken from it. */
export function stoppedMessages(
  events: readonly StoredEvent[],
  policy: Policy,
  texts: Texts,
): { message: string; rule: string }[] {
  const last = new Map<string, StoredEvent>();
  const found = new Map<string, { message: string; rule: string }>();
  for (const stored of events) {
    const event = stored.data as ConversationEvent;
    if (!stored.stream.startsWith("conversation:")) continue;
    if (event.type === "message.received" && event.from.side === "customer") last.set(stored.stream, stored);
    if (event.type === "handed_off") found.delete(last.get(stored.stream)?.id ?? "");
    if (event.type !== "question.assessed") continue;
    const message = last.get(stored.stream);
    const text = message?.content ? texts.get(message.content.id) : undefined;
    if (message === undefined || text === undefined || text === null) continue;
    const rule = stopperOf(message.data as Received, event, text, stored.at, policy);
    if (rule !== undefined) found.set(message.id, { message: message.id, rule });
  }
  return [...found.values()];
}

type Received = Extract<ConversationEvent, { type: "message.received" }>;
type Assessed = Extract<ConversationEvent, { type: "question.assessed" }>;

function stopperOf(
  { signals, place }: Received,
  { hits, confidence, language, gathered: before }: Assessed,
  text: string,
  at: number,
  policy: Policy,
): string | undefined {
  const sure = confidence >= policy.config.reply.clarifyAt;
  const gathered = gather(text, { intent: null, confidence }, policy, before);
  const subject = { article: sure ? (hits[0]?.article ?? null) : null, confidence, signals, gathered };
  const facts = factsOf({ reason: null, subject, language, channel: place?.channel ?? "" }, policy, at);
  const { rules } = judgeRules(policy.config.rules, facts, { onlyStops: true });
  return rules.find((rule) => rule.do.stop_answering === true)?.name;
}
