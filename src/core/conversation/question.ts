import type { Policy } from "../policy.ts";
import { isGreeting } from "./phrases.ts";

const ASKS =
  /[?？]|^(?:how|what|where|when|why|who|which|can|could|is|are|do|does|did|will|should|help|please|pls|need)\b|\b(?:stuck|missing|pending|not (?:arriv|work|receiv|credit)\w*|can'?t|cannot|won'?t|lost|hacked|stolen|blocked|frozen|error|failed)\b|怎么|为什么|如何|什么|哪里|多久|是否|吗|呢|没有到|未到账|没到账|无法|不能|失败|被盗|冻结|求助|请问/iu;

/** Among people who talk with each other the desk speaks up unasked only when it is more likely right than not. */
const SURE = 0.5;

/**
 * Whether somebody who writes in a channel full of people asks for help: it reads like a question or a complaint, or the knowledge base
 * knows what it is about well enough to offer something. Small talk is left alone.
 */
export function isQuestion(text: string, { knowledge, config }: Policy): boolean {
  const plain = text.normalize("NFKC").trim();
  if (isGreeting(plain)) return false;
  if (ASKS.test(plain)) return true;
  return knowledge.assess(plain.slice(0, 2_000)).confidence >= Math.max(SURE, config.reply.answerAt);
}
