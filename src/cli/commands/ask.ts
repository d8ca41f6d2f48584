import { type Assessed, assess, replyText } from "../../core/ask.ts";
import { Fault } from "../../core/errors.ts";
import { renderTrace } from "../../core/trace.ts";
import { lineWriter, readBatch } from "../batch.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { now } from "../runtime.ts";

interface Options {
  json?: boolean;
  config?: string;
  batch?: string;
  knowledge?: string;
}

/** `nightdesk ask`: what the desk would do with a text, and why. */
export async function ask([text]: (string | undefined)[], options: Options): Promise<void> {
  if ((text === undefined) === (options.batch === undefined)) {
    throw new Fault("usage", "give a text, or --batch with a file", {
      next: 'For example: nightdesk ask "my deposit has not arrived"',
    });
  }
  const { policy } = await loadPolicy({ ...options, fit: options.batch !== undefined });
  if (options.batch !== undefined) {
    const out = lineWriter(process.stdout);
    try {
      for await (const line of readBatch(options.batch))
        await out.write({
          id: line.id,
          ...summary(await assess(line.text, policy, { channel: "console", now: now() })),
        });
    } finally {
      await out.flush();
    }
    return;
  }
  const assessed = await assess(text ?? "", policy, { channel: "console", now: now() });
  print(options.json, { ...summary(assessed), text: replyText(assessed, policy) }, () =>
    [replyText(assessed, policy) ?? "A person would be asked.", "", renderTrace(assessed.trace)].join("\n"),
  );
}

/** The fields of a batch line; `article` is the best one found, whatever was decided. */
function summary({ question, reply, trace }: Assessed) {
  const { assessment, language, signals } = question;
  const article = reply.outcome === "answer" ? reply.article : (assessment.hits[0]?.article ?? null);
  return {
    outcome: reply.outcome,
    article,
    confidence: Number(assessment.confidence.toFixed(4)),
    language,
    intent: assessment.intent,
    signals,
    trace,
  };
}
