import type { AssistEvent } from "../assist/assist.ts";
import type { ConversationEvent, HandOffReason } from "../conversation/conversation.ts";
import type { StoredEvent, StreamId } from "../ports.ts";
import type { Instant, Millis } from "../time.ts";

/** How often an article was given, offered to choose from, and what a hand-off was about; and what staff say who were shown it. */
export interface ArticleUse {
  answered: number;
  offered: number;
  handedOff: number;
  /** Members of staff whom an answer with it helped, and whom it did not. */
  helpedStaff: number;
  failedStaff: number;
}

export interface Usage {
  /** Conversations in which the desk gave, offered or handed off something: a greeting alone is none. */
  conversations: number;
  /** Of these, with an answer and no hand-off. */
  answered: number;
  /** Of these, with articles offered, none chosen and no hand-off. */
  offered: number;
  handedOff: number;
  /** Deflection: share of the conversations with no hand-off; null when there is none. */
  deflected: number | null;
  /** Hand-offs by their reason. */
  reasons: Partial<Record<HandOffReason, number>>;
  articles: Map<string, ArticleUse>;
}

interface Course {
  last: Instant;
  answered: boolean;
  offered: boolean;
  handedOff: boolean;
}

/** A thread that was silent for so long is about something else when it goes on. */
const NEW_AFTER: Millis = 86_400_000;

/** What came of customers' questions, from the events of a store in their order. */
export function usageOf(events: readonly StoredEvent[]): Usage {
  const articles = new Map<string, ArticleUse>();
  const reasons: Usage["reasons"] = {};
  const running = new Map<StreamId, Course>();
  const courses: Course[] = [];
  const ratings = new Map<string, AssistEvent>();
  for (const { stream, data, at } of events) {
    if (stream.startsWith("assist:")) ratings.set(`${stream}\0${(data as AssistEvent).by}`, data as AssistEvent);
    if (!stream.startsWith("conversation:")) continue;
    const event = data as ConversationEvent;
    const before = running.get(stream);
    const fresh = before === undefined || event.type === "conversation.started" || at - before.last > NEW_AFTER;
    const course = fresh ? { last: at, answered: false, offered: false, handedOff: false } : before;
    if (fresh) courses.push(course);
    course.last = at;
    running.set(stream, course);
    if (event.type === "answered" || event.type === "guided") course.answered = true;
    if (event.type === "answered") use(articles, event.article).answered += 1;
    if (event.type === "clarified") {
      course.offered = true;
      for (const { article } of event.choices) use(articles, article).offered += 1;
    }
    if (event.type === "handed_off") {
      course.handedOff = true;
      reasons[event.reason] = (reasons[event.reason] ?? 0) + 1;
      if (event.subject.article !== null) use(articles, event.subject.article).handedOff += 1;
    }
  }
  for (const { helpful, articles: cited } of ratings.values())
    for (const article of cited) use(articles, article)[helpful ? "helpedStaff" : "failedStaff"] += 1;
  return { ...outcomes(courses), reasons, articles };
}

function outcomes(courses: Course[]): Omit<Usage, "reasons" | "articles"> {
  const handedOff = courses.filter((it) => it.handedOff).length;
  const answered = courses.filter((it) => it.answered && !it.handedOff).length;
  const offered = courses.filter((it) => it.offered && !it.answered && !it.handedOff).length;
  const conversations = handedOff + answered + offered;
  const deflected = conversations === 0 ? null : (answered + offered) / conversations;
  return { conversations, answered, offered, handedOff, deflected };
}

function use(articles: Map<string, ArticleUse>, id: string): ArticleUse {
  const known = articles.get(id) ?? { answered: 0, offered: 0, handedOff: 0, helpedStaff: 0, failedStaff: 0 };
  articles.set(id, known);
  return known;
}
