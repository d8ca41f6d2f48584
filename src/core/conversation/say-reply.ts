import { excerpt } from "../text.ts";
import type { Question } from "./conversation.ts";
import type { Reply } from "./reply.ts";

/** The articles that came nearest, with their scores. */
export const describeHits = ({ assessment }: Question): string =>
  assessment.hits.length === 0
    ? "no article matches"
    : assessment.hits
        .slice(0, 3)
        .map(({ article, score, title }) => `${article} (${score.toFixed(2)}) ${excerpt(title, 40)}`)
        .join("; ");

/** "answer DEP-01, hand off: security" */
export function describe(reply: Reply): string {
  switch (reply.outcome) {
    case "answer":
      return `answer ${reply.article}${reply.handOff === null ? "" : `, hand off: ${reply.handOff}`}`;
    case "clarify":
      return reply.choices.length === 0
        ? `clarify: ask what happened${reply.unread === true ? ", in words" : ""}`
        : `clarify ${reply.choices.map(({ article }) => article).join(", ")}`;
    case "hand_off":
      return `hand off: ${reply.reason}`;
    case "attach":
      return `${reply.answer === null ? "" : `${describe(reply.answer)}, `}join outage ${reply.news.outage}`;
  }
}
