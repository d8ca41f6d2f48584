/** The scopes of the bot, and what each is for; `slack setup` names one that is missing with its reason. */
export const SCOPES = [
  { scope: "app_mentions:read", why: "commands given by mentioning the bot" },
  { scope: "assistant:write", why: "the assistant: what it is doing, and what it can be asked" },
  { scope: "channels:history", why: "replies in tickets' threads, in public channels" },
  { scope: "groups:history", why: "the same in private channels" },
  { scope: "channels:read", why: "channels by name" },
  { scope: "groups:read", why: "private channels by name" },
  { scope: "chat:write", why: "cards, and what customers say" },
  { scope: "commands", why: "/desk" },
  { scope: "im:history", why: "what is asked of the assistant; pages that are kept up to date in direct messages" },
  { scope: "im:write", why: "pages by direct message" },
  { scope: "reactions:write", why: "a mark on what went to the customer, another on what stayed inside" },
  { scope: "usergroups:read", why: "responders by user group" },
  { scope: "users:read", why: "the names of those who act" },
] as const;

const EVENTS = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "assistant_thread_context_changed",
  "assistant_thread_started",
  "message.channels",
  "message.groups",
  "message.im",
  "tokens_revoked",
];

/**
 * An app manifest (docs.slack.dev, "App manifest reference"): Socket Mode, or signed HTTP at `url`. With `oauth`, where an installation
 * ends, workspaces install it themselves and tokens are renewed.
 */
export function manifest(desk: string, { url, oauth }: { url?: string | undefined; oauth?: string | undefined } = {}) {
  const receives = url === undefined ? {} : { request_url: url };
  return {
    display_information: {
      name: `${desk} desk`.slice(0, 35),
      description: "Support tickets where the team works.",
      background_color: "#1f2933",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      assistant_view: {
        assistant_description: "What articles say, and drafts of replies for tickets",
        suggested_prompts: [],
      },
      bot_user: { display_name: "nightdesk", always_online: true },
      shortcuts: [
        {
          name: "Open a ticket",
          type: "message",
          callback_id: "ticket.open",
          description: "Its author is answered in its thread",
        },
      ],
      slash_commands: [
        {
          command: "/desk",
          description: "Tickets, articles and the state of the desk",
          usage_hint: "queue | ticket T-1 | reply T-1 … | help",
          should_escape: true,
          ...(url === undefined ? {} : { url }),
        },
      ],
    },
    oauth_config: {
      ...(oauth === undefined ? {} : { redirect_urls: [oauth] }),
      scopes: { bot: SCOPES.map(({ scope }) => scope) },
    },
    settings: {
      event_subscriptions: { bot_events: EVENTS, ...receives },
      interactivity: { is_enabled: true, ...receives },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: oauth !== undefined,
    },
  };
}
