import { Events } from "discord.js";
import type { Channel } from "../../core/channel.ts";
import { lru } from "../../core/lru.ts";
import type { PageRoom } from "../../core/pager.ts";
import type { Millis } from "../../core/time.ts";
import { openApi } from "./api.ts";
import { openAsks } from "./asks.ts";
import { openAutoMod } from "./automod.ts";
import { openBackfill } from "./backfill.ts";
import { openClient } from "./client.ts";
import { registerCommands } from "./commands/register.ts";
import { openDirectory } from "./directory.ts";
import { openDispatch } from "./dispatch.ts";
import { type ChannelHealth, openHealth } from "./health.ts";
import { openEars } from "./hear.ts";
import { openInteractions } from "./interact.ts";
import { openPages } from "./page.ts";
import type { Bot, BotPorts } from "./ports.ts";
import { discordChannel } from "./send.ts";
import { openThreads } from "./threads.ts";

export interface DiscordSettings {
  token: string;
  /** Base of the REST API; Discord's own when left out. */
  api?: string | undefined;
}

export interface DiscordBot {
  channel: Channel;
  /** Pages of responders. */
  pages: PageRoom;
  health(): ChannelHealth;
  /** Connects, and goes on trying while Discord cannot be reached. Returns at once. */
  start(): void;
  stop(): Promise<void>;
}

const RECONNECT: Millis = 2_000;
const LONGEST: Millis = 60_000;
/** Places of the newest customers, which are read again after a break. */
const RECENT = 500;
/** Flags of an application that may read messages: GATEWAY_MESSAGE_CONTENT, and the same for few servers. */
const MAY_READ = (1 << 18) | (1 << 19);

interface Ready {
  user?: { id?: string };
  application?: { id?: string; flags?: number };
  guilds?: { id?: string }[];
}

/** The desk in Discord: hears the gateway, speaks through REST, decides nothing. */
export function openDiscord({ token, api: base }: DiscordSettings, ports: BotPorts): DiscordBot {
  const { log, now } = ports;
  const complain = (what: string) => (error: unknown) =>
    log({ level: "error", message: `discord: ${what}: ${error instanceof Error ? error.message : String(error)}` });
  const health = openHealth((it) => {
    if (it.state === "ready") log({ level: "info", message: "discord: connected" });
    if (it.state === "connecting") log({ level: "warn", message: "discord: connection lost, reconnecting" });
    if (it.state === "dead" || it.state === "degraded")
      log({ level: "error", message: `discord: ${it.detail}. ${it.next}` });
    if (it.state === "dead") ports.alarm(`discord: ${it.detail}. ${it.next}`);
  }, now);
  const client = openClient({
    api: base,
    now,
    malformed: complain("a malformed message of the gateway was skipped"),
    unreachable: complain("the gateway cannot be reached"),
    answering: (well) => (well ? health.mended("requests") : health.troubled("requests")),
    refused: () => health.dead(4004),
  });
  client.rest.setToken(token);
  let self = "";
  let stopped = false;
  let lostAt: number | undefined;
  let known = false;
  const directory = openDirectory(() => ports.policy().config.discord);
  const bot: Bot = { ...ports, api: openApi(client), directory, health, self: () => self };
  const threads = openThreads(bot);
  const ears = openEars(bot, threads);
  const asks = openAsks(bot.api, now);
  const interact = openInteractions(bot, threads, ears, asks);
  const backfill = openBackfill(bot, ears);
  const automod = openAutoMod(bot);
  const keepRules = () => void automod.keep().catch(complain("keeping AutoMod rules"));
  let keeping: NodeJS.Timeout | undefined;
  const recent = lru<string, true>(RECENT);
  const dispatch = openDispatch({
    bot,
    ears,
    automod,
    interact,
    failed: complain,
    inTurn(channel, what, run) {
      recent.set(channel, true);
      return backfill.inTurn(channel, what, run);
    },
  });

  client.on(
    Events.Raw as never,
    ((packet: { t: string; d: unknown }) => {
      if (packet.t === "READY") ready(packet.d);
      if (packet.t === "RESUMED") health.up();
      dispatch(packet);
    }) as never,
  );
  client.on(Events.Error, complain("the library"));
  client.on(Events.ShardError, complain("connection"));
  client.on(Events.ShardReconnecting, () => {
    lostAt ??= now();
    health.lost();
  });
  client.on(Events.ShardResume, () => {
    lostAt = undefined;
    health.up();
  });
  client.on(Events.ShardDisconnect, ({ code }) => health.dead(code));

  /** A new session: what was said since the last one is read, and the commands are looked at. */
  function ready(data: unknown): void {
    const { user, application, guilds = [] } = data as Ready;
    self = user?.id ?? self;
    const first = !known;
    const since = first ? undefined : lostAt;
    known = true;
    lostAt = undefined;
    health.up();
    const flags = application?.flags;
    if (flags !== undefined && flags !== 0 && (flags & MAY_READ) === 0) health.troubled("content");
    const id = application?.id ?? self;
    if (first) {
      registerCommands(bot.api, id)
        .then((what) => what === "registered" && log({ level: "info", message: "discord: commands registered" }))
        .catch(complain("commands could not be registered"));
    }
    // The servers follow in messages of their own; they come within a moment.
    setTimeout(keepRules, SETTLE).unref();
    const servers = guilds.flatMap((it) => it.id ?? []);
    backfill.begin(since, servers, [...recent.keys()]).catch(complain("reading what was missed"));
  }

  async function connect(): Promise<void> {
    for (let wait = RECONNECT; !stopped; wait = Math.min(LONGEST, wait * 2)) {
      try {
        await client.login(token);
        return;
      } catch (error) {
        const code = (error as { code?: unknown }).code;
        if (code === "TokenInvalid") return health.dead(4004);
        if (stopped || health.current().state === "dead") return;
        complain(`cannot connect, trying again in ${wait / 1_000} s`)(error);
        await new Promise<void>((resolve) => setTimeout(resolve, wait).unref());
      }
    }
  }

  return {
    channel: discordChannel(bot, threads, asks),
    pages: openPages(bot),
    health: health.current,
    start() {
      keeping = setInterval(keepRules, KEEP).unref();
      void connect();
    },
    async stop() {
      stopped = true;
      clearInterval(keeping);
      backfill.stop();
      await client.destroy();
    },
  };
}

const SETTLE: Millis = 1_000;
/** A list that an operator changed is in force at Discord after this at the latest. */
const KEEP: Millis = 30_000;
