import { type App, Assistant } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebAPICallResult } from "@slack/web-api";
import { assistStream } from "../../core/assist/assist.ts";
import { lru } from "../../core/lru.ts";
import { excerpt } from "../../core/text.ts";
import { type Assisted, assist, languageOf, type Wish, wishIn } from "./assist.ts";
import { type AssistantWords, assistantWordsIn } from "./assistant-words.ts";
import { type Door, STRANGER } from "./door.ts";
import { plain } from "./mrkdwn.ts";
import { apart } from "./place.ts";
import { messageId } from "./relay.ts";

interface Thread {
  channel: string;
  ts: string;
}
interface Said {
  user?: string;
  bot_id?: string;
  channel: string;
  ts: string;
  thread_ts: string;
  text?: string;
}
interface Opened {
  assistant_thread: { user_id: string; channel_id: string; thread_ts: string; context?: { channel_id?: string } };
}
interface Rated {
  user: { id: string };
  channel?: { id?: string };
  message?: { ts?: string; thread_ts?: string };
}

const RATED = "assistant.feedback";
/** Slack shows four prompts at most. */
const DRAFTS_OFFERED = 2;
const LOOKED_AT = 50;
const REMEMBERED = 1_000;
const TITLE = 60;

/** The assistant in a direct message: staff ask it, and read what articles say and what triage has drafted. It changes nothing. */
export function listenAsAssistant(app: App, door: Door): void {
  const { ports, staffOf, self } = door;
  const { web, policy, store } = ports;
  /** Slack sends what is not taken within three seconds again: an answer that is under way is not given twice. */
  const answering = lru<string, Promise<void>>(REMEMBERED);

  const call = (method: string, { channel, ts }: Thread, args: Record<string, unknown>) =>
    web.call(method, { channel_id: channel, thread_ts: ts, ...args });
  const post = ({ channel, ts }: Thread, text: string, blocks?: KnownBlock[]) =>
    web.call("chat.postMessage", {
      channel,
      thread_ts: ts,
      text,
      ...SILENT,
      ...(blocks === undefined ? {} : { blocks }),
    });

  async function offer(thread: Thread, viewed: string | undefined, say: AssistantWords): Promise<void> {
    const teams = teamsIn(viewed);
    const { items } = await store.tickets({ states: ["open"], snoozed: false, limit: LOOKED_AT });
    const near = items.filter(({ team }) => teams === undefined || teams.has(team)).slice(0, DRAFTS_OFFERED);
    const prompts = [...near.map(({ number }) => say.draftPrompt(number)), ...say.prompts];
    await call("assistant.threads.setSuggestedPrompts", thread, { title: say.choose, prompts });
  }

  /** The teams whose tickets stand in the channel that is open beside the assistant; all of them where it is none of theirs. */
  function teamsIn(channel: string | undefined): Set<string> | undefined {
    const { slack, teams } = policy().config;
    const found = teams.filter(
      (team) =>
        channel !== undefined && apart(slack?.tickets.teams[team] ?? slack?.tickets.room ?? "").name === channel,
    );
    return found.length === 0 ? undefined : new Set(found);
  }

  async function opened({ assistant_thread: it }: Opened, first: boolean): Promise<void> {
    const thread = { channel: it.channel_id, ts: it.thread_ts };
    const say = assistantWordsIn(policy().config.desk.languages[0] ?? "en");
    if ((await staffOf(it.user_id)) === undefined) {
      if (first) await post(thread, STRANGER);
      return;
    }
    if (first) await post(thread, say.hello);
    await offer(thread, it.context?.channel_id, say);
  }

  async function answer({ channel, thread_ts: ts, text = "", user = "", ts: own }: Said): Promise<void> {
    const thread = { channel, ts };
    const staff = await staffOf(user);
    if (staff === undefined) return void (await post(thread, STRANGER));
    const words = plain(text);
    const say = assistantWordsIn(languageOf(words, ports));
    const wish = wishIn(words, await saidBefore(thread, own));
    const status = wish.want === "draft" ? say.drafting(wish.number) : say.looking;
    // It is a courtesy: an answer does not wait for it, nor fail with it.
    await call("assistant.threads.setStatus", thread, { status }).catch(() => undefined);
    const assisted = await assist(wish, words, staff, ports);
    await give(thread, assisted, say);
    if (own === ts || wish.want === "draft") await name(thread, wish, words);
  }

  const name = (thread: Thread, wish: Wish, words: string) =>
    call("assistant.threads.setTitle", thread, {
      title: wish.want === "draft" ? `T-${wish.number}` : excerpt(words, TITLE),
    }).catch(() => undefined);

  async function give(thread: Thread, { parts, articles }: Assisted, say: AssistantWords): Promise<void> {
    for (const [i, part] of parts.entries()) {
      const last = i === parts.length - 1 && articles.length > 0;
      await post(thread, part, [section(part), ...(last ? [feedback(articles, say)] : [])]);
    }
  }

  /** What people wrote in the thread before, oldest first: the ticket they speak of may have been named there. */
  async function saidBefore({ channel, ts }: Thread, own: string): Promise<string[]> {
    const { messages = [] } = await web.call<WebAPICallResult & { messages?: Partial<Said>[] }>(
      "conversations.replies",
      {
        channel,
        ts,
        limit: 100,
      },
    );
    return messages.filter((it) => it.bot_id === undefined && it.ts !== own).map((it) => plain(it.text ?? ""));
  }

  app.assistant(
    new Assistant({
      threadStarted: ({ event }) => opened(event as unknown as Opened, true),
      threadContextChanged: ({ event }) => opened(event as unknown as Opened, false),
      userMessage: async ({ event }) => {
        const said = event as unknown as Said;
        if (said.bot_id !== undefined || said.user === undefined || said.user === (await self())) return;
        const key = messageId(said.channel, said.ts, ports.workspace?.team);
        const begun = answering.get(key) ?? answer(said);
        answering.set(key, begun);
        await begun.catch((error: unknown) => {
          answering.delete(key);
          throw error;
        });
      },
    }),
  );

  app.action(RATED, async ({ ack, body, action }) => {
    const { user, channel, message } = body as unknown as Rated;
    const { value = "" } = action as { value?: string };
    const [verdict, ids = ""] = value.split(":");
    const staff = await staffOf(user.id);
    if (staff !== undefined && channel?.id !== undefined && message?.ts !== undefined) {
      const stream = assistStream("slack", messageId(channel.id, message.ts, ports.workspace?.team));
      const articles = ids.split(",").filter((it) => it !== "");
      const command = { type: "rate", by: staff.name, helpful: verdict === "helped", articles } as const;
      const done = await ports.desk.execute({ to: "assist", stream, command });
      const say = assistantWordsIn(policy().config.desk.languages[0] ?? "en");
      const thread = message.thread_ts === undefined ? {} : { thread: message.thread_ts };
      if (done.ok) await door.tell(channel.id, user.id, say.thanks, thread);
    }
    await ack();
  });
}

const SILENT = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false };

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });

function feedback(articles: string[], say: AssistantWords): KnownBlock {
  const button = (verdict: "helped" | "failed", text: string) => ({
    text: { type: "plain_text" as const, text },
    accessibility_label: text,
    value: `${verdict}:${articles.join(",")}`,
  });
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: RATED,
        positive_button: button("helped", say.helped),
        negative_button: button("failed", say.notHelped),
      },
    ],
  };
}
