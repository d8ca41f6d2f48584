import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { consoleChannel } from "../../bots/console/console.ts";
import type { Channel, Connection } from "../../core/channel.ts";
import { Fault } from "../../core/errors.ts";
import { createApp } from "../../server/app.ts";
import { hashToken, newToken } from "../../server/auth.ts";
import { connect } from "../../server/client.ts";
import { listen } from "../../server/listen.ts";
import { counted, countedDesk, createMetrics } from "../../server/metrics.ts";
import { openPing } from "../../worker/heartbeat.ts";
import { startLoop } from "../../worker/loop.ts";
import { type OutboxPorts, openOutbox } from "../../worker/outbox.ts";
import { pager } from "../../worker/pager.ts";
import { openSimilar } from "../../worker/similar.ts";
import { backgroundFit } from "../background-fit.ts";
import { loadDemo, playDemo } from "../demo.ts";
import { loginName } from "../desk-access.ts";
import { openDiscordChannel } from "../discord.ts";
import { draftsFolder } from "../drafts-folder.ts";
import { signalled } from "../ending.ts";
import { knowledgeFolders } from "../files.ts";
import { newId } from "../ids.ts";
import { type LocalDesk, localDesk, readLocalDesk, removeLocalDesk, writeLocalDesk } from "../local-desk.ts";
import { openModel } from "../model.ts";
import { personName } from "../names.ts";
import { narrate } from "../narrator.ts";
import { readPolicy } from "../policy.ts";
import { triageQueue } from "../queue.ts";
import { watchPolicy } from "../reload.ts";
import { now, openRuntime, type Runtime } from "../runtime.ts";
import { secret } from "../secrets.ts";
import { settingsFolder } from "../settings-folder.ts";
import { connectionOf, openSlack } from "../slack.ts";
import { VERSION } from "../version.ts";

interface Options {
  config?: string;
  json?: boolean;
  demo?: boolean;
  as?: string;
  tui: boolean;
  port?: number;
}

/** The longest that a customer's message waits to be understood by meaning, in milliseconds; later than that it is ranked by words. */
const WAIT = 150;

/** `nightdesk up`: the desk, until a signal ends it: what is under way is finished, what is not waits in the store. */
export async function up(_: string[], options: Options): Promise<void> {
  const withTui = options.tui && process.stdout.isTTY === true && process.stdin.isTTY === true && options.json !== true;
  const metrics = createMetrics({ version: VERSION, startedAt: now() });
  const runtime = await openRuntime({
    ...options,
    outgoing: true,
    wait: WAIT,
    wrap: (store) => counted(store, metrics),
  });
  const { store, policy, data, configFile } = runtime;
  const desk = countedDesk(runtime.desk, metrics);
  await alone(data);
  const script = options.demo ? await loadDemo(configFile) : undefined;
  const log = logger(
    withTui ? createWriteStream(join(data, "desk.log"), { flags: "a", mode: 0o600 }) : process.stdout,
    options.json,
  );

  const slack = await openSlack(runtime, log, () => connections());
  const connections = (): Connection[] => [
    ...(slack === undefined ? [] : [connectionOf(slack.health.current())]),
    ...(discord === undefined ? [] : [{ name: "discord", ...discord.health() }]),
    ...queue.connections(),
  ];
  const discord = await openDiscordChannel(runtime, log, connections, (text) => slack?.tell(text));
  const adviser = await openModel(runtime);
  const queue = await triageQueue(policy().config, store.epoch, log);
  const stopping = new AbortController();
  const { host, port } = policy().config.server;
  const app = createApp({
    desk,
    store,
    policy,
    now,
    metrics,
    log,
    configuredAt: async () => Math.floor((await stat(configFile)).mtimeMs),
    version: VERSION,
    demo: script !== undefined,
    hosts: hostsFor(host),
    connections,
    adviser: adviser?.health,
    stopping: stopping.signal,
  });
  const server = await listen(app, { host, port: options.port ?? port });
  const local = await localTokens(runtime, server.url, personName(options.as ?? loginName()));
  const told = await narrate(store, (message) => log({ level: "info", message }));

  const load = () => readPolicy({ config: configFile, outgoing: true, wait: WAIT });
  const fitting = backgroundFit({ configFile, policy, load, adopt: runtime.adopt, log });
  fitting.start();
  policy().embeddings?.warm();
  const unwatchFiles = watchPolicy({
    root: dirname(configFile),
    trees: () => knowledgeFolders(dirname(configFile), policy().config.knowledge),
    load,
    adopt(next) {
      runtime.adopt(next);
      next.embeddings?.warm();
      fitting.start();
    },
    log,
  });

  const channels = new Map<string, Channel>([["console", consoleChannel(store, now)]]);
  if (slack !== undefined) channels.set("slack", slack.channel);
  if (discord !== undefined) channels.set(discord.channel.name, discord.channel);
  const failed = (what: string) => (error: unknown) =>
    log({ level: "error", message: `${what}: ${error instanceof Error ? error.message : String(error)}` });
  const settled: NonNullable<OutboxPorts["settled"]> = (settlement) => metrics.settled(settlement);
  const outbox = openOutbox({
    store,
    desk,
    channels,
    policy,
    adviser,
    similar: openSimilar(store),
    queue: queue.open,
    pager: pager({ policy, now, secret, discord: discord?.pages, slack: () => slack?.channel }),
    lease: policy().config.delivery.lease,
    now,
    settled,
    failed: failed("outbox"),
  });
  const delivery = startLoop(outbox.begin, { pause: 1_000, failed: failed("outbox") });
  const unwatch = store.watch(() => delivery.wake());
  discord?.start();
  const reachable = { paging: () => policy().config.paging, now, secret };
  const ping = openPing({ desk: policy().config.desk.name, store }, reachable);
  const alive = startLoop(ping.once, { pause: 5_000, failed: failed("heartbeat") });
  const clock = startLoop(
    async () => {
      const count = await desk.tick();
      ping.ticked();
      metrics.deadlinesHandled(count);
      return count;
    },
    { pause: 1_000, failed: failed("clock") },
  );
  await slack?.start();
  const demo =
    script === undefined
      ? Promise.resolve()
      : playDemo(script, desk, newId(now()).slice(-5), stopping.signal).catch(failed("demo"));

  if (withTui) {
    const { startTui } = await import("../tui/main.tsx");
    await startTui({
      client: connect({ url: server.url, token: local.lead }),
      url: server.url,
      demo: script !== undefined,
      settings: settingsFolder(),
      drafts: { folder: draftsFolder(), token: local.lead },
      chatCommand: another("chat", configFile),
    });
  } else {
    log({ level: "info", message: greeting(policy().config.desk.name, server.url, configFile) });
    await signalled();
  }
  stopping.abort();
  unwatch();
  unwatchFiles();
  fitting.stop();
  told();
  await slack?.stop();
  await discord?.stop();
  await server.close();
  await Promise.all([delivery.stop(), clock.stop(), alive.stop(), demo]);
  await outbox.close();
  await removeLocalDesk(data, process.pid);
  await store.close();
}

/** One desk a folder: a second would take the first one's place in it. */
async function alone(data: string): Promise<void> {
  const other = await localDesk(data);
  if (other === undefined) return;
  const answers = await fetch(`${other.url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  if (answers?.ok !== true) return;
  throw new Fault("usage", `a desk of this folder is running already, at ${other.url} (process ${other.pid})`, {
    next: "Work with it (`nightdesk tui`), or end it first.",
  });
}

/** A command that works from where this one was typed. */
const another = (verb: string, configFile: string): string =>
  `${process.env.NIGHTDESK_COMMAND ?? "nightdesk"} ${verb} --config ${quoted(relative(process.cwd(), configFile))}`;

/** As a shell reads it: in quotes where it has to be. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

function greeting(desk: string, url: string, configFile: string): string {
  const line = (verb: string, what: string) => `  ${another(verb, configFile).padEnd(70)}  ${what}`;
  return [
    `${desk} is open at ${url} (nightdesk ${VERSION}). In another terminal:`,
    line("chat", "talk as a customer"),
    line("tui", "work as a responder"),
    line("tickets list", "see what is open"),
    "Ctrl+C ends it; nothing is lost.",
  ].join("\n");
}

/** Names a browser may call a local desk by; a desk that listens for others is behind a proxy that has names of its own. */
const hostsFor = (host: string): string[] | undefined =>
  ["127.0.0.1", "::1", "localhost"].includes(host) ? ["127.0.0.1", "localhost", "[::1]"] : undefined;

const logger =
  (out: NodeJS.WritableStream, json: boolean | undefined) =>
  ({ level, message, ...fields }: { level: string; message: string }): void => {
    if (!json && message === "request" && level === "info") return;
    const extra = Object.entries(fields)
      .map(([key, value]) => ` ${key}=${String(value)}`)
      .join("");
    out.write(
      json
        ? `${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`
        : `${level === "info" ? "" : `${level}: `}${message}${extra}\n`,
    );
  };

/** The tokens of whoever can read the data folder: those of the last run while they count, else new ones. */
async function localTokens({ store, data }: Runtime, url: string, responder: string): Promise<LocalDesk> {
  const before = await readLocalDesk(data);
  const fresh = async (role: "lead" | "console", name: string, old: string | undefined): Promise<string> => {
    const row = old === undefined ? undefined : await store.tokenByHash(hashToken(old));
    if (old !== undefined && row?.revokedAt === null && row.name === name) return old;
    const { secret, row: made } = newToken({ name, role, by: "nightdesk up", now: now() });
    await store.putToken(made);
    return secret;
  };
  const local: LocalDesk = {
    url,
    pid: process.pid,
    lead: await fresh("lead", responder, before?.lead),
    console: await fresh("console", "console", before?.console),
  };
  await writeLocalDesk(data, local);
  return local;
}
