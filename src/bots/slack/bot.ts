import { App, type Receiver } from "@slack/bolt";
import type { WebAPICallResult } from "@slack/web-api";
import type { Channel } from "../../core/channel.ts";
import { listenAsAssistant } from "./assistant.ts";
import { slackChannel } from "./channel.ts";
import { answerCommand } from "./commands.ts";
import { type Door, refusalText, STRANGER } from "./door.ts";
import { homeBlocks } from "./home.ts";
import { listenToThreads } from "./listen-threads.ts";
import { listenToTickets } from "./listen-tickets.ts";
import { split } from "./mrkdwn.ts";
import { listenForOverrides } from "./override.ts";
import { placeOf, within } from "./place.ts";
import type { SlackPorts } from "./ports.ts";
import { listenForShortcut } from "./shortcut.ts";
import { staffDirectory } from "./staff.ts";
import { QUIET } from "./web.ts";

/** mrkdwn in one message; Slack cuts at 40,000, people stop reading long before. */
const ANSWER = 3_500;

interface Identity extends WebAPICallResult {
  team_id?: string;
  user_id?: string;
  bot_id?: string;
}

export interface Bot {
  channel: Channel;
  /** The app was installed anew: who it is there is asked again. */
  renewed(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The staff's door: Bolt's listeners, each of which is durable before Slack hears that its event was taken. */
export async function slackBot(
  ports: SlackPorts,
  receiver: Receiver,
  listenOn?: { host: string; port: number },
): Promise<Bot> {
  const { web, health, log } = ports;
  const staffOf = staffDirectory(ports);
  let self: Identity | undefined;
  const identity = async () => {
    self ??= await web.call<Identity>("auth.test");
    return self;
  };
  const app = new App({
    receiver,
    logger: QUIET,
    ignoreSelf: false,
    authorize: async () => {
      const { team_id = "", bot_id = "", user_id = "" } = await identity();
      return { botToken: "", botId: bot_id, botUserId: user_id, teamId: team_id };
    },
  });
  app.error(async (error) => {
    log({ level: "error", message: `slack: ${error.message}` });
    throw error;
  });
  app.use(async ({ body, next }) => {
    const { team_id } = await identity();
    const from = teamOf(body as unknown as Record<string, unknown>);
    if (from === undefined || from === team_id) await next();
    else log({ level: "warn", message: "slack: an event of another workspace was left alone" });
  });

  const tell: Door["tell"] = (channel, user, text, { thread, blocks } = {}) =>
    web.call("chat.postEphemeral", {
      channel,
      user,
      text,
      parse: "none",
      ...(blocks === undefined ? {} : { blocks }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
  const mark: Door["mark"] = (channel, timestamp, name) =>
    web.call("reactions.add", { channel, timestamp, name }).catch(() => undefined);

  const turnedAway: Door["turnedAway"] = async (user) => {
    const { audit } = ports.desk;
    const name = audit.stranger(`slack:${within(ports.workspace?.team, user)}`);
    await audit.note({ name, role: null, door: "slack" }, "access.refused", { more: { because: "no responder" } });
    return STRANGER;
  };

  const door: Door = {
    app,
    ports,
    staffOf,
    self: async () => (await identity()).user_id,
    tell,
    mark,
    turnedAway,
  };
  listenAsAssistant(app, door);
  listenToThreads(door);
  listenToTickets(door);
  listenForShortcut(door);
  listenForOverrides(app, ports, {
    staffOf,
    sent: ({ channel, ts }) => mark(channel, ts, "outbox_tray"),
    refused: ({ channel, thread }, { user }, result) => tell(channel, user, refusalText(result), { thread }),
  });

  app.event("app_mention", async ({ event }) => {
    const { channel, user, text, ts } = event;
    if (user === undefined || "bot_id" in event) return;
    // In a ticket's thread every word goes to the customer, or is a note; commands are given elsewhere.
    const root = (event as { thread_ts?: string }).thread_ts;
    if (
      root !== undefined &&
      (await ports.store.conversationAt("slack", placeOf(channel, root, ports.workspace?.team))) !== undefined
    )
      return;
    const staff = await staffOf(user);
    const words = text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/, "");
    const answer =
      staff === undefined
        ? await turnedAway(user)
        : await answerCommand(words, staff, ports, once(`mention:${placeOf(channel, ts, ports.workspace?.team)}`));
    await tell(channel, user, split(answer, ANSWER)[0] ?? "", { thread: root ?? ts });
  });

  app.command("/desk", async ({ command, ack }) => {
    const staff = await staffOf(command.user_id);
    const answer =
      staff === undefined
        ? await turnedAway(command.user_id)
        : await answerCommand(command.text, staff, ports, once(`command:${command.trigger_id}`));
    await ack({ response_type: "ephemeral", text: split(answer, ANSWER)[0] ?? "" });
  });

  const gone = async (what: string) => {
    self = undefined;
    health.dead(what, "Install the app to the workspace again.");
    await ports.uninstalled?.();
  };
  app.event("app_uninstalled", () => gone("the app was taken away from the workspace"));
  app.event("tokens_revoked", async ({ event }) => {
    const { bot = [] } = (event as unknown as { tokens: { bot?: string[] } }).tokens;
    if (bot.length > 0) await gone("the bot's token was revoked");
  });

  app.event("app_home_opened", async ({ event }) => {
    const staff = await staffOf(event.user);
    if (staff === undefined || event.tab !== "home") return;
    await web.call("views.publish", {
      user_id: event.user,
      view: { type: "home", blocks: await homeBlocks(staff, ports) },
    });
  });

  return {
    channel: slackChannel(web),
    renewed: () => {
      self = undefined;
    },
    async start() {
      await identity().catch((error: unknown) =>
        health.connecting(error instanceof Error ? error.message : "Slack does not answer"),
      );
      if (listenOn === undefined) await receiver.start();
      else {
        await receiver.start({ host: listenOn.host, port: listenOn.port });
        health.up();
      }
    },
    stop: async () => void (await receiver.stop()),
  };
}

const once = (externalId: string) => ({ channel: "slack", externalId });

/** The workspace that an event's author belongs to; a shared channel brings in those of others. */
function teamOf(body: Record<string, unknown>): string | undefined {
  const event = body.event as { user_team?: string; source_team?: string } | undefined;
  const user = body.user as { team_id?: string } | undefined;
  return event?.user_team ?? event?.source_team ?? user?.team_id ?? (body.team_id as string | undefined);
}
