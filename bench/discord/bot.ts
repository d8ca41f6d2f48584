/*
 * A bot in a process of its own, as `nightdesk up` runs it, or bare discord.js beside it: what it costs is then nobody else's.
 * Arguments: "desk" or "bare", the base of the API, the token, a folder for the store.
 */
import { join } from "node:path";
import { Client, Events, GatewayIntentBits } from "discord.js";
import { openDiscord } from "../../src/bots/discord/bot.ts";
import { newId } from "../../src/cli/ids.ts";
import { openDesk } from "../../src/core/desk.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { startLoop } from "../../src/worker/loop.ts";
import { openOutbox } from "../../src/worker/outbox.ts";
import { article, testPolicy } from "../../tests/harness/policy.ts";
import { QUESTIONS } from "./questions.ts";

const [kind = "desk", api = "", token = "", folder = ""] = process.argv.slice(2);

/** What the process has used so far: CPU in microseconds, memory in bytes after a collection. */
export interface Usage {
  cpu: number;
  rss: number;
  heap: number;
}

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpu: user + system, rss, heap: heapUsed };
};

const YAML = `
desk: { name: Borealis }
reply: { answerAt: 0.02, clarifyAt: 0.01 }
discord:
  guilds:
    - { guild: Borealis, support: [{ channel: help }], log: mod-log, responders: [Support], moderators: [Mods] }
`;

async function desk(): Promise<() => Promise<void>> {
  const articles = QUESTIONS.map(([id, question]) => article(id, { title: question, questions: [question] }));
  const policy = testPolicy({ yaml: YAML, articles });
  const store = await sqliteStore(join(folder, "desk.db"));
  const now = () => Date.now();
  const core = openDesk({
    store,
    now,
    newId: () => newId(now()),
    key: new Uint8Array(32).fill(1),
    policy: () => policy,
  });
  const log = ({ level, message }: { level: string; message: string }) =>
    process.stderr.write(`${level}: ${message}\n`);
  const ports = { desk: core, store, policy: () => policy, now, log, connections: () => [], alarm: () => undefined };
  const bot = openDiscord({ token, api }, ports);
  const channels = new Map([["discord", bot.channel]]);
  const outbox = openOutbox({ store, desk: core, channels, policy: () => policy, now });
  const delivery = startLoop(outbox.begin, {
    pause: 1_000,
    failed: (error) => log({ level: "error", message: String(error) }),
  });
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

async function bare(): Promise<() => Promise<void>> {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  const client = new Client({ intents: [Guilds, GuildMessages, DirectMessages, MessageContent], rest: { api } });
  let heard = 0;
  client.on(Events.MessageCreate, () => {
    heard += 1;
  });
  await client.login(token);
  return async () => {
    process.stderr.write(`heard ${heard}\n`);
    await client.destroy();
  };
}

const end = await (kind === "bare" ? bare() : desk());
process.on("message", (what) => {
  if (what === "usage") process.send?.(usage());
  if (what === "end") void end().then(() => process.disconnect());
});
process.on("disconnect", () => process.exit(0));
