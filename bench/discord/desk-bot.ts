import { openDiscord } from "../../src/bots/discord/bot.ts";
import { newId } from "../../src/cli/ids.ts";
import { openDesk } from "../../src/core/desk.ts";
import type { Store } from "../../src/core/ports.ts";
import { startLoop } from "../../src/worker/loop.ts";
import { openOutbox } from "../../src/worker/outbox.ts";
import { TOKEN } from "../../tests/harness/discord/fake.ts";
import { article, testPolicy } from "../../tests/harness/policy.ts";
import { QUESTIONS } from "./questions.ts";

const YAML = `
desk: { name: Borealis }
reply: { answerAt: 0.02, clarifyAt: 0.01 }
discord:
  guilds:
    - { guild: Borealis, support: [{ channel: help }], log: mod-log, responders: [Support], moderators: [Mods] }
`;

/** A desk with one article for each question, behind the real bot; ends it, and the store with it. */
export function openDeskBot(store: Store, api: string, told: (line: string) => void): () => Promise<void> {
  const articles = QUESTIONS.map(([id, question]) => article(id, { title: question, questions: [question] }));
  const policy = testPolicy({ yaml: YAML, articles });
  const now = () => Date.now();
  const key = new Uint8Array(32).fill(1);
  const desk = openDesk({ store, now, newId: () => newId(now()), key, policy: () => policy });
  const log = ({ level, message }: { level: string; message: string }) => told(`${level}: ${message}\n`);
  const ports = { desk, store, policy: () => policy, now, log, connections: () => [], alarm: () => undefined };
  const bot = openDiscord({ token: TOKEN, api }, ports);
  const outbox = openOutbox({ store, desk, channels: new Map([["discord", bot.channel]]), policy: () => policy, now });
  const failed = (error: unknown) => log({ level: "error", message: String(error) });
  const delivery = startLoop(outbox.begin, { pause: 1_000, failed });
  const unwatch = store.watch(() => delivery.wake());
  bot.start();
  return async () => {
    unwatch();
    await bot.stop();
    await delivery.stop();
    await outbox.idle();
    await store.close();
  };
}
