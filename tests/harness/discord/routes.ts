import type { Gateway } from "./gateway.ts";
import { type FakeChannel, type FakeMessage, type Json, Refused, type State } from "./state.ts";

export interface Call {
  params: string[];
  query: URLSearchParams;
  body: Json;
  reason: string | undefined;
}
type Answer = { status?: number; body?: unknown };
export interface Route {
  method: string;
  pattern: RegExp;
  run(call: Call): Answer;
}

const HAS_THREAD = 1 << 5;
const COMPONENTS_V2 = 1 << 15;
const EPHEMERAL = 1 << 6;

/** What each documented route that a support bot uses does. */
export function routes(state: State, gateway: () => Gateway, interactions: Map<string, Json>): Route[] {
  const nonces = new Map<string, FakeMessage>();

  const channelOf = (id = ""): FakeChannel => {
    const channel = state.channels.get(id);
    if (channel === undefined) throw new Refused(404, 10_003, "Unknown Channel");
    return channel;
  };
  const messageOf = (channel: string, id = ""): FakeMessage => {
    const message = state.messages.get(channel)?.find((it) => it.id === id);
    if (message === undefined) throw new Refused(404, 10_008, "Unknown Message");
    return message;
  };
  const ruleOf = (id = ""): Json => {
    const rule = state.rules.find((it) => it.id === id);
    if (rule === undefined) throw new Refused(404, 10_066, "Unknown auto moderation rule");
    return rule;
  };
  const guildOf = (id = "") => {
    const guild = state.guilds.get(id);
    if (guild === undefined) throw new Refused(404, 10_004, "Unknown Guild");
    return guild;
  };

  function textLength(components: Json[]): number {
    return components.reduce(
      (sum, it) => sum + (it.type === 10 ? String(it.content).length : 0) + textLength(it.components ?? []),
      0,
    );
  }

  function check({ content = "", components = [], flags = 0 }: Json): void {
    const v2 = (flags & COMPONENTS_V2) !== 0;
    if (v2 && content) throw new Refused(400, 50_035, "content cannot be used with components v2");
    if (String(content).length > 2_000) throw new Refused(400, 50_035, "Must be 2000 or fewer in length.");
    if (textLength(components) > 4_000) throw new Refused(400, 50_035, "displayable text of components exceeds 4000");
    if (!content && components.length === 0) throw new Refused(400, 50_006, "Cannot send an empty message");
  }

  function post(channel: FakeChannel, body: Json, author = state.bot): FakeMessage {
    check(body);
    const key = body.nonce === undefined ? undefined : `${channel.id}/${body.nonce}`;
    const before = key === undefined ? undefined : nonces.get(key);
    if (before !== undefined && body.enforce_nonce) return before;
    const message = {
      id: state.id(),
      channel_id: channel.id,
      author,
      content: body.content ?? "",
      components: body.components ?? [],
      flags: body.flags ?? 0,
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      pinned: false,
      type: 0,
      allowed_mentions: body.allowed_mentions,
      nonce: body.nonce,
    } as unknown as FakeMessage;
    if (key !== undefined) nonces.set(key, message);
    state.messages.set(channel.id, [...(state.messages.get(channel.id) ?? []), message]);
    const guild = channel.guild_id;
    gateway().dispatch("MESSAGE_CREATE", { ...message, ...(guild ? { guild_id: guild } : {}) });
    return message;
  }

  function thread(parent: FakeChannel, id: string, body: Json, type: number): FakeChannel {
    const made = {
      id,
      type,
      guild_id: parent.guild_id,
      parent_id: parent.id,
      owner_id: state.bot.id,
      name: body.name,
      invitable: body.invitable,
      members: [state.bot.id],
      applied_tags: body.applied_tags ?? [],
      thread_metadata: {
        archived: false,
        locked: false,
        auto_archive_duration: 1_440,
        archive_timestamp: new Date().toISOString(),
      },
      message_count: 0,
      member_count: 1,
    } as unknown as FakeChannel;
    state.channels.set(id, made);
    state.messages.set(id, []);
    gateway().dispatch("THREAD_CREATE", { ...made, newly_created: true });
    return made;
  }

  function interactionOf(token = ""): Json {
    const found = [...interactions.values()].find((it) => it.token === token);
    if (found === undefined) throw new Refused(404, 10_015, "Unknown Webhook");
    return found;
  }

  const on = (method: string, path: string, run: Route["run"]): Route => ({
    method,
    pattern: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`),
    run,
  });

  return [
    on("GET", "/gateway/bot", () => ({
      body: {
        url: gateway().url(),
        shards: 1,
        session_start_limit: { total: 1_000, remaining: 999, reset_after: 1_000, max_concurrency: 1 },
      },
    })),
    on("GET", "/users/@me", () => ({ body: state.bot })),
    on("GET", "/users/@me/guilds", () => ({
      body: [...state.guilds.values()].map(({ id, name, botPermissions = "8" }) => ({
        id,
        name,
        permissions: botPermissions,
      })),
    })),
    on("POST", "/users/@me/channels", ({ body }) => {
      const known = [...state.channels.values()].find(
        (it) => it.type === 1 && it.recipients?.[0]?.id === body.recipient_id,
      );
      if (known !== undefined) return { body: known };
      const made = {
        id: state.id(),
        type: 1,
        recipients: [state.users.get(body.recipient_id)],
      } as unknown as FakeChannel;
      state.channels.set(made.id, made);
      return { body: made };
    }),
    on("GET", "/applications/@me", () => ({ body: { ...state.application, name: "nightdesk", bot_public: false } })),
    on("GET", "/applications/:id/commands", () => ({ body: state.commands })),
    on("PUT", "/applications/:id/commands", ({ body }) => {
      const made = (body as unknown as Json[]).map((it) => ({
        id: state.id(),
        application_id: state.bot.id,
        version: "1",
        ...it,
      }));
      state.commands.splice(0, state.commands.length, ...made);
      return { body: made };
    }),
    on("GET", "/guilds/:id", ({ params }) => ({ body: state.guildJson(guildOf(params[0])) })),
    on("GET", "/guilds/:id/channels", ({ params }) => ({ body: state.guildJson(guildOf(params[0])).channels })),
    on("GET", "/guilds/:id/roles", ({ params }) => ({ body: guildOf(params[0]).roles })),
    on("GET", "/guilds/:id/threads/active", ({ params }) => ({
      body: { threads: state.guildJson(guildOf(params[0])).threads, members: [] },
    })),
    on("GET", "/guilds/:id/members/:user", ({ params }) => {
      const member = guildOf(params[0]).members.get(params[1] ?? "");
      if (member === undefined) throw new Refused(404, 10_007, "Unknown Member");
      return { body: member };
    }),
    on("PATCH", "/guilds/:id/members/:user", ({ params, body }) => {
      const member = guildOf(params[0]).members.get(params[1] ?? "");
      if (member === undefined) throw new Refused(404, 10_007, "Unknown Member");
      Object.assign(member, body);
      return { body: member };
    }),
    on("GET", "/guilds/:id/auto-moderation/rules", () => ({ body: state.rules })),
    on("POST", "/guilds/:id/auto-moderation/rules", ({ params, body }) => ({
      body: state.rule({ guild_id: params[0], creator_id: state.bot.id, ...body }),
    })),
    on("PATCH", "/guilds/:id/auto-moderation/rules/:rule", ({ params, body }) => ({
      body: Object.assign(ruleOf(params[1]), body),
    })),
    on("GET", "/guilds/:id/auto-moderation/rules/:rule", ({ params }) => ({ body: ruleOf(params[1]) })),
    on("DELETE", "/guilds/:id/auto-moderation/rules/:rule", ({ params }) => {
      state.rules.splice(state.rules.indexOf(ruleOf(params[1])), 1);
      return { status: 204 };
    }),
    on("GET", "/channels/:id", ({ params }) => ({ body: channelOf(params[0]) })),
    on("PATCH", "/channels/:id", ({ params, body }) => {
      const channel = channelOf(params[0]);
      const { archived, locked, ...rest } = body;
      Object.assign(channel, rest);
      if (channel.thread_metadata)
        Object.assign(channel.thread_metadata, {
          ...(archived === undefined ? {} : { archived }),
          ...(locked === undefined ? {} : { locked }),
        });
      return { body: channel };
    }),
    on("GET", "/channels/:id/messages", ({ params, query }) => {
      const channel = channelOf(params[0]);
      const all = state.messages.get(channel.id) ?? [];
      const after = query.get("after");
      const limit = Number(query.get("limit") ?? 50);
      const found =
        after === null ? all.slice(-limit) : all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
      return { body: found.toReversed() };
    }),
    on("POST", "/channels/:id/messages", ({ params, body }) => ({ body: post(channelOf(params[0]), body) })),
    on("GET", "/channels/:id/messages/:message", ({ params }) => ({
      body: messageOf(channelOf(params[0]).id, params[1]),
    })),
    on("PATCH", "/channels/:id/messages/:message", ({ params, body }) => {
      const message = messageOf(channelOf(params[0]).id, params[1]);
      check({ ...message, ...body });
      Object.assign(message, body, { edited_timestamp: new Date().toISOString() });
      return { body: message };
    }),
    on("DELETE", "/channels/:id/messages/:message", ({ params }) => {
      const channel = channelOf(params[0]);
      const message = messageOf(channel.id, params[1]);
      state.messages.set(
        channel.id,
        (state.messages.get(channel.id) ?? []).filter((it) => it !== message),
      );
      gateway().dispatch("MESSAGE_DELETE", { id: message.id, channel_id: channel.id, guild_id: channel.guild_id });
      return { status: 204 };
    }),
    on("POST", "/channels/:id/messages/:message/threads", ({ params, body }) => {
      const channel = channelOf(params[0]);
      const message = messageOf(channel.id, params[1]);
      if (message.flags && (message.flags & HAS_THREAD) !== 0)
        throw new Refused(400, 160_004, "A thread has already been created for this message");
      message.flags = (message.flags ?? 0) | HAS_THREAD;
      return { status: 201, body: thread(channel, message.id, body, 11) };
    }),
    on("POST", "/channels/:id/threads", ({ params, body }) => ({
      status: 201,
      body: thread(channelOf(params[0]), state.id(), body, body.type ?? 11),
    })),
    on("PUT", "/channels/:id/thread-members/:user", ({ params }) => {
      const channel = channelOf(params[0]);
      channel.members = [...new Set([...(channel.members ?? []), params[1]])];
      return { status: 204 };
    }),
    on("POST", "/channels/:id/typing", () => ({ status: 204 })),
    on("POST", "/interactions/:id/:token/callback", ({ params, body }) => {
      const found = interactions.get(params[0] ?? "");
      if (found === undefined || found.expired) throw new Refused(404, 10_062, "Unknown interaction");
      if (found.callback !== undefined) throw new Refused(400, 40_060, "Interaction has already been acknowledged.");
      if ([4, 7].includes(body.type)) check(body.data);
      found.callback = body;
      found.acknowledgedAt = Date.now();
      if (body.type === 4) found.replies.push(body.data);
      return { status: 204 };
    }),
    on("PATCH", "/webhooks/:app/:token/messages/@original", ({ params, body }) => {
      const found = interactionOf(params[1]);
      if (found.callback === undefined) throw new Refused(404, 10_008, "Unknown Message");
      if (found.callback.type === 6 && found.message) Object.assign(found.message, body);
      else found.replies.push(body);
      return { body: { id: state.id(), ...body } };
    }),
    on("POST", "/webhooks/:app/:token", ({ params, body }) => {
      check(body);
      const found = interactionOf(params[1]);
      if (found.expired) throw new Refused(401, 50_027, "Invalid Webhook Token");
      const made = { id: state.id(), channel_id: found.payload.channel_id, ...body };
      found.replies.push({ ...made, ephemeral: ((body.flags ?? 0) & EPHEMERAL) !== 0 });
      return { body: made };
    }),
  ];
}
