import type { Policy } from "../policy.ts";
import { excerpt, hasWords } from "../text.ts";
import { applied, passed, skipped, type Trace, type TraceStep } from "../trace.ts";
import type { Choice, HandOffReason, Question } from "./conversation.ts";
import { type GuidePlace, nextStep, walkTo, wantsAll } from "./guide.ts";
import { asksForPerson } from "./person.ts";
import { isGreeting, saysNoneOfThese } from "./phrases.ts";

/** The three things the desk can do with a question. With nothing to choose from, clarify asks what happened. */
export type Reply =
  /** `step` is the question of the article's decision tree to ask, or the end it reached; null gives the whole article. */
  | { outcome: "answer"; article: string; handOff: HandOffReason | null; step: string | null }
  | { outcome: "clarify"; choices: Choice[] }
  | { outcome: "hand_off"; reason: HandOffReason };

/** What has happened so far that the reply depends on. */
export interface Exchange {
  /** The choices that the customer was just offered. */
  choices: Choice[];
  /** Where the customer stands in an article's decision tree. */
  guide: GuidePlace | null;
  /** How often in a row the desk has asked which article is meant. */
  clarifications: number;
  introduced: boolean;
}

type Verdict = { reply: Reply; because: string } | { pass: string } | { skip: string };
interface Consideration {
  step: string;
  consider(question: Question, exchange: Exchange, policy: Policy): Verdict;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** How an article is given: its route decides whether a person is told as well, its guide whether something is asked first. */
function give(id: string, language: string, policy: Policy): Extract<Reply, { outcome: "answer" }> {
  const article = policy.knowledge.find(id, language)?.article;
  const handOff = article?.route === "security" || article?.route === "specialist" ? article.route : null;
  const step = handOff === null && policy.config.reply.guides ? (article?.guide?.start ?? null) : null;
  return { outcome: "answer", article: id, handOff, step };
}

/** An article to choose, by its title in the customer's language where it has one. */
const choice = (article: string, title: string, language: string, { knowledge }: Policy): Choice => ({
  article,
  title: knowledge.find(article, language)?.article.title ?? title,
});

/** One step further in the tree: its end may be a person. */
function follow(place: GuidePlace, step: string, language: string, policy: Policy): Reply {
  const walked = walkTo(policy.knowledge.find(place.article, language)?.article, step);
  const handOff = walked !== undefined && "end" in walked && walked.end === "handoff" ? "guide" : null;
  return { outcome: "answer", article: place.article, step, handOff };
}

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
    step: "person",
    consider: ({ text }, _exchange, { config }) =>
      asksForPerson(text, config.reply.person)
        ? { reply: { outcome: "hand_off", reason: "asked_for_person" }, because: "the customer asks for a person" }
        : { pass: "no request for a person" },
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
      return chosen === undefined
        ? { pass: "the message names none of the offered articles" }
        : { reply: give(chosen.article, language, policy), because: `the customer chose ${chosen.article}` };
    },
  },
  {
    step: "guide",
    consider: ({ text, language }, { guide }, policy) => {
      if (guide === null) return { skip: "no guide is being walked" };
      if (wantsAll(text)) {
        const reply: Reply = { ...give(guide.article, language, policy), step: null };
        return { reply, because: `the customer wants the whole of ${guide.article}` };
      }
      const article = policy.knowledge.find(guide.article, language)?.article;
      const step = nextStep(article, guide.step, text);
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
      if (!isGreeting(text)) return { pass: "not just a greeting" };
      return introduced && !hasWords(text)
        ? { reply: { outcome: "hand_off", reason: "no_question" }, because: "no words to look up" }
        : { reply: { outcome: "clarify", choices: [] }, because: "a greeting, or nothing that could be looked up" };
    },
  },
  {
    step: "security",
    consider: ({ assessment, language }, _exchange, policy) => {
      const { hits, confidence } = assessment;
      const best = hits[0];
      if (best === undefined) return { skip: "no article matches" };
      const reply = give(best.article, language, policy);
      if (reply.handOff !== "security") return { pass: `${best.article} is not a security article` };
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
    step: "confidence",
    consider: ({ assessment, language }, { clarifications }, policy) => {
      const { hits, confidence } = assessment;
      const { answerAt, clarifyAt, choices } = policy.config.reply;
      const best = hits[0];
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
      if (confidence >= answerAt) {
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
        because: `${best.article}: ${percent(confidence)} is between ${percent(clarifyAt)} and ${percent(answerAt)}`,
      };
    },
  },
];

/** "2", "2." or the title itself. */
function chosenFrom(text: string, choices: Choice[]): Choice | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  const number = /^(\d)[.)。]?$/.exec(plain)?.[1];
  if (number !== undefined) return choices[Number(number) - 1];
  return choices.find(({ title, article }) => title.toLowerCase() === plain || article.toLowerCase() === plain);
}

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
    if ("reply" in verdict) {
      reply = verdict.reply;
      steps.push(applied(step, verdict.because));
    } else if ("pass" in verdict) steps.push(passed(step, verdict.pass));
    else steps.push(skipped(step, verdict.skip));
  }
  reply ??= { outcome: "hand_off", reason: "no_answer" };
  return { reply, trace: { outcome: describe(reply), steps } };
}

const describeHits = ({ assessment }: Question): string =>
  assessment.hits.length === 0
    ? "no article matches"
    : assessment.hits
        .slice(0, 3)
        .map(({ article, score, title }) => `${article} (${score.toFixed(2)}) ${excerpt(title, 40)}`)
        .join("; ");

/** "answer DEP-01, hand off: security" */
function describe(reply: Reply): string {
  switch (reply.outcome) {
    case "answer":
      return `answer ${reply.article}${reply.handOff === null ? "" : `, hand off: ${reply.handOff}`}`;
    case "clarify":
      return reply.choices.length === 0
        ? "clarify: ask what happened"
        : `clarify ${reply.choices.map(({ article }) => article).join(", ")}`;
    case "hand_off":
      return `hand off: ${reply.reason}`;
  }
}
