import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Desk } from "../core/desk.ts";
import { Fault } from "../core/errors.ts";
import { renderProblem } from "../core/problem.ts";
import { parseYaml } from "../core/yaml-problems.ts";

const schema = z.strictObject({
  /** Seconds between the first messages of two customers. */
  every: z.number().min(0.01).max(600),
  /** Seconds between two messages of one customer. */
  pause: z.number().min(0.01).max(600),
  /** How often the whole script is played. */
  rounds: z.int().min(1).max(100).default(1),
  conversations: z
    .array(
      z.strictObject({
        customer: z.string().regex(/^[a-z0-9-]{1,30}$/),
        says: z.array(z.string().min(1)).min(1).max(20),
      }),
    )
    .min(1)
    .max(500),
});
export type DemoScript = z.output<typeof schema>;

/** Reads demo.yaml beside the configuration. */
export async function loadDemo(configFile: string): Promise<DemoScript> {
  const file = join(dirname(configFile), "demo.yaml");
  const source = await readFile(file, "utf8").catch(() => undefined);
  if (source === undefined)
    throw new Fault("usage", `there is no demonstration beside ${configFile}`, {
      next: "--demo needs a demo.yaml, as in examples/exchange/.",
    });
  const { value, problems } = parseYaml(schema, source, file);
  if (value === undefined) throw new Fault("config_invalid", problems.map(renderProblem).join("\n"));
  return value;
}

/**
 * Lets the script's customers write to the desk, as a channel would: nothing about them is special. Each run has threads of its own.
 * Returns when the script is over or the signal aborts.
 */
export async function playDemo(
  script: DemoScript,
  desk: Pick<Desk, "receive">,
  run: string,
  signal: AbortSignal,
): Promise<void> {
  const talks: Promise<void>[] = [];
  for (let round = 1; round <= script.rounds && !signal.aborted; round++) {
    for (const { customer, says } of script.conversations) {
      const thread = `${customer}-${run}${round === 1 ? "" : `-${round}`}`;
      talks.push(talk(thread, says, script.pause, desk, signal));
      if (!(await sleep(script.every, signal))) break;
    }
  }
  await Promise.all(talks);
}

async function talk(
  thread: string,
  says: string[],
  pause: number,
  desk: Pick<Desk, "receive">,
  signal: AbortSignal,
): Promise<void> {
  for (const [i, text] of says.entries()) {
    if (i > 0 && !(await sleep(pause, signal))) return;
    await desk.receive({
      channel: "console",
      thread,
      externalId: `${thread}/${i}`,
      customer: `console:${thread}`,
      text,
    });
  }
}

/** False when it was cut short. */
const sleep = (seconds: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const end = (whole: boolean) => () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      resolve(whole);
    };
    const aborted = end(false);
    const timer = setTimeout(end(true), seconds * 1_000);
    signal.addEventListener("abort", aborted);
  });
