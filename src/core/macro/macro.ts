import { z } from "zod";

/** Front matter of a macro: macros/<language>/<id>.md. */
export const macroSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a short lower-case name such as ask-for-hash"),
  title: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^\n\r]*$/, "must be one line"),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, "must be a language code such as en or zh"),
  /** It is offered with tickets about these articles. */
  articles: z.array(z.string().min(1).max(12)).max(50).optional(),
});

/** One language of a canned reply. `text` has the facts filled in, and the variables still open. */
export interface Macro extends z.output<typeof macroSchema> {
  text: string;
  /** Path of the file it came from, for complaints. */
  file: string;
}

/** What a macro may name besides facts; filled in when it is used. */
export const MACRO_VARIABLES = ["desk.name", "responder.name", "ticket.number"] as const;
export type MacroVariable = (typeof MACRO_VARIABLES)[number];
export type MacroValues = Record<MacroVariable, string>;

export const isVariable = (name: string): name is MacroVariable => MACRO_VARIABLES.some((it) => it === name);

/** The text of a macro as it is sent. */
export const fillMacro = ({ text }: Pick<Macro, "text">, values: MacroValues): string =>
  text.replace(/\{\{([^{}]*)\}\}/g, (whole, inner: string) => {
    const name = inner.trim();
    return isVariable(name) ? values[name] : whole;
  });

/** The macro that goes with an article: the first by title that names it, by its id. */
export const macroFor = (macros: readonly Macro[], article: string | null): string | null =>
  (article === null ? undefined : macrosIn(macros, "").find(({ articles = [] }) => articles.includes(article)))?.id ??
  null;

/** Each macro once, in the language asked for where it has it, else in the first that it was written in; by title. */
export function macrosIn(macros: readonly Macro[], language: string): Macro[] {
  const best = new Map<string, Macro>();
  for (const macro of macros) if (!best.has(macro.id) || macro.language === language) best.set(macro.id, macro);
  return [...best.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
}
