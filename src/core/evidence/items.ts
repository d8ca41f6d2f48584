import type { ExplorersConfig } from "../explorers/config.ts";
import { linkedEntities } from "../explorers/links.ts";
import type { IncidentView } from "../incident/view.ts";
import type { TicketView } from "../view.ts";
import type { Custody } from "./bundle.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const moment = (at: number): string => new Date(at).toISOString();

/** What goes out about a ticket: what was said and what happened. Notes of staff to each other, and what triage made of it, stay. */
export function evidenceItems(
  { ticket, transcript, history }: TicketView,
  incident: IncidentView | undefined,
  { custody, explorers }: { custody: Custody; explorers: ExplorersConfig },
): Record<string, string> {
  const said = transcript.map(({ at, author, text }) => ({
    at: moment(at),
    who: author.side === "responder" ? `staff: ${author.name}` : author.side,
    text,
  }));
  const timeline = [...history, ...(incident?.timeline ?? [])]
    .sort((a, b) => a.at - b.at)
    .map(({ at, what }) => ({ at: moment(at), what }));
  const indicators = linkedEntities(
    transcript.map(({ text }) => text),
    explorers,
  ).map(({ kind, value, links }) => ({ kind, value, links: links.map(({ url }) => url) }));
  const { number, state, priority, channel, language, customer, openedAt } = ticket;
  const about = { ticket: number, state, priority, channel, language, customer, openedAt: moment(openedAt) };
  const facts = { about, said, timeline, indicators };
  return {
    "document.md": documentOf(facts, incident, custody),
    "ticket.json": json(about),
    "transcript.json": json(said),
    "timeline.json": json(timeline),
    "indicators.json": json(indicators),
    ...(incident === undefined ? {} : { "incident.json": json({ ...incident, timeline: undefined }) }),
  };
}

interface Facts {
  about: Record<string, string | number>;
  said: { at: string; who: string; text: string | null }[];
  timeline: { at: string; what: string }[];
  indicators: { kind: string; value: string; links: string[] }[];
}

/** The same for people, in Markdown. What customers wrote stands in code blocks, which nothing in them can end. */
function documentOf(
  { about, said, timeline, indicators }: Facts,
  incident: IncidentView | undefined,
  { export: id, at, by, desk, to, why, request, log }: Custody,
): string {
  const row = (cells: (string | number)[]) => `| ${cells.map((it) => cell(String(it))).join(" | ")} |`;
  const pairs = (facts: Record<string, unknown>) =>
    Object.entries(facts).map(([name, value]) => row([name, String(value)]));
  return [
    `# Evidence: T-${about.ticket} of ${cell(desk)}`,
    "## Chain of custody",
    [
      "| | |",
      "| --- | --- |",
      ...pairs({
        export: id,
        made: moment(at),
        by,
        for: to,
        why,
        request: request ?? "none",
        "audit log": `${log.size} entries, ${log.hash}`,
      }),
    ].join("\n"),
    "## Ticket",
    ["| | |", "| --- | --- |", ...pairs(about)].join("\n"),
    ...(incident === undefined
      ? []
      : [
          `## Incident`,
          `${incident.kind}, ${incident.state}; account ${cell(incident.account ?? "unknown")}, ${incident.freeze.state}`,
        ]),
    "## What was said",
    ...said.map(({ at: time, who, text }) => `${time} ${cell(who)}\n\n${fenced(text ?? "(erased)")}`),
    "## What happened",
    ["| When | What |", "| --- | --- |", ...timeline.map(({ at: time, what }) => row([time, what]))].join("\n"),
    "## Indicators",
    indicators.length === 0
      ? "None were named."
      : [
          "| Kind | Value | Look up |",
          "| --- | --- | --- |",
          ...indicators.map(({ kind, value, links }) => row([kind, value, links.join(" ")])),
        ].join("\n"),
    "## Files",
    "The desk keeps no files: none were part of this ticket.",
    "",
  ].join("\n\n");
}

const cell = (text: string): string => text.replace(/[\\`*_[\]<>|&]/g, "\\$&").replace(/\s+/g, " ");

function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
