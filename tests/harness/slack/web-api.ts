import { type Block, BOT, type Message, TEAM, type Workspace } from "./workspace.ts";

type Args = Record<string, unknown>;
type Answer = Record<string, unknown>;

const refused = (error: string): Answer => ({ ok: false, error });

/** The methods of Slack's Web API that the bot calls, as docs.slack.dev describes them. */
export function webApi(
  workspace: Workspace,
  socketUrl: () => string,
  team = TEAM,
): Record<string, (args: Args) => Answer> {
  const room = (name: unknown): string | undefined =>
    String(name).startsWith("D")
      ? String(name)
      : [...workspace.rooms].find(([id, known]) => id === name || `#${known}` === name)?.[0];
  const find = ({ channel, ts }: Args) => workspace.messages.find((it) => it.channel === channel && it.ts === ts);
  const shown = ({ metadata, ...message }: Message, { include_all_metadata }: Args) =>
    include_all_metadata === true || include_all_metadata === "true" ? { ...message, metadata } : message;

  return {
    "auth.test": () => ({
      ok: true,
      team_id: team,
      user_id: BOT.user,
      bot_id: BOT.bot,
      team: "Borealis",
      user: "nightdesk",
    }),
    "apps.connections.open": () => ({ ok: true, url: socketUrl() }),
    "users.info": ({ user }) => {
      const name = workspace.people.get(String(user));
      return name === undefined
        ? refused("user_not_found")
        : { ok: true, user: { id: user, name, profile: { display_name: name } } };
    },
    "usergroups.users.list": ({ usergroup }) => ({ ok: true, users: workspace.groups.get(String(usergroup)) ?? [] }),
    "conversations.list": () => ({
      ok: true,
      channels: [...workspace.rooms].map(([id, name]) => ({ id, name, is_member: true })),
      response_metadata: { next_cursor: "" },
    }),
    "conversations.info": ({ channel }) => {
      const id = room(channel);
      return id === undefined
        ? refused("channel_not_found")
        : {
            ok: true,
            channel: { id, name: workspace.rooms.get(id), is_member: true, is_archived: workspace.archived.has(id) },
          };
    },
    "conversations.open": ({ users }) =>
      workspace.people.has(String(users))
        ? { ok: true, channel: { id: `D${String(users).slice(1)}` } }
        : refused("user_not_found"),
    "conversations.history": (args) => ({
      ok: true,
      messages: workspace.messages
        .filter((it) => it.channel === args.channel && it.thread_ts === undefined)
        .reverse()
        .slice(0, Number(args.limit ?? 100))
        .map((it) => shown(it, args)),
    }),
    "conversations.replies": (args) => ({
      ok: true,
      messages: workspace.messages
        .filter((it) => it.channel === args.channel && (it.ts === args.ts || it.thread_ts === args.ts))
        .filter((it) => args.oldest === undefined || it.ts >= String(args.oldest))
        .filter((it) => args.latest === undefined || it.ts <= String(args.latest))
        .slice(0, Number(args.limit ?? 1_000))
        .map((it) => shown(it, args)),
    }),
    "chat.postMessage": (args) => {
      const channel = room(args.channel);
      if (channel === undefined) return refused("channel_not_found");
      if (workspace.archived.has(channel)) return refused("is_archived");
      if (args.thread_ts !== undefined && find({ channel, ts: args.thread_ts }) === undefined)
        return refused("thread_not_found");
      const tooLarge = (args.blocks as Block[] | undefined)?.find((it) => (it.text?.text.length ?? 0) > 3_000);
      if (tooLarge !== undefined) return refused("invalid_blocks");
      const message = {
        ...args,
        channel,
        ts: workspace.stamp(),
        bot_id: BOT.bot,
        user: BOT.user,
      } as unknown as Message;
      workspace.messages.push(message);
      return { ok: true, channel, ts: message.ts, message };
    },
    "chat.update": ({ channel, ts, ...rest }) => {
      const message = find({ channel, ts });
      if (message === undefined) return refused("message_not_found");
      Object.assign(message, rest);
      return { ok: true, channel, ts, text: message.text };
    },
    "chat.postEphemeral": ({ channel, user, text, blocks }) => {
      workspace.ephemerals.push({
        channel: String(channel),
        user: String(user),
        text: String(text),
        ...(blocks ? { blocks: blocks as Block[] } : {}),
      });
      return { ok: true, message_ts: workspace.stamp() };
    },
    "reactions.add": ({ channel, timestamp, name }) => {
      workspace.reactions.push({ channel: String(channel), timestamp: String(timestamp), name: String(name) });
      return { ok: true };
    },
    "views.open": ({ trigger_id, view }) => {
      if (trigger_id === "expired") return refused("expired_trigger_id");
      const opened = { ...(view as Workspace["views"][number]), id: `V${workspace.views.length + 1}` };
      workspace.views.push(opened);
      return { ok: true, view: opened };
    },
    "assistant.threads.setStatus": ({ status }) => {
      workspace.assistant.statuses.push(String(status));
      return { ok: true };
    },
    "assistant.threads.setTitle": ({ title }) => {
      workspace.assistant.titles.push(String(title));
      return { ok: true };
    },
    "assistant.threads.setSuggestedPrompts": ({ prompts }) => {
      const given = prompts as { title: string; message: string }[];
      if (given.length > 4) return refused("invalid_arguments");
      workspace.assistant.prompts = given;
      return { ok: true };
    },
    "views.publish": ({ user_id, view }) => {
      workspace.homes.set(String(user_id), view as { blocks: Block[] });
      return { ok: true, view };
    },
  };
}
