import { checkEscalation } from "../escalation/check.ts";
import { guardComplaints } from "../guard/complaints.ts";
import { checkSchedules, unknown } from "../oncall/check.ts";
import { PRIORITIES } from "../ports.ts";
import { didYouMean, hasErrors, type Problem } from "../problem.ts";
import { riskComplaints } from "../risk/config.ts";
import { ruleComplaints } from "../rules/complaints.ts";
import { type ParsedYaml, parseYaml } from "../yaml-problems.ts";
import { configSchema, type DeskConfig } from "./schema.ts";

export interface ParsedConfig {
  /** Undefined when there is an error among the problems. */
  config: DeskConfig | undefined;
  problems: Problem[];
  /** A further complaint about the value at a path. */
  problemAt: ParsedYaml<DeskConfig>["problemAt"];
}

/** Reads the text of nightdesk.yaml. Every complaint at once, each with its place; never throws for what the text says. */
export function parseConfig(source: string, file: string): ParsedConfig {
  const { value: config, problems, problemAt } = parseYaml(configSchema, source, file);
  if (config === undefined) return { config: undefined, problems, problemAt };
  const complain = (path: PropertyKey[], message: string, next?: string) =>
    problems.push(problemAt(path, message, { next }));

  if (config.reply.clarifyAt > config.reply.answerAt) {
    complain(
      ["reply", "clarifyAt"],
      `"clarifyAt" ${config.reply.clarifyAt} is above "answerAt" ${config.reply.answerAt}`,
      "Nothing would ever be clarified.",
    );
  }
  guardComplaints(config.guard).forEach(({ path, message, next }) => void complain(["guard", ...path], message, next));
  const { embeddings } = config.knowledge;
  if (embeddings !== undefined && (embeddings.endpoint === undefined) === (embeddings.sha256 === undefined)) {
    complain(
      ["knowledge", "embeddings"],
      '"embeddings" needs either "sha256" (a model in a folder) or "endpoint" (a model elsewhere)',
      "For a folder, `nightdesk kb pin <folder>` prints the sha256.",
    );
  }
  repeated(config.desk.languages).forEach(
    (it) => void complain(["desk", "languages"], `language ${it} is there twice`),
  );
  const calendarOf = (path: PropertyKey[], id: string | undefined) =>
    id === undefined || id === "always"
      ? []
      : unknown(path, "calendar", id, Object.keys(config.calendars), "calendars");
  for (const it of [
    ...PRIORITIES.flatMap((it) => calendarOf(["sla", it, "calendar"], config.sla[it].calendar)),
    ...config.sla.exceptions.flatMap((it, i) => calendarOf(["sla", "exceptions", i, "calendar"], it.calendar)),
  ])
    complain(it.path, it.message, it.next);
  if (config.risk !== undefined) for (const it of riskComplaints(config.risk)) complain(it.path, it.message, it.next);
  for (const it of ruleComplaints(config)) complain(it.path, it.message, it.next);
  for (const [person, { team }] of Object.entries(config.people)) {
    if (team !== undefined && !config.teams.includes(team)) {
      complain(
        ["people", person, "team"],
        `there is no team ${JSON.stringify(team)}`,
        didYouMean(team, config.teams) ?? `Teams: ${config.teams.join(", ")}.`,
      );
    }
  }
  const people = Object.keys(config.people);
  for (const it of checkSchedules(config.schedules, { people, calendars: config.calendars }))
    complain(it.path, it.message, it.next);
  const { people: reachable, paging, escalation, teams, tickets } = config;
  const schedules = Object.keys(config.schedules);
  const webhooks = Object.keys(paging.webhooks);
  const { lead, heartbeat, mail } = paging;
  const known = {
    people: reachable,
    schedules,
    teams,
    webhooks,
    lead,
    heartbeat,
    mail: mail !== undefined,
    surge: config.surge.page,
  };
  for (const it of checkEscalation(escalation, known)) complain(it.path, it.message, it.next);
  const policies = Object.keys(escalation);
  for (const [priority, policy] of Object.entries(tickets.escalate)) {
    if (policy === undefined) continue;
    for (const it of unknown(["tickets", "escalate", priority], "escalation policy", policy, policies, "escalation"))
      complain(it.path, it.message, it.next);
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { config: hasErrors(problems) ? undefined : config, problems, problemAt };
}

const repeated = (names: string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
