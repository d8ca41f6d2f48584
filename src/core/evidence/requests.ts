import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { Deadline } from "../ports.ts";
import { type Decision, decided, type Reaction, type Recorded, type StreamKind } from "../stream.ts";
import type { Instant } from "../time.ts";

/** The one stream of all requests of authorities: there are few of them. */
export const AUTHORITIES = "authority:desk";

/** `text`: who asks, by which reference, for what; a text, because it may name people. */
export type AuthorityCommand =
  | { type: "add"; by: string; id: string; ticket: number | null; dueAt: Instant; text: string }
  | { type: "answer"; by: string; id: string; text: string }
  | { type: "deadline"; kind: string };

export type AuthorityEvent =
  | { type: "authority.asked"; by: string; id: string; ticket: number | null; dueAt: Instant }
  | { type: "authority.warned" | "authority.breached"; id: string; dueAt: Instant }
  | { type: "authority.answered"; by: string; id: string };

export interface AuthorityRequest {
  id: string;
  by: string;
  at: Instant;
  ticket: number | null;
  dueAt: Instant;
  /** Contents: what was asked, and what was answered. */
  asked: string | null;
  answered: { at: Instant; by: string; words: string | null } | null;
  warned: boolean;
  breached: boolean;
}
export type AuthorityRequests = readonly AuthorityRequest[];

/** Share of the time after which those who answer are told that it runs out, as with the desk's other clocks. */
const WARN_AT = 0.8;
const warnAt = ({ at, dueAt }: AuthorityRequest): Instant => at + Math.round((dueAt - at) * WARN_AT);

function decide(command: AuthorityCommand, state: AuthorityRequests, now: Instant): Decision<AuthorityEvent> {
  if (command.type === "add") {
    const { id, by, ticket, dueAt, text } = command;
    if (dueAt <= now) return refuse("bad_span", "the day by which it has to be answered is over already");
    return decided({ event: { type: "authority.asked", id, by, ticket, dueAt }, text });
  }
  if (command.type === "answer") {
    const { id, by, text } = command;
    const found = state.find((it) => it.id === id);
    if (found === undefined) return refuse("not_found", `there is no request ${id}`);
    if (found.answered !== null) return refuse("already_resolved", `${found.answered.by} has answered it`);
    return decided({ event: { type: "authority.answered", id, by }, text });
  }
  const due = state.filter(isOpen).flatMap((it): AuthorityEvent[] => {
    const { id, dueAt, warned, breached } = it;
    if (!breached && dueAt <= now) return [{ type: "authority.breached", id, dueAt }];
    return !warned && warnAt(it) <= now ? [{ type: "authority.warned", id, dueAt }] : [];
  });
  return decided(...due.map((event) => ({ event })));
}

const isOpen = ({ answered }: AuthorityRequest): boolean => answered === null;

function evolve(state: AuthorityRequests, { event, at, content }: Recorded<AuthorityEvent>): AuthorityRequests {
  if (event.type === "authority.asked") {
    const { type: _, ...asked } = event;
    return [...state, { ...asked, at, asked: content, answered: null, warned: false, breached: false }];
  }
  return state.map((it) => {
    if (it.id !== event.id) return it;
    if (event.type === "authority.answered") return { ...it, answered: { at, by: event.by, words: content } };
    return event.type === "authority.warned" ? { ...it, warned: true } : { ...it, warned: true, breached: true };
  });
}

/** In a sentence; without who asks, or about whom. */
export function sayAuthority(event: AuthorityEvent): string {
  const { id } = event;
  if (event.type === "authority.asked") return `${event.by} noted request ${id} of an authority`;
  if (event.type === "authority.answered") return `${event.by} answered request ${id} of an authority`;
  const due = new Date(event.dueAt).toISOString().slice(0, 16).replace("T", " ");
  return event.type === "authority.warned"
    ? `Request ${id} of an authority has to be answered by ${due} UTC`
    : `Request ${id} of an authority was to be answered by ${due} UTC and is not`;
}

/** Whoever noted it, and whoever leads the desk. */
function react({ id, event }: Recorded<AuthorityEvent>, state: AuthorityRequests, { config }: Policy): Reaction[] {
  if (event.type !== "authority.warned" && event.type !== "authority.breached") return [];
  const by = state.find((it) => it.id === event.id)?.by ?? "";
  return [...new Set([config.paging.lead, by])]
    .filter((it) => it !== undefined)
    .map((person) => ({
      key: `tell:${id}:${person}`,
      act: {
        kind: "tell",
        person,
        about: event.type,
        by,
        says: sayAuthority(event),
        facts: { request: event.id, dueAt: event.dueAt },
      },
    }));
}

function deadlines(state: AuthorityRequests): Omit<Deadline, "stream">[] {
  return state
    .filter(isOpen)
    .flatMap((it) => [
      ...(it.warned ? [] : [{ kind: `warn.${it.id}`, at: warnAt(it) }]),
      ...(it.breached ? [] : [{ kind: `breach.${it.id}`, at: it.dueAt }]),
    ]);
}

export const authorities: StreamKind<AuthorityRequests, AuthorityCommand, AuthorityEvent, Policy> = {
  initial: [],
  decide: (command, state, { now }) => decide(command, state, now),
  evolve,
  react,
  deadlines,
};
