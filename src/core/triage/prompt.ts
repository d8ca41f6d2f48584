import { z } from "zod";
import { FRONT_MATTER } from "../knowledge/parse.ts";
import type { Problem } from "../problem.ts";
import { didYouMean, hasErrors } from "../problem.ts";
import { parseYaml } from "../yaml-problems.ts";

/** Front matter of a prompt: prompts/<id>.md. */
export const promptSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a short lower-case name such as triage"),
  /** Rises with every change of the text: what was answered under another version is not reused. */
  version: z.int().min(1).max(100_000),
  schema: z.enum(["triage.v1"]),
  limits: z.strictObject({
    /** Code units of customer text. */
    input: z.int().min(500).max(100_000),
    /** Tokens of the answer. */
    output: z.int().min(100).max(8_000),
  }),
  locales: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/))
    .min(1)
    .max(40),
});

/** A prompt as a file holds it: what the model is, and what it is given. Both name variables in {{ }}. */
export interface Prompt extends z.output<typeof promptSchema> {
  system: string;
  user: string;
}

/** What a prompt may name. `conversation` and `articles` are data, and stand fenced. */
export const PROMPT_VARIABLES = [
  "desk",
  "language",
  "categories",
  "severity",
  "canary",
  "conversation",
  "articles",
] as const;
export type PromptVariable = (typeof PROMPT_VARIABLES)[number];
/** Without them there is nothing to be careful about. */
const NEEDED = ["canary", "conversation"] as const satisfies PromptVariable[];

const VARIABLE = /\{\{\s*([a-z_]+)\s*\}\}/g;
const USER = /^# User[ \t]*$/m;

/** Reads one prompt: front matter, the text for the system, a line `# User`, and the text with the data. */
export function parsePrompt(text: string, file: string): { prompt?: Prompt; problems: Problem[] } {
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const front = FRONT_MATTER.exec(source)?.[0];
  const wrong = (message: string, next: string): Problem => ({
    file,
    line: 1,
    column: 1,
    message,
    next,
    severity: "error",
  });
  if (front === undefined)
    return {
      problems: [
        wrong("no front matter", "Begin the file with a line ---, the keys id, version, …, and another line ---."),
      ],
    };
  const { value: meta, problems } = parseYaml(promptSchema, front, file);
  if (meta === undefined) return { problems };
  const body = source.slice(front.length).replace(/^---[ \t]*\n?/, "");
  const [system = "", user] = body.split(USER);
  if (user === undefined) problems.push(wrong("there is no line “# User”", "Put the data below such a line."));
  const named = [...body.matchAll(VARIABLE)].map(([, name = ""]) => name);
  for (const name of named)
    if (!PROMPT_VARIABLES.some((it) => it === name))
      problems.push(
        wrong(
          `{{${name}}} is not a variable`,
          didYouMean(name, PROMPT_VARIABLES) ?? `There are ${PROMPT_VARIABLES.join(", ")}.`,
        ),
      );
  for (const name of NEEDED)
    if (!named.includes(name))
      problems.push(wrong(`{{${name}}} is missing`, "Without it nobody can tell data from orders."));
  if (hasErrors(problems) || user === undefined) return { problems };
  return { prompt: { ...meta, system: system.trim(), user: user.trim() }, problems };
}

export interface Rendered {
  system: string;
  user: string;
  /** A word that the model has no reason to repeat: where it comes back, somebody has made it tell its orders. */
  canary: string;
}

/** Fills in a prompt. Values are put in once and never read for variables: what a customer writes in braces stays what it is. */
export function renderPrompt(
  { system, user }: Prompt,
  values: Record<Exclude<PromptVariable, "canary">, string>,
  canary: string,
): Rendered {
  const all: Record<PromptVariable, string> = { ...values, canary };
  const fill = (text: string) => text.replace(VARIABLE, (_, name: PromptVariable) => all[name]);
  return { system: fill(system), user: fill(user), canary };
}

const LONGEST_FENCE = 200;

/**
 * A text as data: between two marks that carry the canary, which its author cannot know. Looks of such marks inside it are broken.
 */
export function fenced(label: string, text: string, canary: string): string {
  const inside = text
    .replaceAll(canary, "")
    .replace(/<{3,200}|>{3,200}/g, (it) => it.slice(0, LONGEST_FENCE).split("").join(" "));
  return `<<<${label} ${canary}\n${inside}\n${label} ${canary}>>>`;
}
