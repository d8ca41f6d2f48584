import { withoutAttached } from "./attached.ts";
import type { Question } from "./conversation/conversation.ts";
import { walkTo } from "./conversation/guide.ts";
import { aloud, answerText, clarifyText, noticeText, type Voice } from "./conversation/phrases.ts";
import { decideReply, type Reply } from "./conversation/reply.ts";
import { adviceFor } from "./guard/advice.ts";
import { type Screened, screen } from "./guard/screen.ts";
import type { Hit } from "./knowledge/knowledge.ts";
import type { CurrentOutages } from "./outage/current.ts";
import { goingOn } from "./outage/news.ts";
import { outageText } from "./outage/say.ts";
import type { Policy } from "./policy.ts";
import { type Around, gather } from "./rules/gather.ts";
import { cleanText } from "./text.ts";
import type { Instant } from "./time.ts";
import type { Trace } from "./trace.ts";

export interface Assessed {
  question: Question;
  reply: Reply;
  trace: Trace;
}

/** What the guard and the knowledge base make of a text: the only form in which it goes any further. */
export const questionOf = (text: string, policy: Policy): Question => judged(screen(cleanText(text)), policy);

/** The same, by meaning too where the operator has added embeddings: what leaves for a vector has passed the guard. */
export async function understand(text: string, policy: Policy, around: Partial<Around> = {}): Promise<Question> {
  const screened = screen(cleanText(text));
  return judged(screened, policy, { vector: await vectorOf(screened.clean, policy), around });
}

function judged(
  { clean, signals, redacted }: Screened,
  policy: Policy,
  { vector, around }: { vector?: Float32Array | undefined; around?: Partial<Around> } = {},
): Question {
  const assessment = policy.knowledge.assess(withoutAttached(clean), vector);
  const gathered = gather(clean, assessment, policy, around);
  return { text: clean, language: assessment.language, signals, redacted, assessment, gathered };
}

/** The vector of a text, where one helps and can be had in time. Only what passed the guard goes out for it. */
export async function vectorOf(text: string, { knowledge, embeddings }: Policy): Promise<Float32Array | undefined> {
  if (embeddings === undefined) return undefined;
  const { clean } = screen(cleanText(text));
  return knowledge.isMeant(clean) ? embeddings.vectorOf(clean) : undefined;
}

/** The articles for what a member of staff looks for, best first. */
export async function lookUp(text: string, policy: Policy, limit: number): Promise<Hit[]> {
  return policy.knowledge.search(text, { limit, audience: "staff", vector: await vectorOf(text, policy) });
}

/** What the desk would do with a text from somebody new, and why. Nothing is stored or sent. */
export async function assess(
  text: string,
  policy: Policy,
  at: { channel: string; now: Instant },
  around: Partial<Around> = {},
  current?: CurrentOutages,
): Promise<Assessed> {
  const understood = await understand(text, policy, around);
  const question = current === undefined ? understood : { ...understood, outages: goingOn(understood.text, current) };
  const { reply, trace } = decideReply(
    question,
    { at, choices: [], clarifications: 0, guide: null, introduced: false },
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

function said({ reply }: Pick<Assessed, "reply">, voice: Voice, policy: Policy): string | null {
  const { knowledge } = policy;
  switch (reply.outcome) {
    case "answer": {
      const found = knowledge.find(reply.article, voice.language);
      if (found === undefined) return null;
      const walked = reply.step === null ? undefined : walkTo(found.article, reply.step);
      return answerText(voice, found.article, { exact: found.exact, withHandOff: reply.handOff !== null, walked });
    }
    case "clarify":
      return reply.choices.length === 0
        ? noticeText(voice, reply.unread === true ? "unread" : "welcome", { ticket: "" })
        : clarifyText(voice, reply.choices);
    case "hand_off":
      return null;
    case "attach": {
      const news = outageText(voice.language, reply.news);
      const first = reply.answer === null ? null : said({ reply: reply.answer }, voice, policy);
      return first === null ? aloud(voice, news) : `${first}\n\n${news}`;
    }
  }
}
