import { type Cited, cite } from "../../core/assist/cite.ts";
import { detectLanguage } from "../../core/knowledge/language.ts";
import { type AssistantWords, assistantWordsIn } from "./assistant-words.ts";
import { adviceOn } from "./commands.ts";
import { viewed } from "./commands-act.ts";
import { line } from "./lines.ts";
import { escaped, mrkdwn, split } from "./mrkdwn.ts";
import type { SlackPorts, Staff } from "./ports.ts";

/** What the assistant answers, as mrkdwn; `articles` are those that it goes by. */
export interface Assisted {
  parts: string[];
  articles: string[];
}

type Ports = Pick<SlackPorts, "store" | "policy" | "desk">;

/** mrkdwn in one section; Slack takes 3,000 characters. */
const SECTION = 2_900;
const LISTED = 10;

const NUMBER = /(?:\bT-|#)(\d{1,9})\b/i;
const ABOUT_A_DRAFT = /\b(?:draft|repl(?:y|ies)|respond|suggest)\w*|草稿|起草|回复|答复|建议/iu;
const MINE =
  /\b(?:my|mine)\b[\s\S]*\btickets?\b|\btickets?\b[\s\S]*\b(?:my|mine)\b|(?:我的|由我)[\s\S]*工单|工单[\s\S]*我的/iu;

/** The ticket that a text names. */
export const ticketIn = (text: string): number | undefined => {
  const digits = NUMBER.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** What somebody wants of the assistant. `before`: what was said in its thread, oldest first. */
export type Wish = { want: "draft"; number: number } | { want: "which" } | { want: "mine" } | { want: "article" };

export function wishIn(text: string, before: readonly string[]): Wish {
  const named = ticketIn(text);
  if (named !== undefined) return { want: "draft", number: named };
  if (MINE.test(text)) return { want: "mine" };
  if (!ABOUT_A_DRAFT.test(text)) return { want: "article" };
  const earlier = before.map(ticketIn).findLast((it) => it !== undefined);
  return earlier === undefined ? { want: "which" } : { want: "draft", number: earlier };
}

export const languageOf = (text: string, { policy }: Pick<SlackPorts, "policy">): string =>
  detectLanguage(text, policy().config.desk.languages);

/** Looks up what a member of staff asks, or drafts a reply for a ticket. Nothing is changed and nobody else is told. */
export async function assist(wish: Wish, text: string, staff: Staff, ports: Ports): Promise<Assisted> {
  const language = languageOf(text, ports);
  const say = assistantWordsIn(language);
  switch (wish.want) {
    case "draft":
      return draft(wish.number, say, staff, ports);
    case "mine":
      return { parts: [await ownTickets(staff, say, ports)], articles: [] };
    case "which":
      return { parts: [`${say.which}\n${await ownTickets(staff, say, ports)}`], articles: [] };
    case "article": {
      const found = await cite(text, language, ports.policy());
      return found.length === 0 ? { parts: [say.nothing], articles: [] } : told(found, say);
    }
  }
}

function told([best, ...others]: Cited[], say: AssistantWords): Assisted {
  if (best === undefined) return { parts: [say.nothing], articles: [] };
  const warning = best.internal ? `🔒 _${say.internal}_\n` : "";
  const source = (it: Cited) =>
    `• [${it.id}] ${escaped(it.title)}, ${say.reviewed(it.reviewed)}${it.internal ? ` · 🔒 ${say.internal}` : ""}`;
  const sources = [
    `*${say.sources}*`,
    source(best),
    ...(others.length === 0 ? [] : [`*${say.also}*`, ...others.map(source)]),
  ];
  const body = `${warning}*${escaped(best.title)}* [${best.id}]\n\n${mrkdwn(best.body)}`;
  return { parts: [...split(body, SECTION), sources.join("\n")], articles: [best.id] };
}

/** What triage has drafted, by the model where there is one, each sentence with the article that bears it out. */
async function draft(number: number, say: AssistantWords, staff: Staff, ports: Ports): Promise<Assisted> {
  const { store } = ports;
  if ((await store.ticket({ number })) === undefined) return { parts: [say.noTicket(number)], articles: [] };
  const view = await viewed(`T-${number}`, staff, ports);
  if (typeof view === "string") return { parts: [view], articles: [] };
  const advice = await adviceOn(view.ticket.id, store);
  if (advice === null || advice.draft.length === 0)
    return { parts: [`${line(view.ticket)}\n${say.noDraft(number)}`], articles: [] };
  const articles = [...new Set(advice.draft.map(({ article }) => article))];
  const words = advice.draft.map(({ text, article }) => escaped(`${text} [${article}]`)).join(" ");
  const head = `${line(view.ticket)}\n${say.draft(number, advice.by)}`;
  return {
    parts: [head, ...split(words, SECTION), `*${say.sources}* ${articles.join(", ")}\n${say.send(number)}`],
    articles,
  };
}

async function ownTickets({ name }: Staff, say: AssistantWords, { store, desk }: Ports): Promise<string> {
  await desk.audit.note({ name, role: null, door: "slack" }, "tickets.listed");
  const { items } = await store.tickets({ states: ["open", "pending"], owner: name, limit: LISTED });
  return items.length === 0 ? say.none : [say.yours, ...items.map(line)].join("\n");
}
