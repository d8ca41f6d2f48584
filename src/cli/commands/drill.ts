import { EXIT } from "../../core/errors.ts";
import { openScratchDesk } from "../drill/scratch-desk.ts";
import { takeover as rehearse, type Step } from "../drill/takeover.ts";
import { plain } from "../out.ts";
import { loadPolicy } from "../policy.ts";

interface Options {
  config?: string;
  json?: boolean;
  language?: string;
  say?: string;
}

const SAYS: Record<string, string> = {
  en: "Someone is in my account, please stop withdrawals! I did not make this.",
  zh: "我的账户被盗了，马上帮我冻结，提币不是我本人操作的",
};

/** `nightdesk drill takeover`: an emergency from the first message to the freeze, in a scratch store, with each step's time. */
export async function takeover(_: string[], options: Options): Promise<void> {
  const { policy } = await loadPolicy({ ...options, outgoing: true });
  const desk = await openScratchDesk(policy);
  const steps: Step[] = [];
  try {
    for await (const { what, after, ok, next } of rehearse(desk, options.say ?? SAYS[options.language ?? "en"] ?? "")) {
      steps.push({ what, after, ok, ...(next === undefined ? {} : { next }) });
      if (!options.json)
        process.stdout.write(`${line({ what, after, ok, ...(next === undefined ? {} : { next }) })}\n`);
    }
  } finally {
    await desk.close();
  }
  const failed = steps.filter(({ ok }) => !ok).length;
  if (options.json) process.stdout.write(`${JSON.stringify({ ok: failed === 0, steps })}\n`);
  else
    process.stdout.write(
      failed === 0 ? "The rehearsal went as it should.\n" : `${failed} of ${steps.length} steps did not happen.\n`,
    );
  if (failed > 0) process.exitCode = EXIT.failed.code;
}

const line = ({ what, after, ok, next }: Step): string =>
  plain(`${ok ? "ok" : "NO"} ${`${(after / 1_000).toFixed(2)} s`.padStart(8)}  ${what}`) +
  (next === undefined ? "" : `\n             ${next}`);
