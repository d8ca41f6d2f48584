import type { APIGuildMember, APIUser } from "discord.js";
import type { FakeDiscord } from "./fake.ts";
import type { FakeChannel, FakeGuild, FakeMessage, Json } from "./state.ts";

/** Every text of a message, from its content or its components, in order. */
export function readText({ content, components = [] }: Json): string {
  const inside = (it: Json): string[] => [
    ...(it.type === 10 ? [String(it.content)] : []),
    ...(it.type === 2 ? [`[${it.label}${it.disabled ? " ✗" : ""}]`] : []),
    ...(it.type === 3 ? (it.options as Json[]).map(({ label }) => `<${label}>`) : []),
    ...((it.components as Json[] | undefined) ?? []).flatMap(inside),
  ];
  return [content, ...(components as Json[]).flatMap(inside)].filter(Boolean).join("\n");
}

const controlsOf = (message: Json): Json[] => {
  const inside = (it: Json): Json[] => [
    ...([2, 3].includes(it.type) ? [it] : []),
    ...((it.components as Json[]) ?? []).flatMap(inside),
  ];
  return ((message.components as Json[]) ?? []).flatMap(inside);
};

/** A server with people who say and press things. */
export function community(discord: FakeDiscord, name = "Borealis") {
  const { state, gateway } = discord;
  const guild: FakeGuild = { id: state.id(), name, roles: [], members: new Map() };
  state.guilds.set(guild.id, guild);
  const role = (title: string, id = state.id()) => {
    const made = {
      id,
      name: title,
      permissions: "8",
      position: 1,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      managed: false,
      mentionable: false,
      flags: 0,
    };
    guild.roles.push(made);
    return made;
  };
  role("@everyone", guild.id);
  const join = (user: APIUser, roles: string[] = []): APIGuildMember => {
    const member = {
      user,
      roles,
      nick: null,
      joined_at: new Date().toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
    } as unknown as APIGuildMember;
    guild.members.set(user.id, member);
    return member;
  };
  join(state.bot, [role("nightdesk").id]);

  function channel(title: string, type = 0, more: Json = {}): FakeChannel {
    const made = {
      id: state.id(),
      type,
      name: title,
      guild_id: guild.id,
      parent_id: null,
      position: 1,
      permission_overwrites: [],
      ...more,
    } as unknown as FakeChannel;
    state.channels.set(made.id, made);
    state.messages.set(made.id, []);
    return made;
  }

  function deliver(user: APIUser, where: FakeChannel, content: string, more: Json = {}): FakeMessage {
    const { quiet, ...fields } = more;
    const mentions = [...content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) => state.users.get(id ?? "") ?? []);
    const message = {
      id: state.id(),
      channel_id: where.id,
      author: user,
      content,
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions,
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      type: 0,
      flags: 0,
      ...fields,
    } as unknown as FakeMessage;
    state.messages.set(where.id, [...(state.messages.get(where.id) ?? []), message]);
    const member = guild.members.get(user.id);
    const inGuild = where.guild_id
      ? { guild_id: where.guild_id, member: member && { ...member, user: undefined } }
      : {};
    if (!quiet) gateway.dispatch("MESSAGE_CREATE", { ...message, ...inGuild });
    return message;
  }

  function interact(user: APIUser, where: FakeChannel, type: number, data: Json, more: Json = {}): Json {
    const id = state.id();
    const member = guild.members.get(user.id);
    const who = where.guild_id && member ? { member: { ...member, permissions: "0" }, guild_id: guild.id } : { user };
    const interaction: Json = { id, token: `token-${id}-${"x".repeat(20)}`, replies: [], sentAt: Date.now() };
    discord.interactions.set(id, interaction);
    const { expired, silent, ...rest } = more;
    if (expired) interaction.expired = true;
    interaction.message = rest.message;
    const payload = {
      id,
      application_id: state.bot.id,
      type,
      token: interaction.token,
      version: 1,
      locale: "en-US",
      channel_id: where.id,
      channel: where,
      data,
      entitlements: [],
      authorizing_integration_owners: {},
      attachment_size_limit: 1,
      app_permissions: "0",
      ...who,
      ...rest,
    };
    interaction.payload = payload;
    if (!silent) gateway.dispatch("INTERACTION_CREATE", payload);
    return interaction;
  }

  function person(username: string, roles: string[] = [], more: Partial<APIUser> = {}) {
    const user = state.user(username, more);
    join(user, roles);
    let own: FakeChannel | undefined;
    const inbox = (): FakeChannel => {
      own ??= [...state.channels.values()].find((it) => it.type === 1 && it.recipients?.[0]?.id === user.id);
      if (own === undefined) {
        own = { id: state.id(), type: 1, recipients: [user] } as unknown as FakeChannel;
        state.channels.set(own.id, own);
        state.messages.set(own.id, []);
      }
      return own;
    };
    return {
      user,
      inbox,
      says: (where: FakeChannel, text: string, extra?: Json) => deliver(user, where, text, extra),
      dms: (text: string, extra?: Json) => deliver(user, inbox(), text, extra),
      posts(forum: FakeChannel, title: string, text: string): FakeChannel {
        const id = state.id();
        const post = {
          id,
          type: 11,
          name: title,
          guild_id: guild.id,
          parent_id: forum.id,
          owner_id: user.id,
          applied_tags: [],
          thread_metadata: {
            archived: false,
            locked: false,
            auto_archive_duration: 1_440,
            archive_timestamp: new Date().toISOString(),
          },
        } as unknown as FakeChannel;
        state.channels.set(id, post);
        gateway.dispatch("THREAD_CREATE", { ...post, newly_created: true });
        deliver(user, post, text, { id });
        return post;
      },
      edits(message: FakeMessage, text: string) {
        Object.assign(message, { content: text, edited_timestamp: new Date().toISOString() });
        const where = state.channels.get(message.channel_id);
        gateway.dispatch("MESSAGE_UPDATE", { ...message, ...(where?.guild_id ? { guild_id: guild.id } : {}) });
      },
      deletes(message: FakeMessage) {
        state.messages.set(
          message.channel_id,
          (state.messages.get(message.channel_id) ?? []).filter((it) => it !== message),
        );
        gateway.dispatch("MESSAGE_DELETE", { id: message.id, channel_id: message.channel_id, guild_id: guild.id });
      },
      /** Presses the button, or picks the option, that carries the label. */
      presses(message: FakeMessage, label: string, extra?: Json): Json {
        const where = state.channels.get(message.channel_id) as FakeChannel;
        for (const control of controlsOf(message)) {
          if (control.type === 2 && control.label === label)
            return interact(user, where, 3, { component_type: 2, custom_id: control.custom_id }, { message, ...extra });
          const option = control.type === 3 && (control.options as Json[]).find((it) => it.label === label);
          if (option)
            return interact(
              user,
              where,
              3,
              { component_type: 3, custom_id: control.custom_id, values: [option.value] },
              { message, ...extra },
            );
        }
        throw new Error(`no control “${label}” in:\n${readText(message)}`);
      },
      types: (where: FakeChannel, command: string, options: Json[] = [], extra?: Json) =>
        interact(user, where, 2, { id: "1", name: command, type: 1, options }, extra),
      completes: (where: FakeChannel, command: string, options: Json[]) =>
        interact(user, where, 4, { id: "1", name: command, type: 1, options }),
      asksAbout: (message: FakeMessage, command: string) =>
        interact(user, state.channels.get(message.channel_id) as FakeChannel, 2, {
          id: "1",
          name: command,
          type: 3,
          target_id: message.id,
          resolved: { messages: { [message.id]: message } },
        }),
      fills: (where: FakeChannel, customId: string, fields: Record<string, string>) =>
        interact(user, where, 5, {
          custom_id: customId,
          components: Object.entries(fields).map(([custom_id, value]) => ({
            type: 18,
            id: 1,
            component: { type: 4, id: 2, custom_id, value },
          })),
        }),
    };
  }

  return { guild, role, channel, person, deliver };
}
