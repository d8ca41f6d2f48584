import { text as read } from "node:stream/consumers";
import { EXIT, Fault } from "../../core/errors.ts";
import { type Checked, check } from "../../core/guard/check.ts";
import type { Author } from "../../core/guard/circumstances.ts";
import type { GuardPolicy } from "../../core/guard/policy.ts";
import { readAuthor } from "../author.ts";
import { lineWriter, readBatch } from "../batch.ts";
import { guardInForce } from "../guard-policy.ts";
import { print } from "../out.ts";

interface Options {
  json?: boolean;
  config?: string;
  batch?: string;
}

/** `nightdesk guard check`: what is left of a text, and what the guard found in it. Stores nothing, and works without a configuration. */
export async function guardCheck([text]: (string | undefined)[], options: Options): Promise<void> {
  if ((text === undefined) === (options.batch === undefined)) {
    throw new Fault("usage", "give a text, or --batch with a file", {
      next: 'For example: nightdesk guard check "my phrase is …", or - to read the text from standard input.',
    });
  }
  const guard = await guardInForce(options.config);
  if (options.batch !== undefined) return checkBatch(options.batch, guard);
  const given = text === "-" ? (await read(process.stdin)).trimEnd() : (text ?? "");
  const checked = check(given, { now: Date.now(), guard });
  print(options.json, checked, () => describe(checked));
}

/** A line that is not one is named on standard error, and the rest goes on. */
async function checkBatch(file: string, guard: GuardPolicy): Promise<void> {
  const out = lineWriter(process.stdout);
  const onBad = ({ message }: Fault) => {
    process.stderr.write(`${message}; left out\n`);
    process.exitCode = EXIT.failed.code;
  };
  try {
    for await (const { id, text, author } of readBatch(file, onBad)) {
      const by: Author | undefined = readAuthor(author);
      await out.write({ id, ...check(text, { author: by, now: Date.now(), guard }) });
    }
  } finally {
    await out.flush();
  }
}

function describe({ clean, signals, entities, verdicts, action }: Checked): string {
  const lines = [
    ...signals.map((signal) => `signal   ${signal}`),
    ...entities.map(({ kind, value }) => `entity   ${kind} ${value}`),
    ...verdicts.map(({ kind, what, because }) => `verdict  ${kind} ${what}: ${because.join("; ")}`),
    ...(action === "none" ? [] : [`action   ${action}, if it stood in public`]),
  ];
  return [clean, "", ...(lines.length === 0 ? ["Nothing found."] : lines)].join("\n");
}
