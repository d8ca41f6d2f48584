import { onTestFailed, onTestFinished } from "vitest";
import { type DiscordBot, openDiscord } from "../../../src/bots/discord/bot.ts";
import { newId } from "../../../src/cli/ids.ts";
import { openDesk } from "../../../src/core/desk.ts";
import type { Article } from "../../../src/core/knowledge/article.ts";
import type { Store } from "../../../src/core/ports.ts";
import { viewTicket } from "../../../src/core/view.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { startLoop } from "../../../src/worker/loop.ts";
import { openOutbox } from "../../../src/worker/outbox.ts";
import { pager } from "../../../src/worker/pager.ts";
import { WEBHOOK_SECRET } from "../peers.ts";
import { testPolicy } from "../policy.ts";
import { startFakeDiscord, TOKEN } from "./fake.ts";
import { community } from "./people.ts";
import type { FakeChannel, FakeMessage } from "./state.ts";

export const YAML = `
desk: { name: Borealis, languages: [en, zh] }
reply: { answerAt: 0.02, clarifyAt: 0.01 }
teams: [frontline, payments, security, compliance]
people: { mei: { name: Mei }, bob: { name: Bob } }
discord:
  guilds:
    - guild: Borealis
      support: [{ channel: help }, { channel: forum }]
      log: mod-log
      responders: [Support]
      moderators: [Mods]
`;

interface Options {
  store?: Store;
  yaml?: string;
  heartbeat?: number;
  token?: string;
  start?: boolean;
}

/** A community on a fake Discord, and a desk that serves it through the real client. Everything ends with the test. */
export async function openCommunity({
  store = memoryStore(),
  yaml = YAML,
  heartbeat,
  token = TOKEN,
  start = true,
}: Options = {}) {
  const discord = await startFakeDiscord(heartbeat === undefined ? {} : { heartbeat });
  const people = community(discord);
  const help = people.channel("help");
  const forum = people.channel("forum", 15, {
    available_tags: [
      { id: "900000000000000001", name: "Solved", moderated: false },
      { id: "900000000000000002", name: "Deposits", moderated: false },
    ],
  });
  const modLog = people.channel("mod-log");
  const support = people.role("Support");
  const mods = people.role("Mods");
  let policy = testPolicy({ yaml });
  const logs: string[] = [];
  const alarms: string[] = [];
  let shift = 0;
  const now = () => Date.now() + shift;
  const desk = openDesk({
    store,
    now,
    newId: () => newId(now()),
    key: new Uint8Array(32).fill(7),
    policy: () => policy,
  });
  const log = ({ level, message }: { level: string; message: string }) => void logs.push(`${level}: ${message}`);
  const connections = () => [{ name: "discord", ...bot.health() }];
  const open = (): DiscordBot =>
    openDiscord(
      { token, api: discord.url },
      { desk, store, policy: () => policy, now, log, connections, alarm: (text) => void alarms.push(text) },
    );
  let bot = open();
  const channels = new Map([["discord", bot.channel]]);
  const pages = pager({ policy: () => policy, now, secret: async () => WEBHOOK_SECRET, discord: bot.pages });
  const outbox = openOutbox({ store, desk, channels, pager: pages, policy: () => policy, now });
  const delivery = startLoop(outbox.begin, {
    pause: 50,
    failed: (error) => void logs.push(`outbox: ${String(error)}`),
  });
  const unwatch = store.watch(() => delivery.wake());
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    unwatch();
    await bot.stop();
    await delivery.stop();
    await outbox.idle();
    await discord.close();
  };
  onTestFailed(() => void process.stderr.write(`${logs.join("\n")}\n`));
  onTestFinished(close);
  if (start) {
    bot.start();
    await discord.wait("the bot connects", () => bot.health().state === "ready");
  }

  const messagesIn = (where: FakeChannel | string): FakeMessage[] =>
    discord.state.messages.get(typeof where === "string" ? where : where.id) ?? [];
  const ofBot = (where: FakeChannel | string) =>
    messagesIn(where).filter(({ author }) => author.id === discord.state.bot.id);

  return {
    ...people,
    discord,
    desk,
    store,
    get bot() {
      return bot;
    },
    logs,
    alarms,
    help,
    forum,
    modLog,
    support,
    mods,
    messagesIn,
    ofBot,
    close,
    /** Another nightdesk.yaml is in force from now on, and other articles where they are given. */
    adopt(next: string, articles?: Article[]): void {
      policy = testPolicy({ yaml: next, ...(articles === undefined ? {} : { articles }) });
    },
    /** The desk's process ends. */
    halt: (): Promise<void> => bot.stop(),
    /** It starts again, and knows nothing but what its store has. */
    resume(): void {
      bot = open();
      channels.set("discord", bot.channel);
      bot.start();
    },
    /** The clock of the desk goes forward. */
    pass(milliseconds: number): void {
      shift += milliseconds;
    },
    /** The n-th message of the bot in a place, when it is there. */
    hears: (where: FakeChannel | string, count = 1, seconds?: number): Promise<FakeMessage> =>
      discord.wait(
        `message ${count} of the bot in ${typeof where === "string" ? where : where.name}`,
        () => ofBot(where)[count - 1],
        seconds,
      ),
    threadOf: (message: FakeMessage): Promise<FakeChannel> =>
      discord.wait("a thread on the question", () => discord.state.channels.get(message.id)),
    privateThread: (): Promise<FakeChannel> =>
      discord.wait("a private thread", () => [...discord.state.channels.values()].find(({ type }) => type === 12)),
    /** A responder changes what they said. */
    corrects: async (number: number, before: string, text: string, by = "mei") => {
      const view = await viewTicket(store, number);
      const said = view?.transcript.find((it) => it.text === before);
      if (view === undefined || said === undefined) throw new Error(`nobody said “${before}” in T-${number}`);
      const command = { type: "correct", by, of: { content: said.id }, text, redacted: 0 } as const;
      return desk.execute({ to: "conversation", stream: view.ticket.conversation, command });
    },
    ticket: (number: number) => viewTicket(store, number),
    replies: async (number: number, text: string, by = "mei") => {
      const view = await viewTicket(store, number);
      if (view === undefined) throw new Error(`there is no T-${number}`);
      return desk.execute({
        to: "conversation",
        stream: view.ticket.conversation,
        command: { type: "reply", by, text, from: null, redacted: 0 },
      });
    },
  };
}

export type Community = Awaited<ReturnType<typeof openCommunity>>;
