import { Fault } from "../core/errors.ts";
import { tagSchema } from "../core/rules/rule.ts";

/** "vip -spam" as what to add and what to remove. */
export function tagChange(words: string[]): { add: string[]; remove: string[] } {
  const remove = words.filter((it) => it.startsWith("-")).map((it) => it.slice(1));
  const add = words.filter((it) => !it.startsWith("-")).map((it) => it.replace(/^[+#]/, ""));
  const wrong = [...add, ...remove].find((it) => !tagSchema.safeParse(it).success);
  if (wrong === undefined) return { add, remove };
  throw new Fault("usage", `“${wrong}” is no tag`, { next: "A tag is a short lower-case word such as vip." });
}
