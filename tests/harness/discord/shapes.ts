import type { Json } from "./state.ts";

/** Fields that Discord always sends, by kind of object, where the state of the fake has nothing to say about them. */
const USER = { avatar: null, discriminator: "0", public_flags: 0, flags: 0, global_name: null, primary_guild: null };
const MESSAGE = {
  type: 0,
  content: "",
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  attachments: [],
  embeds: [],
  components: [],
  edited_timestamp: null,
  flags: 0,
  pinned: false,
  tts: false,
};
const MEMBER = {
  avatar: null,
  banner: null,
  communication_disabled_until: null,
  flags: 0,
  nick: null,
  pending: false,
  premium_since: null,
  mute: false,
  deaf: false,
};
const THREAD = { flags: 0, message_count: 0, member_count: 1, total_message_sent: 0 };
const CHANNEL = { flags: 0, position: 0 };
const COMMAND = { default_member_permissions: null, description: "", type: 1, version: "1" };
const ROLE = { icon: null, unicode_emoji: null };
const GUILD = {
  home_header: null,
  region: "deprecated",
  widget_enabled: false,
  widget_channel_id: null,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  premium_subscription_count: 0,
  nsfw: false,
};
const APPLICATION = {
  name: "nightdesk",
  icon: null,
  description: "",
  type: null,
  verify_key: "0".repeat(64),
  flags_new: "0",
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  approximate_guild_count: 1,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  eligible_oauth2_scopes: [],
};

const KINDS: [is: (it: Json) => boolean, defaults: Json][] = [
  [(it) => "username" in it && "id" in it, USER],
  [(it) => "channel_id" in it && "author" in it, MESSAGE],
  [(it) => "roles" in it && "user" in it, MEMBER],
  [(it) => "thread_metadata" in it, THREAD],
  [(it) => typeof it.type === "number" && "name" in it && "permission_overwrites" in it, CHANNEL],
  [(it) => it.type === 1 && "recipients" in it, { flags: 0 }],
  [(it) => "application_id" in it && "name" in it && !("owner_id" in it), COMMAND],
  [(it) => "permissions" in it && "hoist" in it, ROLE],
  [(it) => Array.isArray(it.threads) && Array.isArray(it.members), { has_more: false }],
  [(it) => "owner_id" in it && "roles" in it && "features" in it, GUILD],
];

const APPLICATION_AUTHOR = { id: "1", username: "nightdesk", bot: true };

/** What an interaction was answered with, as the message that it has become. */
const reply = (body: Json): Json => ({
  channel_id: body.id,
  author: APPLICATION_AUTHOR,
  timestamp: new Date().toISOString(),
  ...body,
});

/** What the fake knows, as Discord sends it: objects have all their fields, components have ids. */
export function asSent(value: unknown, path: string): unknown {
  if (path === "/applications/@me")
    return { owner: asSent(APPLICATION_AUTHOR, ""), ...APPLICATION, ...(value as Json) };
  if (path.startsWith("/webhooks/")) return asSent(reply(value as Json), "");
  let component = 0;
  const complete = (it: unknown, under: string): unknown => {
    if (Array.isArray(it)) return it.map((one) => complete(one, under));
    if (typeof it !== "object" || it === null) return it;
    const entries = Object.entries(it).map(([key, inside]) => [key, complete(inside, key)]);
    const made: Json = Object.fromEntries(entries);
    const defaults = KINDS.flatMap(([is, fields]) => (is(made) ? [fields] : []));
    if (under === "components" || under === "component" || under === "accessory") {
      component += 1;
      defaults.push({ id: component, ...(made.type === 17 ? { accent_color: null, spoiler: false } : {}) });
    }
    if (under === "trigger_metadata") defaults.push({ keyword_filter: [], regex_patterns: [], allow_list: [] });
    if (under === "actions") defaults.push({ metadata: {} });
    if (made.default_member_permissions != null)
      made.default_member_permissions = String(made.default_member_permissions);
    return Object.assign({}, ...defaults, made);
  };
  return complete(value, "");
}
