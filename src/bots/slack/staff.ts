import type { WebAPICallResult } from "@slack/web-api";
import { apart } from "./place.ts";
import type { SlackPorts, Staff } from "./ports.ts";

interface Profile extends WebAPICallResult {
  user?: { name?: string; is_bot?: boolean; profile?: { display_name?: string; real_name?: string } };
}

/** How long a name and a group's members are remembered. */
const FRESH = 300_000;

/** Tells who a person in Slack is to the desk; undefined for whoever may not act. */
export function staffDirectory({
  web,
  policy,
  now,
  workspace,
}: Pick<SlackPorts, "web" | "policy" | "now" | "workspace">) {
  const names = new Map<string, { name: string; at: number }>();
  const groups = new Map<string, { members: ReadonlySet<string>; at: number }>();

  /** What nightdesk.yaml calls by an id in this workspace; undefined for what is another's. */
  const here = (id: string | undefined): string | undefined => {
    const { team, name } = apart(id ?? "");
    const own =
      workspace === undefined ? team === undefined : (team ?? (workspace.first && workspace.team)) === workspace.team;
    return own ? name : undefined;
  };

  async function nameOf(user: string): Promise<string> {
    const own = Object.entries(policy().config.people).find(([, { slack }]) => here(slack) === user);
    if (own !== undefined) return own[0];
    const known = names.get(user);
    if (known !== undefined && now() - known.at < FRESH) return known.name;
    const { user: found } = await web.call<Profile>("users.info", { user });
    const name = found?.profile?.display_name || found?.profile?.real_name || found?.name || user;
    // People choose what Slack shows: it must not pass for an id under people.
    const signed = `${name.slice(0, 50)} (Slack)`;
    names.set(user, { name: signed, at: now() });
    return signed;
  }

  async function membersOf(group: string): Promise<ReadonlySet<string>> {
    const known = groups.get(group);
    if (known !== undefined && now() - known.at < FRESH) return known.members;
    const { users = [] } = await web.call<WebAPICallResult & { users?: string[] }>("usergroups.users.list", {
      usergroup: group,
    });
    groups.set(group, { members: new Set(users), at: now() });
    return new Set(users);
  }

  async function mayAct(user: string): Promise<boolean> {
    const { people, slack } = policy().config;
    const allowed = (slack?.responders ?? []).flatMap((it) => here(it) ?? []);
    if (allowed.includes(user) || Object.values(people).some((it) => here(it.slack) === user)) return true;
    for (const group of allowed.filter((it) => it.startsWith("S"))) if ((await membersOf(group)).has(user)) return true;
    return false;
  }

  return async (user: string): Promise<Staff | undefined> =>
    (await mayAct(user)) ? { user, name: await nameOf(user) } : undefined;
}
