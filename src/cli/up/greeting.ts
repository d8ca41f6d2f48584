import { relative } from "node:path";
import { VERSION } from "../version.ts";
import type { Parts } from "./parts.ts";

/** A command that works from where this one was typed. */
export const another = (verb: string, configFile: string): string =>
  `${process.env.NIGHTDESK_COMMAND ?? "nightdesk"} ${verb} --config ${quoted(relative(process.cwd(), configFile))}`;

/** As a shell reads it: in quotes where it has to be. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** What a desk says when it is open; `url` where it has the API. */
export function greeting(desk: string, url: string | undefined, configFile: string, parts: Parts): string {
  const line = (verb: string, what: string) => `  ${another(verb, configFile).padEnd(70)}  ${what}`;
  if (url === undefined)
    return `${desk} is at work here (nightdesk ${VERSION}): ${[...parts].join(", ")}.\nCtrl+C ends it; nothing is lost.`;
  return [
    `${desk} is open at ${url} (nightdesk ${VERSION}). In another terminal:`,
    line("chat", "talk as a customer"),
    line("tui", "work as a responder"),
    line("tickets list", "see what is open"),
    "Ctrl+C ends it; nothing is lost.",
  ].join("\n");
}
