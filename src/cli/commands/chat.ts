import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { Fault } from "../../core/errors.ts";
import { connect } from "../../server/client.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import { plain } from "../out.ts";
import type { AccessOptions } from "../remote.ts";
import { runningDesk } from "../running-desk.ts";

type Options = AccessOptions & { thread?: string };

/** How much of what was said before is shown to whoever comes back. */
const EARLIER = 3;
/** How long a piped conversation waits for what the desk has to say to its last line. */
const LAST_WORDS = 5;

/** `nightdesk chat`: a customer's terminal. Each line is a message; what the desk or a responder says appears as it comes. */
export async function chat(_: string[], options: Options): Promise<void> {
  const client = connect(await runningDesk(options, "console"));
  const thread = options.thread ?? `chat-${randomBytes(4).toString("hex")}`;
  const human = process.stdin.isTTY === true && options.json !== true;
  const lines = createInterface({
    input: process.stdin,
    ...(human ? { output: process.stdout, prompt: "you> " } : {}),
  });
  // Taken now: what is piped in may have come and gone before the first line is asked for.
  const typed = lines[Symbol.asyncIterator]();
  const show = (text: string) => {
    if (options.json) process.stdout.write(`${JSON.stringify({ text })}\n`);
    else process.stdout.write(human ? `\r\u001b[K${render(plain(text))}\n\n` : `${plain(text)}\n\n`);
    if (human) lines.prompt(true);
  };
  if (human) process.stdout.write(`You are a customer in thread “${thread}”. Ctrl+D ends.\n\n`);

  const stop = new AbortController();
  let heard = 0;
  let after = await catchUp(client, thread, show);
  const listening = (async () => {
    while (!stop.signal.aborted) {
      const messages = await client.consoleRead(thread, after, { wait: 20, signal: stop.signal });
      for (const { seq, text } of messages) {
        after = seq;
        heard += 1;
        show(text ?? "(erased)");
      }
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  const talking = (async () => {
    if (human) lines.prompt();
    for await (const line of { [Symbol.asyncIterator]: () => typed }) {
      if (line.trim() === "") continue;
      const before = heard;
      const result = await client.consoleSend({ thread, id: randomBytes(12).toString("hex"), text: line });
      if (!result.ok) throw new Fault("usage", result.detail);
      if (!human) await until(() => heard > before, LAST_WORDS);
      if (human) lines.prompt();
    }
    if (!human) await quiet(() => heard);
    stop.abort();
  })();
  await Promise.race([listening, talking]).finally(() => {
    stop.abort();
    lines.close();
  });
}

/** Shows the last few things said in a thread that one comes back to; the place in it to go on from. */
async function catchUp(client: DeskClient, thread: string, show: (text: string) => void): Promise<number> {
  let after = 0;
  let last: (string | null)[] = [];
  for (;;) {
    const messages = await client.consoleRead(thread, after);
    if (messages.length === 0) break;
    after = messages.at(-1)?.seq ?? after;
    last = [...last, ...messages.map(({ text }) => text)].slice(-EARLIER);
  }
  for (const text of last) show(text ?? "(erased)");
  return after;
}

async function until(done: () => boolean, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Waits until nothing new has been heard for a moment. */
async function quiet(heard: () => number): Promise<void> {
  for (let last = -1; last !== heard(); ) {
    last = heard();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

/** Bold as bold; everything else of Markdown reads well as it is. */
const render = (text: string): string => text.replace(/\*\*([^*\n]+)\*\*/g, "\u001b[1m$1\u001b[22m");
