import { onlyAttached } from "../attached.ts";
import type { News } from "../outage/news.ts";
import type { Policy } from "../policy.ts";
import { hasWords } from "../text.ts";
import type { Instant } from "../time.ts";
import { applied, passed, skipped, type Trace, type TraceStep } from "../trace.ts";
import type { Choice, HandOffReason, Question } from "./conversation.ts";
import { raiseIncident } from "./danger.ts";
import { choice, follow, give } from "./give.ts";
import { type GuidePlace, nextStep, wantsAll } from "./guide.ts";
import { chosenFrom, numberSaid } from "./options.ts";
import { joinOutage } from "./outage.ts";
import { asksForPerson } from "./person.ts";
import { isGreeting, saysNoneOfThese } from "./phrases.ts";
import { describe, describeHits } from "./say-reply.ts";
import { stoppedBy } from "./stop.ts";
import { namesSubject, wordsIn } from "./subject.ts";

/** The three things the desk can do with a question. With nothing to choose from, clarify asks what happened; `unread`: in words. */
export type Reply =
  /**
   * `step` is the question of the article's decision tree to ask, or the end it reached; null gives the whole article. `further` is true
   * within a tree that is being walked: only the step is told.
   */
  | { outcome: "answer"; article: string; handOff: HandOffReason | null; step: string | null; further: boolean }
  | { outcome: "clarify"; choices: Choice[]; unread?: true }
  | { outcome: "hand_off"; reason: HandOffReason }
  /** It belongs to an outage: the answer where there is one, the news of it, and no ticket. */
  | { outcome: "attach"; news: News; answer: Extract<Reply, { outcome: "answer" }> | null };

/** What has happened so far that the reply depends on. */
export interface Exchange {
  /** The choices that the customer was just offered. */
  choices: Choice[];
  /** Where the customer stands in an article's decision tree. */
  guide: GuidePlace | null;
  /** How often in a row the desk has asked which article is meant. */
  clarifications: number;
  introduced: boolean;
  /** Where and when it is asked, for the rules. */
  at: { channel: string; now: Instant };
}

type Verdict = ({ reply: Reply; because: string } | { pass: string } | { skip: string }) & {
  /** What was asked on the way there. */
  steps?: TraceStep[];
};
interface Consideration {
  step: string;
  consider(question: Question, exchange: Exchange, policy: Policy): Verdict;
}

/** "ok then" in the middle of a guide is no new question. */
const FEW_WORDS = 2;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** In order; the first that gives a reply decides, and each leaves its reason. */
const CONSIDERATIONS: Consideration[] = [
  {
    step: "guard",
    consider: ({ signals }) =>
      signals.some((signal) => signal === "seed_shared" || signal === "key_shared")
        ? {
            reply: { outcome: "hand_off", reason: "secret_shared" },
            because: `the message held a secret: ${signals.join(", ")}`,
          }
        : { pass: signals.length === 0 ? "no risk signal" : `signals that need no hand-off: ${signals.join(", ")}` },
  },
  {
    step: "rules",
    consider: (question, { at }, policy) => {
      const { rule, steps } = stoppedBy(question, at, policy);
      if (rule === undefined) return { pass: "no rule stops the bot", steps };
      return { reply: { outcome: "hand_off", reason: "rule" }, because: `“${rule}” stops the bot`, steps };
    },
  },
  {
    step: "person",
    consider: ({ text }, _exchange, { config }) =>
      asksForPerson(text, config.reply.person)
        ? { reply: { outcome: "hand_off", reason: "asked_for_person" }, because: "the customer asks for a person" }
        : { pass: "no request for a person" },
  },
  {
    step: "words",
    consider: ({ text }) =>
      onlyAttached(text)
        ? { reply: { outcome: "clarify", choices: [], unread: true }, because: "files or stickers and not a word" }
        : { pass: "there is something to read" },
  },
  {
    step: "choice",
    consider: ({ text, language }, { choices }, policy) => {
      if (choices.length === 0) return { skip: "nothing was offered to choose from" };
      if (saysNoneOfThese(text, choices.length)) {
        return {
          reply: { outcome: "hand_off", reason: "declined_choices" },
          because: "none of the offered articles was meant",
        };
      }
      const chosen = chosenFrom(text, choices);
      if (chosen !== undefined) {
        return { reply: give(chosen.article, language, policy), because: `the customer chose ${chosen.article}` };
      }
      return numberSaid(text) === undefined
        ? { pass: "the message names none of the offered articles" }
        : { reply: { outcome: "clarify", choices }, because: "a number that was not offered" };
    },
  },
  {
    step: "guide",
    consider: ({ text, language }, { guide }, policy) => {
      if (guide === null) return { skip: "no guide is being walked" };
      if (wantsAll(text)) {
        const reply = give(guide.article, language, policy, { whole: true });
        return { reply, because: `the customer wants the whole of ${guide.article}` };
      }
      const article = policy.knowledge.find(guide.article, language)?.article;
      const step = nextStep(article, guide, text);
      return step === undefined
        ? { pass: "the message answers none of the guide's options" }
        : {
            reply: follow(guide, step, language, policy),
            because: `${guide.article}: from “${guide.step}” to “${step}”`,
          };
    },
  },
  {
    step: "greeting",
    consider: ({ text }, { introduced }) => {
      if (!isGreeting(text) && numberSaid(text) === undefined) return { pass: "not just a greeting" };
      return introduced && !hasWords(text)
        ? { reply: { outcome: "hand_off", reason: "no_question" }, because: "no words to look up" }
        : { reply: { outcome: "clarify", choices: [] }, because: "a greeting, or nothing that could be looked up" };
    },
  },
  {
    step: "security",
    consider: ({ text, assessment, language }, _exchange, policy) => {
      const { hits, confidence } = assessment;
      const [best, next] = hits;
      if (best === undefined) return { skip: "no article matches" };
      const reply = give(best.article, language, policy);
      if (reply.handOff !== "security") return { pass: `${best.article} is not a security article` };
      if (next && namesSubject(text, assessment) && give(next.article, language, policy).handOff !== "security") {
        return {
          pass: `${best.article} is a security article, but ${next.article} is meant as likely by a single word`,
        };
      }
      const enough = policy.config.reply.clarifyAt;
      return confidence < enough
        ? { pass: `${best.article} is a security article, but ${percent(confidence)} is below ${percent(enough)}` }
        : {
            reply,
            because: `${best.article} is a security article and ${percent(confidence)} is at least ${percent(enough)}: better told once too often`,
          };
    },
  },
  {
    step: "guide again",
    consider: ({ text, assessment, language }, { guide }, policy) => {
      if (guide === null || guide.ended) return { skip: "no guide waits for an answer" };
      if (wordsIn(text) > FEW_WORDS || assessment.confidence >= policy.config.reply.answerAt) {
        return { pass: "a question of its own" };
      }
      return { reply: follow(guide, guide.step, language, policy), because: "too little to be a new question" };
    },
  },
  {
    step: "confidence",
    consider: ({ text, assessment, language }, { clarifications }, policy) => {
      const { hits, confidence } = assessment;
      const { answerAt, clarifyAt, choices } = policy.config.reply;
      const [best, next] = hits;
      if (best === undefined)
        return {
          reply: { outcome: "hand_off", reason: "no_answer" },
          because: "no article shares a word with the question",
        };
      if (best.article === policy.config.reply.person.article && confidence >= clarifyAt) {
        return {
          reply: { outcome: "hand_off", reason: "asked_for_person" },
          because: `${best.article} is the article for reaching a person`,
        };
      }
      const asksBack = clarifications < 2 && namesSubject(text, assessment);
      if (confidence >= answerAt && !asksBack) {
        return {
          reply: give(best.article, language, policy),
          because: `${best.article}: ${percent(confidence)} is at least ${percent(answerAt)}`,
        };
      }
      if (confidence < clarifyAt) {
        return {
          reply: { outcome: "hand_off", reason: "no_answer" },
          because: `${best.article}: ${percent(confidence)} is below ${percent(clarifyAt)}`,
        };
      }
      if (clarifications >= 2) {
        return {
          reply: { outcome: "hand_off", reason: "still_unclear" },
          because: "asked twice already; a third time would be rude",
        };
      }
      const offered = hits.slice(0, choices).map(({ article, title }) => choice(article, title, language, policy));
      return {
        reply: { outcome: "clarify", choices: offered },
        because:
          confidence >= answerAt
            ? `a subject and no question: ${next?.article} comes near to ${best.article}`
            : `${best.article}: ${percent(confidence)} is between ${percent(clarifyAt)} and ${percent(answerAt)}`,
      };
    },
  },
];

/** Decides what the desk does with a question, and why. Pure; the trace names every consideration and never what was written. */
export function decideReply(question: Question, exchange: Exchange, policy: Policy): { reply: Reply; trace: Trace } {
  const steps: TraceStep[] = [applied("language", `${question.language}`), passed("search", describeHits(question))];
  let reply: Reply | undefined;
  for (const { step, consider } of CONSIDERATIONS) {
    if (reply !== undefined) {
      steps.push(skipped(step, "already decided"));
      continue;
    }
    const verdict = consider(question, exchange, policy);
    steps.push(...(verdict.steps ?? []));
    if ("reply" in verdict) {
      reply = verdict.reply;
      steps.push(applied(step, verdict.because));
    } else if ("pass" in verdict) steps.push(passed(step, verdict.pass));
    else steps.push(skipped(step, verdict.skip));
  }
  reply ??= { outcome: "hand_off", reason: "no_answer" };
  const raised = raiseIncident(reply, question, exchange.at, policy);
  const joined = joinOutage(raised.reply, question, policy);
  const all = [...steps, ...raised.steps, ...joined.steps];
  return { reply: joined.reply, trace: { outcome: describe(joined.reply), steps: all } };
}
