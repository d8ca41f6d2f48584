import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { consoleChannel } from "../../bots/console/console.ts";
import type { Channel, Connection } from "../../core/channel.ts";
import { commandOf } from "../../core/desk-command.ts";
import { PRIVACY } from "../../core/privacy/privacy.ts";
import { createApp } from "../../server/app.ts";
import { connect } from "../../server/client.ts";
import { listen } from "../../server/listen.ts";
import { counted, countedDesk, createMetrics } from "../../server/metrics.ts";
import { type ClockPorts, startClock } from "../../worker/clock.ts";
import { openPing } from "../../worker/heartbeat.ts";
import { startLoop } from "../../worker/loop.ts";
import { type OutboxPorts, openOutbox } from "../../worker/outbox.ts";
import { pager } from "../../worker/pager.ts";
import { openSimilar } from "../../worker/similar.ts";
import { startAudit } from "../audit-work.ts";
import { backgroundFit } from "../background-fit.ts";
import { openComplianceVault } from "../compliance-vault.ts";
import { loadDemo, playDemo } from "../demo.ts";
import { loginName } from "../desk-access.ts";
import { openDiscordChannel } from "../discord.ts";
import { draftsFolder } from "../drafts-folder.ts";
import { type AtEnd, signalled, withEnds } from "../ending.ts";
import { acceptedKeys, openExchange } from "../exchange.ts";
import { exportsFolder, removeOldExports } from "../exports-folder.ts";
import { knowledgeFolders } from "../files.ts";
import { newId } from "../ids.ts";
import { removeLocalDesk } from "../local-desk.ts";
import { openModel } from "../model.ts";
import { personName } from "../names.ts";
import { narrate } from "../narrator.ts";
import { readPolicy } from "../policy.ts";
import { triageQueue } from "../queue.ts";
import { watchPolicy } from "../reload.ts";
import { now, openRuntime } from "../runtime.ts";
import { secret } from "../secrets.ts";
import { settingsFolder } from "../settings-folder.ts";
import { connectionOf, openSlack } from "../slack.ts";
import { ANOTHER_KEY, takePlace } from "../up/alone.ts";
import { another, greeting } from "../up/greeting.ts";
import { hostsFor } from "../up/hosts.ts";
import { localTokens } from "../up/local-tokens.ts";
import { logger } from "../up/logger.ts";
import type { Options } from "../up/options.ts";
import { isWhole, lanesOf, leftOut, partsOf, refuseHalf, wantedParts } from "../up/parts.ts";
import { startPresence } from "../up/presence.ts";
import { VERSION } from "../version.ts";

/** The longest that a customer's message waits to be understood by meaning, in milliseconds; later than that it is ranked by words. */
const WAIT = 150;

/** `nightdesk up`: the desk, until a signal ends it: what is under way is finished, what is not waits in the store. */
export const up = (_: string[], options: Options): Promise<void> => withEnds((atEnd) => run(options, atEnd));

async function run(options: Options, atEnd: AtEnd): Promise<void> {
  const parts = partsOf(options.only);
  refuseHalf(parts, options.demo);
  const withTui =
    parts.has("api") &&
    options.tui &&
    process.stdout.isTTY === true &&
    process.stdin.isTTY === true &&
    options.json !== true;
  const metrics = createMetrics({ version: VERSION, startedAt: now() });
  const runtime = await openRuntime({
    ...options,
    outgoing: true,
    wait: WAIT,
    wrap: (store) => counted(store, metrics),
  });
  const { store, policy, data, configFile } = runtime;
  atEnd(() => store.close());
  const desk = countedDesk(runtime.desk, metrics);
  atEnd(await takePlace(runtime, parts));
  const script = options.demo ? await loadDemo(configFile) : undefined;
  const log = logger(
    withTui ? createWriteStream(join(data, "desk.log"), { flags: "a", mode: 0o600 }) : process.stdout,
    options.json,
  );

  const failed = (what: string) => (error: unknown) =>
    log({ level: "error", message: `${what}: ${error instanceof Error ? error.message : String(error)}` });
  const audit = await startAudit(runtime, { root: dirname(configFile), signs: parts.has("clock") }, failed("audit"));
  atEnd(audit.stop);
  if (!(await runtime.keyFits())) log({ level: "warn", message: ANOTHER_KEY });
  const missing = leftOut(parts, policy().config, runtime.engine);
  if (missing !== undefined) log({ level: "warn", message: missing });
  const [listens, speaks] = [parts.has("slack"), parts.has("worker")];
  const slack = await openSlack(runtime, log, () => connections(), { listens, speaks });
  const connections = (): Connection[] => [...own(), ...(presence?.others() ?? [])];
  const own = (): Connection[] => [
    ...(slack === undefined || !parts.has("slack") ? [] : [connectionOf(slack.health.current())]),
    ...(discord === undefined || !parts.has("discord") ? [] : [{ name: "discord", ...discord.health() }]),
    ...queue.connections(),
  ];
  const discord =
    parts.has("discord") || speaks
      ? await openDiscordChannel(runtime, log, connections, (text) => slack?.tell(text))
      : undefined;
  const adviser = speaks ? await openModel(runtime) : undefined;
  const queue = await triageQueue(policy().config, store.epoch, log, speaks);
  const wanted = () => wantedParts(policy().config);
  const presence =
    runtime.engine === "postgres"
      ? startPresence({ store, parts, connections: own, wanted, now, failed: failed("presence") })
      : undefined;
  atEnd(() => presence?.stop());
  const stopping = new AbortController();
  const openApi = async () => {
    const vault = await openComplianceVault(data);
    atEnd(() => vault.close());
    const { host, port } = policy().config.server;
    const app = createApp({
      compliance: vault,
      signer: audit.signer,
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
      exchange: openExchange(policy),
      exchangeKeys: acceptedKeys,
      stopping: stopping.signal,
    });
    const server = await listen(app, { host, port: options.port ?? port });
    atEnd(server.close);
    const { lead } = await localTokens(runtime, server.url, personName(options.as ?? loginName()));
    atEnd(() => removeLocalDesk(data, process.pid));
    atEnd(await narrate(store, (message) => log({ level: "info", message })));
    return { url: server.url, lead };
  };
  const api = parts.has("api") ? await openApi() : undefined;

  const load = () => readPolicy({ config: configFile, outgoing: true, wait: WAIT });
  const fitting = backgroundFit({ configFile, policy, load, adopt: runtime.adopt, log });
  atEnd(fitting.stop);
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
      audit.adopted(next);
    },
    log,
  });
  atEnd(unwatchFiles);

  const channels = new Map<string, Channel>([["console", consoleChannel(store, now)]]);
  if (slack !== undefined) channels.set("slack", slack.channel);
  if (discord !== undefined) channels.set(discord.channel.name, discord.channel);
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
    exchange: openExchange(policy),
    lease: policy().config.delivery.lease,
    lanes: lanesOf(parts),
    now,
    settled,
    failed: failed("outbox"),
  });
  atEnd(outbox.close);
  const delivery = startLoop(outbox.begin, { pause: 1_000, failed: failed("outbox") });
  atEnd(delivery.stop);
  atEnd(store.watch(() => delivery.wake()));
  const reachable = { paging: () => policy().config.paging, now, secret };
  const ping = openPing({ desk: policy().config.desk.name, store }, reachable);
  // Once a day from then on; a desk that has begun already waits for its day.
  await desk.execute(commandOf({ stream: PRIVACY, kind: "retention", at: 0 })).catch(failed("retention"));
  const tidy = startLoop(() => removeOldExports(exportsFolder(data), now()), {
    pause: 3_600_000,
    failed: failed("exports"),
  });
  atEnd(tidy.stop);
  let leads = false;
  const alive = startLoop(async () => (leads ? ping.once() : 0), { pause: 5_000, failed: failed("heartbeat") });
  atEnd(alive.stop);
  const clock: ClockPorts = {
    store,
    async tick() {
      const count = await desk.tick();
      ping.ticked();
      metrics.deadlinesHandled(count);
      return count;
    },
    turned(mine) {
      leads = mine;
      if (!isWhole(parts)) log({ level: "info", message: `the clock runs ${mine ? "here" : "elsewhere"} now` });
    },
    failed: failed("clock"),
  };
  if (parts.has("clock")) atEnd(startClock(clock));
  // Heard last, and the first to fall silent: what was heard can still be carried out.
  atEnd(() => discord?.stop());
  if (parts.has("discord")) discord?.start();
  atEnd(() => slack?.stop());
  await slack?.start();
  const demo =
    script === undefined
      ? Promise.resolve()
      : playDemo(script, desk, newId(now()).slice(-5), stopping.signal).catch(failed("demo"));
  atEnd(() => demo);
  atEnd(() => stopping.abort());

  if (withTui && api !== undefined) {
    const { startTui } = await import("../tui/main.tsx");
    await startTui({
      client: connect({ url: api.url, token: api.lead }),
      url: api.url,
      demo: script !== undefined,
      settings: settingsFolder(),
      screenReader: options.screenReader,
      ascii: options.ascii,
      drafts: { folder: draftsFolder(), token: api.lead },
      chatCommand: another("chat", configFile),
    });
  } else {
    log({ level: "info", message: greeting(policy().config.desk.name, api?.url, configFile, parts) });
    await signalled();
  }
}
