import type { ConversationEvent, HandOffReason } from "../conversation/conversation.ts";
import type { StoredEvent, StreamId } from "../ports.ts";
import type { Instant, Millis } from "../time.ts";

/** A question of a customer that found no answer, by the content that holds its text. */
export interface Unanswered {
  conversation: StreamId;
  content: string;
  at: Instant;
  language: string;
  /** What came of it; `dropped`: the articles that were offered instead were not chosen. */
  outcome: Extract<HandOffReason, "no_answer" | "still_unclear" | "declined_choices"> | "dropped";
  /** The ticket that took it over; null when no person did. */
  ticket: StreamId | null;
}

type Asked = Pick<Unanswered, "content" | "at" | "language">;

interface Course {
  /** Content of the customer's newest message. */
  said: string | null;
  /** The question that the desk looks at. */
  now: Asked | null;
  /** Questions that were met with articles to choose from, and are not settled. */
  offered: Asked[];
}

/** A customer who has not chosen after this long has left; until then they may still be reading. */
const LEFT_AFTER: Millis = 3_600_000;

/**
 * The questions that found no answer, oldest first, from the events of a store in their order: handed off for want of one, or met
 * with articles of which none was chosen. A conversation may hold several.
 */
export function findUnanswered(events: readonly StoredEvent[], now: Instant): Unanswered[] {
  const courses = new Map<StreamId, Course>();
  const found: Unanswered[] = [];
  for (const stored of events) {
    if (!stored.stream.startsWith("conversation:")) continue;
    const course = courses.get(stored.stream) ?? { said: null, now: null, offered: [] };
    courses.set(stored.stream, course);
    found.push(...follow(course, stored));
  }
  for (const [conversation, { offered }] of courses) {
    const left = (offered.at(-1)?.at ?? now) <= now - LEFT_AFTER;
    if (left) found.push(...offered.map((it) => unanswered(it, conversation, "dropped", null)));
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Takes one more event into a conversation's course; the questions that it leaves without an answer. */
function follow(course: Course, { data, content, at, stream }: StoredEvent): Unanswered[] {
  const event = data as ConversationEvent;
  switch (event.type) {
    case "message.received":
      if (event.from.side === "customer") course.said = content?.id ?? null;
      return [];
    case "question.assessed":
      course.now = course.said === null ? null : { content: course.said, at, language: event.language };
      return [];
    case "clarified":
      if (course.now !== null) course.offered.push(course.now);
      return [];
    case "answered":
    case "guided":
      course.offered = [];
      return [];
    case "handed_off":
      return handedOff(course, event, stream);
    case "conversation.started":
    case "closed":
      return settle(course, stream, "dropped", null);
    default:
      return [];
  }
}

function handedOff(
  course: Course,
  { reason, ticket }: Extract<ConversationEvent, { type: "handed_off" }>,
  stream: StreamId,
): Unanswered[] {
  switch (reason) {
    case "no_answer":
    case "still_unclear":
      if (course.now !== null) course.offered.push(course.now);
      return settle(course, stream, reason, ticket);
    case "declined_choices":
      return settle(course, stream, reason, ticket);
    case "asked_for_person":
      return settle(course, stream, "dropped", ticket);
    case "secret_shared":
    case "security":
    case "specialist":
    case "no_question":
    case "guide":
    case "responder":
    case "rule":
    case "risk":
      course.offered = [];
      return [];
  }
}

function settle(
  course: Course,
  stream: StreamId,
  outcome: Unanswered["outcome"],
  ticket: StreamId | null,
): Unanswered[] {
  const open = course.offered.map((it) => unanswered(it, stream, outcome, ticket));
  course.offered = [];
  return open;
}

const unanswered = (
  asked: Asked,
  conversation: StreamId,
  outcome: Unanswered["outcome"],
  ticket: StreamId | null,
): Unanswered => ({ conversation, ...asked, outcome, ticket });
