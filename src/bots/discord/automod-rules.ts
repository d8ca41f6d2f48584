import type { GuardConfig } from "../../core/guard/config.ts";

/** A rule as Discord takes it (docs.discord.com, "Auto moderation"). */
export interface AutoModRule {
  name: string;
  event_type: 1 | 2;
  trigger_type: 1 | 6;
  trigger_metadata: { keyword_filter?: string[]; regex_patterns?: string[]; allow_list?: string[] };
  actions: { type: 1 | 4; metadata?: { custom_message: string } }[];
  enabled: true;
  exempt_roles: string[];
}

export const PREFIX = "nightdesk: ";

const SENT = 1;
const PROFILE = 2;
const KEYWORD = 1;
const MEMBER_PROFILE = 6;
const BLOCK_MESSAGE = 1;
const BLOCK_MEMBER = 4;

/** Discord's limits of a rule. */
const KEYWORDS = 1_000;
const PATTERNS = 10;
const ALLOWED = 100;
const LENGTH = 60;
const ROLES = 20;

/** What somebody calls themselves who wants to pass for the team. */
const POSTS = ["support", "admin", "help", "official", "team", "helpdesk", "客服", "官方"];
const BLOCKED = "This looks like a false copy of our site. Only links of our own domains are ours.";

const short = (words: string[], most: number): string[] =>
  [...new Set(words)].filter((it) => it.length <= LENGTH).slice(0, most);

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** The rules that the guard's lists ask for: names that pass for the team, and addresses that look like one's own. Pure. */
export function rulesFor({ desk, guard }: { desk: string; guard: GuardConfig }, staffRoles: string[]): AutoModRule[] {
  const common = { enabled: true as const, exempt_roles: staffRoles.slice(0, ROLES) };
  const brands = [...new Set([desk, ...guard.brands].map((it) => it.toLowerCase()))];
  const names = brands.flatMap((brand) =>
    POSTS.flatMap((post) => [`*${brand} ${post}*`, `*${post} ${brand}*`, `*${brand}${post}*`]),
  );
  const labels = [...new Set(guard.domains.map((it) => it.split(".")[0] ?? it))].filter((it) => it.length >= 4);
  const own = guard.domains.map((it) => `*${it}*`);
  const people: AutoModRule = {
    ...common,
    name: `${PREFIX}names that pass for the team`,
    event_type: PROFILE,
    trigger_type: MEMBER_PROFILE,
    trigger_metadata: { keyword_filter: short(names, KEYWORDS) },
    actions: [{ type: BLOCK_MEMBER }],
  };
  if (labels.length === 0) return [people];
  const links: AutoModRule = {
    ...common,
    name: `${PREFIX}addresses that look like ours`,
    event_type: SENT,
    trigger_type: KEYWORD,
    trigger_metadata: {
      regex_patterns: labels.slice(0, PATTERNS).map((it) => `\\b[a-z0-9-]*${literal(it)}[a-z0-9-]*\\.[a-z]{2,}`),
      allow_list: short([...own, ...guard.allow.map((it) => `*${it}*`)], ALLOWED),
    },
    actions: [{ type: BLOCK_MESSAGE, metadata: { custom_message: BLOCKED } }],
  };
  return [people, links];
}
