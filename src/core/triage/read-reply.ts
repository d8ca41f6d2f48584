import { cleanText } from "../text.ts";
import { type ModelReply, replySchema } from "./suggestion.ts";

/** Why an answer of a model is no suggestion. */
export type Unreadable = "empty" | "not_json" | "wrong_shape" | "told_its_orders" | "cut_off";

const LONGEST = 100_000;

/**
 * Reads what a model answered. It may stand in a code fence, or between words; it must have exactly the shape that was asked for. One
 * that repeats the canary was made to tell its orders, and counts for nothing.
 */
export function readReply(
  answer: string,
  canary: string,
): { ok: true; reply: ModelReply } | { ok: false; reason: Unreadable; where: string | null } {
  const no = (reason: Unreadable, where: string | null = null) => ({ ok: false, reason, where }) as const;
  const text = answer.toWellFormed().slice(0, LONGEST).trim();
  if (text === "") return no("empty");
  if (text.includes(canary)) return no("told_its_orders");
  const data = jsonIn(text);
  if (data === undefined) return no(text.includes("{") && !text.includes("}") ? "cut_off" : "not_json");
  const parsed = replySchema.safeParse(data);
  if (parsed.success) return { ok: true, reply: parsed.data };
  return no("wrong_shape", parsed.error.issues[0]?.path.join(".") ?? null);
}

/** The first whole object in a text. */
function jsonIn(text: string): unknown {
  const start = text.indexOf("{");
  if (start < 0) return undefined;
  const end = endOf(text, start);
  if (end === undefined) return undefined;
  try {
    return JSON.parse(text.slice(start, end), (_, value) => (typeof value === "string" ? cleanText(value) : value));
  } catch {
    return undefined;
  }
}

/** Where the object that begins at `start` ends, past braces in strings. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return i + 1;
  }
  return undefined;
}
