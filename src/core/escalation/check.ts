import type { Heartbeat } from "../heartbeat/heartbeat.ts";
import { type Complaint, unknown } from "../oncall/check.ts";
import type { EscalationPolicy, Target } from "./policy.ts";
import { endOfQuiet } from "./quiet.ts";
import type { Way } from "./way.ts";

interface Names {
  people: Record<string, { reach: Way[]; discord?: string | undefined; slack?: string | undefined }>;
  schedules: readonly string[];
  teams: readonly string[];
  webhooks: readonly string[];
  lead: string | undefined;
  mail: boolean;
  heartbeat: Heartbeat | undefined;
  surge: readonly Target[];
}

/** Any Monday: quiet hours are the same each week. */
const MONDAY = Date.UTC(2026, 0, 5);

const endless = (place: PropertyKey[], i: number, priority: string): Complaint => ({
  path: [...place, "quiet", i],
  message: `the quiet hours of ${priority} never end`,
  next: "Leave some hours in which it may be paged.",
});

/** What the schema cannot see: names of targets, and an end that would be silence. */
export function checkEscalation(policies: Record<string, EscalationPolicy>, names: Names): Complaint[] {
  const { people, schedules, teams, webhooks, lead, mail, heartbeat, surge } = names;
  const known = Object.keys(people);
  const target = (path: PropertyKey[], it: Target): Complaint[] => {
    if ("person" in it) return unknown([...path, "person"], "person", it.person, known, "people");
    if ("schedule" in it) return unknown([...path, "schedule"], "schedule", it.schedule, schedules, "schedules");
    return "team" in it ? unknown([...path, "team"], "team", it.team, teams, "teams") : [];
  };
  const ofPolicies = Object.entries(policies).flatMap(([id, { steps, end, quiet }]) => {
    const place = ["escalation", id];
    return [
      ...steps.flatMap(({ page }, i) => page.flatMap((it, j) => target([...place, "steps", i, "page", j], it))),
      ...(end.page ?? []).flatMap((it, j) => target([...place, "end", "page", j], it)),
      ...quiet.flatMap(({ priorities }, i) =>
        priorities
          .filter((it) => endOfQuiet(quiet, it, "UTC", MONDAY) === undefined)
          .map((it) => endless(place, i, it)),
      ),
      ...(end.page === undefined && lead === undefined
        ? [
            {
              path: place,
              message: `“${id}” would end in silence: it has no end.page, and there is no lead`,
              next: "Name a person as `paging.lead`, or say who is told at the end.",
            },
          ]
        : []),
    ];
  });
  const way = (path: PropertyKey[], it: Way): Complaint[] => {
    if ("webhook" in it) return unknown([...path, "webhook"], "webhook", it.webhook, webhooks, "paging.webhooks");
    if ("discord" in it || "slack" in it) return [];
    return mail ? [] : [{ path, message: "mail has no server to go through", next: "Set `paging.mail`." }];
  };
  const ways = Object.entries(people).flatMap(([id, { reach, discord, slack }]) =>
    reach.flatMap((it, i) => {
      const path = ["people", id, "reach", i];
      if ("slack" in it && slack === undefined)
        return [{ path, message: `${id} has no Slack id to write to`, next: "Set `slack` beside `reach`." }];
      return "discord" in it && it.discord === "direct" && discord === undefined
        ? [{ path, message: `${id} has no Discord id to write to`, next: "Set `discord` beside `reach`." }]
        : way(path, it);
    }),
  );
  const { reach = [], ping } = heartbeat ?? {};
  return [
    ...reach.flatMap((it, i) => way(["paging", "heartbeat", "reach", i], it)),
    ...(ping === undefined
      ? []
      : unknown(["paging", "heartbeat", "ping"], "webhook", ping, webhooks, "paging.webhooks")),
    ...(lead === undefined ? [] : unknown(["paging", "lead"], "person", lead, known, "people")),
    ...surge.flatMap((it, i) => target(["surge", "page", i], it)),
    ...ofPolicies,
    ...ways,
  ];
}
