import { Fault } from "../core/errors.ts";
import { PRIORITIES, type Priority } from "../core/ports.ts";
import { tagSchema } from "../core/rules/rule.ts";

/** "vip -spam" as what to add and what to remove. */
export function tagChange(words: string[]): { add: string[]; remove: string[] } {
  const remove = words.filter((it) => it.startsWith("-")).map((it) => it.slice(1));
  const add = words.filter((it) => !it.startsWith("-")).map((it) => it.replace(/^[+#]/, ""));
  const wrong = [...add, ...remove].find((it) => !tagSchema.safeParse(it).success);
  if (wrong === undefined) return { add, remove };
  throw new Fault("usage", `“${wrong}” is no tag`, { next: "A tag is a short lower-case word such as vip." });
}

/** P1 for p1. @throws Fault for what is no priority. */
export function priorityNamed(word: string): Priority {
  const found = PRIORITIES.find((it) => it === word.toUpperCase());
  if (found !== undefined) return found;
  throw new Fault("usage", `“${word}” is no priority`, { next: `Priorities: ${PRIORITIES.join(", ")}.` });
}
