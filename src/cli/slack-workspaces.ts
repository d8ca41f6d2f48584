import { createHmac } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type { Receiver } from "@slack/bolt";
import { type Bot, slackBot } from "../bots/slack/bot.ts";
import { slackChannel } from "../bots/slack/channel.ts";
import type { Health } from "../bots/slack/health.ts";
import { httpReceiver, type Pages } from "../bots/slack/http.ts";
import { INSTALL_PATH, type Installer, openInstaller } from "../bots/slack/install.ts";
import { type InstallationFiles, sealedInstallations } from "../bots/slack/installations.ts";
import type { SlackPorts } from "../bots/slack/ports.ts";
import { createWeb, type Web } from "../bots/slack/web.ts";
import { sharedChannel, sharedHealth, sharedReceiver } from "../bots/slack/workspaces.ts";
import type { SlackOauth } from "../core/config/slack.ts";
import { Fault } from "../core/errors.ts";
import { hexKey, secret, writePrivate } from "./secrets.ts";

export interface WorkspacesOptions {
  oauth: SlackOauth;
  /** Whether this process hears what is said there, or only speaks. */
  listens: boolean;
  http: { host: string; port: number } | undefined;
  signing: string | undefined;
  apiUrl: string | undefined;
  /** Where sealed installations are kept. */
  folder: string;
  /** Socket Mode, for all workspaces at once. */
  socket(health: Health): Promise<Receiver>;
  ports: Omit<SlackPorts, "web" | "workspace" | "uninstalled">;
}

/** Each of several workspaces has an app of its own behind one way in, and a token of its own that is kept in force. */
export async function openWorkspaces({
  oauth,
  listens,
  http,
  signing,
  apiUrl,
  folder,
  socket,
  ports,
}: WorkspacesOptions) {
  const { log } = ports;
  const bots = new Map<string, Bot>();
  const installer = await installerOf({
    oauth,
    apiUrl,
    folder,
    installed(team) {
      log({ level: "info", message: `slack: installed to ${team}` });
      bots.get(team)?.renewed();
      bots.get(team)?.start().catch(complain);
    },
  });
  const complain = (error: Error) => log({ level: "warn", message: `slack: ${error.message}` });
  const [home = ""] = oauth.workspaces;
  const shown = sharedHealth(ports.health);
  const webs = new Map(
    oauth.workspaces.map((team) => {
      const tokens = {
        current: () => installer.tokenOf(team),
        refused: () => installer.renew(team),
        remedy: `Open ${addressOf(oauth)}${INSTALL_PATH} and install the app to ${team}.`,
      };
      return [team, createWeb(tokens, { apiUrl, health: shown.of(team) })];
    }),
  );
  const webOf = (team = home): Web => webs.get(team) ?? (webs.get(home) as Web);
  const channels = new Map([...webs].map(([team, web]) => [team, slackChannel(web)]));
  const spoken = { channel: sharedChannel(channels, home), webOf };
  if (!listens) return { ...spoken, start: async () => {}, stop: async () => {} };

  const receiver = http === undefined ? await socket(shown.whole) : httpReceiver(signing ?? "", installer.answer);
  const shared = sharedReceiver(receiver, (team) =>
    log({ level: "warn", message: `slack: an event of ${team ?? "no workspace"} was left alone` }),
  );
  for (const [team, web] of webs) {
    const workspace = { team, first: team === home };
    const uninstalled = () => installer.forget(team);
    bots.set(team, await slackBot({ ...ports, web, health: shown.of(team), workspace, uninstalled }, shared(team)));
  }

  let pages: Server | undefined;
  return {
    ...spoken,
    async start(): Promise<void> {
      await Promise.all([...bots.values()].map((bot) => bot.start()));
      if (http === undefined) {
        pages = await serve(installer.answer, oauth);
        await receiver.start();
      } else {
        await receiver.start({ host: http.host, port: http.port });
        shown.whole.up();
      }
    },
    async stop(): Promise<void> {
      pages?.close();
      pages?.closeAllConnections();
      await receiver.stop();
    },
  };
}

const addressOf = ({ url }: SlackOauth): string => url.replace(/\/+$/, "");

/** What installs the app, with the secrets that stand in the environment. @throws Fault that names the one that is missing. */
export async function installerOf({
  oauth,
  apiUrl,
  folder,
  installed,
}: Pick<WorkspacesOptions, "oauth" | "apiUrl" | "folder"> & { installed(team: string): void }): Promise<Installer> {
  const key = hexKey("NIGHTDESK_SLACK_INSTALL_KEY", await needed("SLACK_INSTALL_KEY"));
  return openInstaller({
    clientId: await needed("SLACK_CLIENT_ID"),
    clientSecret: await needed("SLACK_CLIENT_SECRET"),
    stateSecret: createHmac("sha256", key).update("slack oauth state").digest("hex"),
    url: addressOf(oauth),
    apiUrl,
    store: sealedInstallations(filesIn(folder), { key, workspaces: oauth.workspaces }),
    installed,
  });
}

async function needed(name: string): Promise<string> {
  const value = await secret(name);
  if (value !== undefined && value !== "") return value;
  throw new Fault("usage", `nightdesk.yaml has slack: oauth:, but NIGHTDESK_${name} is not set`, {
    next: "docs/how-to/slack.md says where to find it. It may also stand in a file that …_FILE names.",
  });
}

function filesIn(folder: string): InstallationFiles {
  const fileOf = (team: string) => join(folder, `${team}.sealed`);
  return {
    async read(team) {
      try {
        return Buffer.from(await readFile(fileOf(team), "utf8"), "base64");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async write(team, sealed) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writePrivate(fileOf(team), Buffer.from(sealed).toString("base64"));
    },
    remove: (team) => rm(fileOf(team), { force: true }),
  };
}

/** The pages of an installation, where Slack's events come through a socket. */
async function serve(answer: Pages, { host, port }: SlackOauth): Promise<Server> {
  const server = createServer(
    (request, response) =>
      void answer(request, response).then(
        (answered) => answered || response.writeHead(404).end(),
        () => response.headersSent || response.writeHead(500).end(),
      ),
  );
  await new Promise<void>((listening, failed) => server.once("error", failed).listen(port, host, listening));
  return server;
}
