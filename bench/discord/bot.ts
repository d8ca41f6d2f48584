/*
 * A bot in a process of its own, as `nightdesk up` runs it, or bare discord.js beside it: what it costs is then nobody else's.
 * Arguments: "desk" or "bare", the base of the API, a folder for the store.
 */
import { join } from "node:path";
import { Client, Events, GatewayIntentBits } from "discord.js";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { TOKEN } from "../../tests/harness/discord/fake.ts";
import { master } from "../../tests/harness/master.ts";
import { openDeskBot } from "./desk-bot.ts";

const [kind = "desk", api = "", folder = ""] = process.argv.slice(2);

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

async function bare(): Promise<() => Promise<void>> {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  const client = new Client({ intents: [Guilds, GuildMessages, DirectMessages, MessageContent], rest: { api } });
  let heard = 0;
  client.on(Events.MessageCreate, () => {
    heard += 1;
  });
  await client.login(TOKEN);
  return async () => {
    process.stderr.write(`heard ${heard}\n`);
    await client.destroy();
  };
}

const tell = (line: string) => void process.stderr.write(line);
const end =
  kind === "bare" ? await bare() : openDeskBot(await sqliteStore(join(folder, "desk.db"), { master }), api, tell);
process.on("message", (what) => {
  if (what === "usage") process.send?.(usage());
  if (what === "end") void end().then(() => process.disconnect());
});
process.on("disconnect", () => process.exit(0));
