import type { WireTicketView } from "../../../server/api.ts";
import { isLive, wordsOf } from "./select.ts";
import type { State } from "./state.ts";

/** What somebody saw of a ticket when they decided: only a change of this makes their decision doubtful. */
export interface Seen {
  version: number;
  owner: string | null;
  live: boolean;
  /** Id of the customer's last message; undefined when the conversation was not loaded. */
  wrote: string | null | undefined;
}

const lastWords = ({ transcript }: WireTicketView): string | null =>
  transcript.findLast(({ author }) => author.side === "customer")?.id ?? null;

/** What is on the screen of a ticket now; undefined when it is not known. */
export function seenNow(state: State, number: number): Seen | undefined {
  const ticket = state.tickets.get(number);
  if (ticket === undefined) return undefined;
  const view = state.views.get(number);
  const { version, owner } = ticket;
  return {
    version,
    owner,
    live: isLive(ticket),
    wrote: view === undefined || view === null ? undefined : lastWords(view),
  };
}

/** What has happened to a ticket since it was seen: null when nothing that matters has (a clock that ran out, one's own reply). */
export function changeSince(seen: Seen, view: WireTicketView, me: string | null): "wrote" | "happened" | null {
  if (seen.wrote !== undefined && seen.wrote !== lastWords(view)) return "wrote";
  const { owner } = view.ticket;
  return (owner !== seen.owner && owner !== me) || isLive(view.ticket) !== seen.live ? "happened" : null;
}

/** The same in words: `bob took it`. */
export function sayChange(state: State, seen: Seen, view: WireTicketView): string {
  const words = wordsOf(state);
  const happened = view.history.at(-1)?.what ?? "";
  return changeSince(seen, view, state.me?.name ?? null) === "wrote" ? words.wroteAgain : happened;
}
