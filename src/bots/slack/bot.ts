import { App, type Receiver } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebAPICallResult } from "@slack/web-api";
import type { Channel } from "../../core/channel.ts";
import type { Refusal } from "../../core/errors.ts";
import { act, DIALOGS, isButton } from "./act.ts";
import type { Button } from "./card.ts";
import { slackChannel } from "./channel.ts";
import { answerCommand } from "./commands.ts";
import { dialog, dialogOf } from "./dialog.ts";
import { homeBlocks } from "./home.ts";
import { split } from "./mrkdwn.ts";
import { listenForOverrides, stoppedBlocks } from "./override.ts";
import type { SlackPorts, Staff } from "./ports.ts";
import { noteIn, relay } from "./relay.ts";
import { staffDirectory } from "./staff.ts";
import { QUIET } from "./web.ts";

/** mrkdwn in one message; Slack cuts at 40,000, people stop reading long before. */
const ANSWER = 3_500;
/** Slack sends what was not taken three times more. */
const PATIENT = 2;
const STRANGER = "You are not on this desk's list of responders. Ask a lead to add you under slack: in nightdesk.yaml.";

interface Identity extends WebAPICallResult {
  team_id?: string;
  user_id?: string;
  bot_id?: string;
}

export interface Bot {
  channel: Channel;
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

  const tell = (channel: string, user: string, text: string, thread?: string, blocks?: KnownBlock[]) =>
    web.call("chat.postEphemeral", {
      channel,
      user,
      text,
      parse: "none",
      ...(blocks === undefined ? {} : { blocks }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
  const mark = (channel: string, timestamp: string, name: string) =>
    web.call("reactions.add", { channel, timestamp, name }).catch(() => undefined);

  app.event("message", async ({ event, context }) => {
    const message = event as {
      subtype?: string;
      bot_id?: string;
      user?: string;
      text?: string;
      thread_ts?: string;
      parent_user_id?: string;
      ts: string;
      channel: string;
    };
    const people =
      message.subtype === undefined || message.subtype === "thread_broadcast" || message.subtype === "file_share";
    if (!people || message.bot_id !== undefined || message.user === undefined || message.thread_ts === undefined)
      return;
    const { channel, thread_ts: thread, ts, text = "", user } = message;
    const { user_id } = await identity();
    if (user === user_id) return;
    const staff = await staffOf(user);
    if (staff === undefined) {
      if ((await ports.store.conversationAt("slack", `${channel}:${thread}`)) !== undefined)
        await tell(channel, user, STRANGER, thread);
      return;
    }
    const result = await relay(ports, { channel, thread, ts, text }, staff);
    if (result === undefined) {
      if (message.parent_user_id !== user_id) return;
      // A card of ours whose thread is linked in this very moment: not taken, so Slack sends it again.
      if ((context.retryNum ?? 0) < PATIENT) throw new Error("the thread of a card is not linked yet");
      await tell(channel, user, "This thread belongs to no ticket of this desk.", thread);
      return;
    }
    if (result.ok) await mark(channel, ts, noteIn(text) === undefined ? "outbox_tray" : "lock");
    else {
      const blocks = result.reason === "facts_not_known" ? stoppedBlocks(result, { channel, thread, ts }) : undefined;
      await tell(channel, user, refusal(result), thread, blocks);
    }
  });

  listenForOverrides(app, ports, {
    staffOf,
    sent: ({ channel, ts }) => mark(channel, ts, "outbox_tray"),
    refused: ({ channel, thread }, { user }, result) => tell(channel, user, refusal(result), thread),
  });

  app.event("app_mention", async ({ event }) => {
    const { channel, user, text, ts } = event;
    if (user === undefined || "bot_id" in event) return;
    // In a ticket's thread every word goes to the customer, or is a note; commands are given elsewhere.
    const root = (event as { thread_ts?: string }).thread_ts;
    if (root !== undefined && (await ports.store.conversationAt("slack", `${channel}:${root}`)) !== undefined) return;
    const staff = await staffOf(user);
    const words = text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/, "");
    const answer = staff === undefined ? STRANGER : await answerCommand(words, staff, ports);
    await tell(channel, user, split(answer, ANSWER)[0] ?? "", root ?? ts);
  });

  app.command("/desk", async ({ command, ack }) => {
    const staff = await staffOf(command.user_id);
    const answer = staff === undefined ? STRANGER : await answerCommand(command.text, staff, ports);
    await ack({ response_type: "ephemeral", text: split(answer, ANSWER)[0] ?? "" });
  });

  app.action(/^ticket\./, async ({ ack, body, action }) => {
    const { user, trigger_id: trigger, container, channel } = body as unknown as Clicked;
    const { action_id, value, action_ts } = action as { action_id: string; value?: string; action_ts?: string };
    const button = action_id.slice("ticket.".length);
    const number = Number(value);
    const room = channel?.id ?? container?.channel_id;
    const staff = await staffOf(user.id);
    await ack();
    if (!isButton(button) || room === undefined) return;
    if (staff === undefined) return void (await tell(room, user.id, STRANGER));
    if (DIALOGS[button] !== undefined) {
      const opened = await web
        .call("views.open", { trigger_id: trigger, view: dialog(button, number, room) })
        .catch(() => undefined);
      if (opened === undefined) await tell(room, user.id, "The dialog came too late. Please press the button again.");
      return;
    }
    await carryOut(
      button,
      number,
      "",
      { channel: "slack", externalId: `${user.id}:${action_ts}:${action_id}` },
      room,
      staff,
    );
  });

  app.view("ticket.dialog", async ({ ack, view, body }) => {
    const asked = dialogOf(view);
    const staff = await staffOf(body.user.id);
    if (asked === undefined || staff === undefined) return void (await ack());
    if (asked.text.trim() === "") {
      await ack({ response_action: "errors", errors: { words: "Please write something." } });
      return;
    }
    await ack();
    const once = { channel: "slack", externalId: `view:${view.id}` };
    await carryOut(asked.button, asked.number, asked.text, once, asked.room, staff);
  });

  async function carryOut(
    button: Button,
    number: number,
    text: string,
    once: { channel: string; externalId: string },
    room: string,
    staff: Staff,
  ) {
    const result = await act(ports, { button, number, text, once }, staff);
    if (!result.ok) await tell(room, staff.user, refusal(result));
  }

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

interface Clicked {
  user: { id: string };
  trigger_id?: string;
  container?: { channel_id?: string };
  channel?: { id?: string };
}

const refusal = ({ detail }: Refusal): string => `Not done: ${detail.replace(/[&<>]/g, "")}.`;

/** The workspace that an event's author belongs to; a shared channel brings in those of others. */
function teamOf(body: Record<string, unknown>): string | undefined {
  const event = body.event as { user_team?: string; source_team?: string } | undefined;
  const user = body.user as { team_id?: string } | undefined;
  return event?.user_team ?? event?.source_team ?? user?.team_id ?? (body.team_id as string | undefined);
}
