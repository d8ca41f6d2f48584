import type { Question } from "./conversation/conversation.ts";
import { walkTo } from "./conversation/guide.ts";
import { answerText, clarifyText, noticeText, type Voice } from "./conversation/phrases.ts";
import { decideReply, type Reply } from "./conversation/reply.ts";
import { adviceFor } from "./guard/advice.ts";
import { screen } from "./guard/screen.ts";
import type { Policy } from "./policy.ts";
import { cleanText } from "./text.ts";
import type { Trace } from "./trace.ts";

export interface Assessed {
  question: Question;
  reply: Reply;
  trace: Trace;
}

/** What the guard and the knowledge base make of a text: the only form in which it goes any further. */
export function questionOf(text: string, { knowledge }: Policy): Question {
  const { clean, signals, redacted } = screen(cleanText(text));
  const assessment = knowledge.assess(clean);
  return { text: clean, language: assessment.language, signals, redacted, assessment };
}

/** What the desk would do with a text from somebody new, and why. Nothing is stored or sent. */
export function assess(text: string, policy: Policy): Assessed {
  const question = questionOf(text, policy);
  const { reply, trace } = decideReply(
    question,
    { choices: [], clarifications: 0, guide: null, introduced: false },
    policy,
  );
  return { question, reply, trace };
}

/** What a customer who is new would read first; null when they would only be told of their ticket. */
export function replyText(assessed: Assessed, policy: Policy): string | null {
  const { signals, language } = assessed.question;
  const voice = { desk: policy.config.desk.name, language, introduced: false };
  if (adviceFor(signals, language) === null) return said(assessed, voice, policy);
  const warned = noticeText(voice, "secret_warning", { ticket: "", signals });
  const further = said(assessed, { ...voice, introduced: true }, policy);
  return further === null ? warned : `${warned}\n\n${further}`;
}

function said({ reply }: Assessed, voice: Voice, { knowledge }: Policy): string | null {
  switch (reply.outcome) {
    case "answer": {
      const found = knowledge.find(reply.article, voice.language);
      if (found === undefined) return null;
      const walked = reply.step === null ? undefined : walkTo(found.article, reply.step);
      return answerText(voice, found.article, { exact: found.exact, withHandOff: reply.handOff !== null, walked });
    }
    case "clarify":
      return reply.choices.length === 0
        ? noticeText(voice, "welcome", { ticket: "" })
        : clarifyText(voice, reply.choices);
    case "hand_off":
      return null;
  }
}
