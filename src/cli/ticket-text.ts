import type { WireTicketView } from "../server/api.ts";
import { clockText } from "./clock-wish.ts";
import { lookUpLines } from "./look-up-text.ts";
import { indent, suggestionText } from "./suggestion-text.ts";

/** A ticket as `tickets show` prints it. */
export function viewText({ ticket, clocks, transcript, notes, entities, suggestion }: WireTicketView): string {
  const said = transcript.map(({ at, author, text }) => ({
    at,
    who: author.side === "responder" ? author.name : author.side,
    text,
  }));
  const noted = notes.map(({ at, by, text }) => ({ at, who: `note by ${by}`, text }));
  const lines = [...said, ...noted]
    .sort((a, b) => a.at - b.at)
    .map(({ at, who, text }) => `\n${stamp(at)}  ${who}\n${indent(text ?? "(erased)")}`);
  return [
    `T-${ticket.number}  ${ticket.priority}  ${ticket.state}  ${ticket.team}  owner ${ticket.owner ?? "-"}  ${ticket.language}  ${ticket.customer}${ticket.tags.map((tag) => `  #${tag}`).join("")}`,
    ...clocks.map((it) => clockText(it, Date.now())),
    ...lines,
    ...lookUpLines(entities),
    ...(suggestion === null ? [] : [`\n${suggestionText(suggestion)}`]),
  ].join("\n");
}

/** A moment to the second, in UTC. */
export const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace("T", " ");
