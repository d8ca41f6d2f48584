import { vectorOf } from "../core/ask.ts";
import { Unreachable } from "../core/channel.ts";
import { transcript } from "../core/conversation/transcript.ts";
import type { Desk } from "../core/desk.ts";
import type { TriageAct } from "../core/effect.ts";
import { macroFor } from "../core/macro/macro.ts";
import type { Policy } from "../core/policy.ts";
import type { Settlement, Store, TicketListItem } from "../core/ports.ts";
import type { TicketEvent } from "../core/ticket/ticket.ts";
import { applied, passed, skipped, type TraceStep } from "../core/trace.ts";
import { acceptReply } from "../core/triage/accept.ts";
import { triageByRules } from "../core/triage/by-rules.ts";
import { type Material, type Source, written } from "../core/triage/material.ts";
import { merge } from "../core/triage/merge.ts";
import { recordOf } from "../core/triage/record.ts";
import { sentimentOf } from "../core/triage/sentiment.ts";
import { RISKS, type Suggestion } from "../core/triage/suggestion.ts";
import type { Adviser } from "./model/adviser.ts";
import type { SimilarTickets } from "./similar.ts";

export interface TriagePorts {
  store: Store;
  desk: Desk;
  policy(): Policy;
  adviser?: Adviser | undefined;
  similar?: SimilarTickets | undefined;
}

/** So many articles may be cited. */
const SOURCES = 4;
/** So many resolved tickets are shown. */
const SIMILAR = 3;

/** Prepares what a responder needs of one ticket. The effect's id is the job's: carried out twice, it is one suggestion. */
export async function triage(id: string, act: Pick<TriageAct, "ticket">, ports: TriagePorts): Promise<Settlement> {
  const { store, desk, policy } = ports;
  // A job whose process was thought dead, or whose end was not heard of: a model is not asked twice for it.
  if (await store.seen("outbox", id)) return { id, outcome: "done" };
  const ticket = await store.ticket({ id: act.ticket });
  if (ticket === undefined || ticket.state === "resolved" || ticket.state === "closed")
    return { id, outcome: "dropped", error: "there is no such ticket, or it is resolved" };
  const material = await gather(ticket, store, policy());
  const similar = (await ports.similar?.find(written(material).join("\n"), SIMILAR)) ?? [];
  const command = await judge(material, ticket.customer, similar, ports);
  const result = await desk.execute(
    { to: "ticket", stream: act.ticket, command },
    { once: { channel: "outbox", externalId: id } },
  );
  return result.ok ? { id, outcome: "done" } : { id, outcome: "dropped", error: `${result.reason}: ${result.detail}` };
}

/** The rules first, and beside theirs the model's opinion where there is one. */
async function judge(material: Material, customer: string, similar: number[], { policy, adviser, desk }: TriagePorts) {
  const rules = triageByRules(material);
  const macro = macroFor(policy().macros, material.article);
  const reasons = [
    ...reasonsOf(rules, material),
    ...(macro === null ? [] : [passed("macro", `${macro} goes with ${material.article}`)]),
  ];
  // In a surge the model is the first that the desk does without.
  const surging = adviser !== undefined && (await desk.surging());
  const advised = surging ? BUSY : await adviser?.advise(material, customer);
  if (adviser === undefined || advised?.ok !== true) {
    if (advised?.ok === false && advised.busy) throw new Unreachable(advised.because);
    const without = advised?.ok === false ? [skipped("model", advised.because)] : [];
    return recordOf(rules, {
      prompt: null,
      similar,
      macro,
      trace: { outcome: outcomeOf(rules), steps: [...reasons, ...without] },
    });
  }
  const { config, known } = policy();
  const accepted = acceptReply(advised.reply, material, advised.placeholders, known);
  const { suggestion, steps } = merge(rules, accepted.suggestion, config.reply.answerAt);
  return recordOf(suggestion, {
    prompt: adviser.made,
    similar,
    macro,
    trace: { outcome: outcomeOf(suggestion), steps: [...reasons, ...accepted.steps, ...steps] },
  });
}

const BUSY = { ok: false, busy: false, because: "there is a surge: the model is not asked" } as const;

const outcomeOf = ({ severity, category }: Suggestion): string => `${severity}, ${category ?? "no category"}`;

const reasonsOf = ({ risks, draft }: Suggestion, { priority, sources }: Material): TraceStep[] => [
  passed("rules", `the priority is ${priority}`),
  ...(risks.length === 0 ? [] : [applied("rules", `risks: ${risks.join(", ")}`)]),
  passed("rules", draft.length === 0 ? "no article helps" : `a draft in the words of ${sources[0]?.id}`),
];

/** What triage goes by: what was said and is still there, what the rules and the knowledge base made of it. */
async function gather(ticket: TicketListItem, store: Store, policy: Policy): Promise<Material> {
  const [own, conversation] = await Promise.all([store.read(ticket.id), store.read(ticket.conversation)]);
  const texts = await store.contents(conversation.flatMap(({ content }) => (content === null ? [] : [content.id])));
  const said = transcript(conversation, texts);
  const opened = own.map(({ data }) => data as TicketEvent).find((event) => event.type === "opened");
  const question = written({ said }).join("\n").slice(-2_000);
  const { knowledge, config } = policy;
  const assessment = knowledge.assess(question, await vectorOf(question, policy));
  const subject = opened?.subject;
  // A guess that would not even be offered to the customer says nothing of how grave it is.
  const likely = assessment.confidence >= config.reply.clarifyAt ? assessment.intent : null;
  const article = subject?.article ?? likely?.article ?? null;
  const sources = sourcesOf([article, ...assessment.hits.map((hit) => hit.article)], ticket.language, policy);
  const found = article === null ? undefined : knowledge.find(article, ticket.language)?.article;
  return {
    priority: ticket.priority,
    category: found?.category ?? null,
    route: found?.route ?? null,
    confidence: subject?.article ? Math.max(subject.confidence, 0) : assessment.confidence,
    language: ticket.language,
    signals: subject?.signals ?? [],
    risks: risksOf(ticket.tags),
    sentiment: sentimentOf(written({ said })).sentiment,
    said,
    article,
    sources,
  };
}

/** A tag that is called like a risk, `self-harm` or `legal-threat`, says that a rule or a person has seen it. */
const risksOf = (tags: readonly string[]) => RISKS.filter((risk) => tags.includes(risk.replaceAll("_", "-")));

function sourcesOf(ids: readonly (string | null)[], language: string, { knowledge }: Policy): Source[] {
  const distinct = [...new Set(ids.filter((id) => id !== null))].slice(0, SOURCES);
  return distinct.flatMap((id) => {
    const found = knowledge.find(id, language)?.article;
    return found === undefined || found.audience !== "public" ? [] : [found];
  });
}
