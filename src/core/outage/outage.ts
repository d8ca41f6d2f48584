import { stoppedBy } from "../conversation/stopped.ts";
import type { TellAct } from "../effect.ts";
import { type Refusal, refuse } from "../errors.ts";
import { screen } from "../guard/screen.ts";
import type { Roster } from "../oncall/roster.ts";
import { checkOutgoing } from "../outbound/check.ts";
import type { Policy } from "../policy.ts";
import type { Deadline } from "../ports.ts";
import { type Decision, decided, type Reaction, type Recorded } from "../stream.ts";
import { cleanText } from "../text.ts";
import type { Instant } from "../time.ts";
import { whomToTell } from "./whom.ts";

/** The one stream of all outages; see docs/adr/0018-outages.md. */
export const OUTAGES = "outage:desk";

/** What a responder says of an outage, by language. */
export type Words = Readonly<Record<string, string>>;

/** `id` is filled in by the desk before it is decided. */
export type OutageCommand =
  | {
      type: "open";
      by: string;
      id?: string;
      articles: string[];
      patterns: string[];
      words: Words;
      until: Instant | null;
    }
  /** The desk itself sees that most of a surge is about one article. */
  | { type: "notice"; id?: string; article: string; since: Instant }
  /** `until`: the new estimate; null for none, undefined for the one before. */
  | { type: "update"; by: string; id: string; words: Words; until?: Instant | null | undefined }
  | { type: "close"; by: string; id: string; words: Words }
  | { type: "deadline"; kind: string };

/** `by`: null for the desk itself. */
export type OutageEvent =
  | {
      type: "outage.opened";
      id: string;
      by: string | null;
      articles: string[];
      patterns: string[];
      until: Instant | null;
      /** Who hears of it, where the desk opened it by itself. */
      told?: string[];
    }
  | { type: "outage.updated"; id: string; by: string; until: Instant | null }
  | { type: "outage.closed"; id: string; by: string | null };

export interface Outage {
  id: string;
  by: string | null;
  /** Questions about these, or that match one of the patterns, belong to it. */
  articles: readonly string[];
  patterns: readonly string[];
  openedAt: Instant;
  changedAt: Instant;
  /** When it is expected to be over; null while nobody knows. */
  until: Instant | null;
  /** Content of what was last said of it, as JSON by language; null when nothing was. */
  words: string | null;
  /** 1 when opened, and one more for each thing said of it since. */
  news: number;
  /** Whether a person has said something of it. */
  confirmed: boolean;
  over: { at: Instant; by: string | null } | null;
}

/** Those that are open, and the last that were, oldest first. */
export type Outages = readonly Outage[];

export const noOutages: Outages = [];

const KEPT = 20;

export const openOnes = (outages: Outages): Outage[] => outages.filter(({ over }) => over === null);

/** A command with the id by which people name what it opens. */
export const namedOutage = (command: OutageCommand, newId: () => string): OutageCommand =>
  command.type === "open" || command.type === "notice" ? { ...command, id: newId().slice(-8) } : command;

/** Words pass the guard as all that responders write. */
export function cleanWords(command: OutageCommand): OutageCommand {
  if (!("words" in command)) return command;
  const words = Object.entries(command.words)
    .map(([language, text]) => [language, screen(cleanText(text), { keep: ["email", "phone"] }).clean.trim()] as const)
    .filter(([, text]) => text !== "");
  return { ...command, words: Object.fromEntries(words) };
}

export function decide(
  command: OutageCommand,
  state: Outages,
  { now, policy, roster }: { now: Instant; policy: Policy; roster: Roster },
): Decision<OutageEvent> {
  switch (command.type) {
    case "open": {
      const { id = "", by, articles, patterns, words, until } = command;
      if (articles.length + patterns.length === 0)
        return refuse("empty_text", "say which questions belong to it: an article, or a pattern of their text");
      const language = policy.config.desk.languages[0] ?? "en";
      const unknown = articles.find((it) => policy.knowledge.find(it, language) === undefined);
      if (unknown !== undefined) return refuse("not_found", `there is no article ${unknown}`);
      const twin = openOnes(state).find((it) => it.articles.some((article) => articles.includes(article)));
      if (twin !== undefined)
        return refuse("already_open", `outage ${twin.id} is open about ${twin.articles.join(", ")}: update that one`);
      const event = { type: "outage.opened", id, by, articles, patterns, until } as const;
      return unfit(words, until, now, policy) ?? decided({ event, ...saying(words) });
    }
    case "notice": {
      const { id = "", article, since } = command;
      const known = state.some((it) => it.articles.includes(article) && (it.over === null || it.over.at >= since));
      if (known) return decided();
      const what = { articles: [article], patterns: [], until: null };
      return decided({
        event: { type: "outage.opened", id, by: null, ...what, told: whomToTell(policy, roster, now) },
      });
    }
    case "update": {
      const { id, by, words, until } = command;
      const outage = openOnes(state).find((it) => it.id === id);
      if (outage === undefined) return refuse("not_found", `no outage ${id} is open`);
      if (Object.keys(words).length === 0 && until === undefined)
        return refuse("empty_text", "say what is new: words, or another estimate");
      const estimate = until === undefined ? outage.until : until;
      const event = { type: "outage.updated", id, by, until: estimate } as const;
      return unfit(words, until ?? null, now, policy) ?? decided({ event, ...saying(words) });
    }
    case "close": {
      const { id, by, words } = command;
      if (!openOnes(state).some((it) => it.id === id)) return refuse("not_found", `no outage ${id} is open`);
      return unfit(words, null, now, policy) ?? decided({ event: { type: "outage.closed", id, by }, ...saying(words) });
    }
    case "deadline": {
      const due = openOnes(state).filter((it) => endsBy(it, policy) <= now);
      return decided(...due.map(({ id }) => ({ event: { type: "outage.closed", id, by: null } as const })));
    }
  }
}

const saying = (words: Words) => (Object.keys(words).length === 0 ? {} : { text: JSON.stringify(words) });

/** What no fact says is told to nobody, least of all to everybody. */
function unfit(words: Words, until: Instant | null, now: Instant, { known }: Policy): Refusal | undefined {
  if (until !== null && until <= now) return refuse("bad_span", "the estimate is over already");
  const findings = Object.values(words).flatMap((text) => {
    const checked = checkOutgoing(text, known);
    return checked.ok ? [] : checked.findings;
  });
  return stoppedBy(findings, undefined);
}

export function evolve(state: Outages, { event, at, content }: Recorded<OutageEvent>): Outages {
  if (event.type === "outage.opened") {
    const { id, by, articles, patterns, until } = event;
    const times = { openedAt: at, changedAt: at, until };
    const opened = {
      id,
      by,
      articles,
      patterns,
      ...times,
      words: content,
      news: 1,
      confirmed: by !== null,
      over: null,
    };
    return [...state, opened].slice(-KEPT - openOnes(state).length);
  }
  return state.map((it) => {
    if (it.id !== event.id) return it;
    const next = { ...it, changedAt: at, words: content, news: it.news + 1 };
    return event.type === "outage.updated"
      ? { ...next, until: event.until, confirmed: true }
      : { ...next, until: null, over: { at, by: event.by } };
  });
}

/** Everybody who is attached hears of what is new (worker/spread.ts); of what the desk opened by itself, those who are to look at it. */
export function react({ event, at }: Recorded<OutageEvent>, _: Outages, policy: Policy): Reaction[] {
  if (event.type !== "outage.opened") return [{ key: `outage:${event.id}`, act: { kind: "spread", outage: event.id } }];
  const { id, articles, told = [] } = event;
  const word = { about: "outage.noticed", id, article: articles[0] ?? "", until: at + policy.config.surge.unconfirmed };
  return told.map((person) => ({ key: `tell:${id}:${person}`, act: { kind: "tell", person, ...word } as TellAct }));
}

/** Until when an outage stays open by itself. */
const endsBy = ({ confirmed, openedAt }: Outage, { config }: Policy): Instant =>
  confirmed ? Number.POSITIVE_INFINITY : openedAt + config.surge.unconfirmed;

export function deadlines(state: Outages, policy: Policy): Omit<Deadline, "stream">[] {
  const ends = openOnes(state).map((it) => endsBy(it, policy));
  const at = Math.min(...ends);
  return Number.isFinite(at) ? [{ kind: "outage.unconfirmed", at }] : [];
}
