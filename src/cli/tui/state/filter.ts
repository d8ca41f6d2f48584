import { parseDuration } from "../../../core/time.ts";
import type { WireTicket } from "../../../server/api.ts";

interface Context {
  now: number;
  /** The name that `owner:me` means. */
  me: string | null;
}

type Test = (ticket: WireTicket, context: Context) => boolean;

const begins = (value: string | null, wanted: string): boolean => (value ?? "").toLowerCase().startsWith(wanted);

/** `name:value` terms of the filter. */
const FIELDS: Record<string, (wanted: string) => Test> = {
  lang: (wanted) => (ticket) => begins(ticket.language, wanted),
  ch: (wanted) => (ticket) => begins(ticket.channel, wanted),
  cat: (wanted) => (ticket) => begins(ticket.category, wanted),
  tag: (wanted) => (ticket) => ticket.tags.some((tag) => begins(tag, wanted)),
  team: (wanted) => (ticket) => begins(ticket.team, wanted),
  state: (wanted) => (ticket) => begins(ticket.state, wanted),
  owner:
    (wanted) =>
    (ticket, { me }) => {
      if (wanted === "none" || wanted === "-") return ticket.owner === null;
      return wanted === "me" ? ticket.owner !== null && ticket.owner === me : begins(ticket.owner, wanted);
    },
};

function term(word: string): { kind: string; test: Test } {
  const lower = word.toLowerCase();
  if (/^p[0-3]$/.test(lower)) return { kind: "priority", test: ({ priority }) => priority.toLowerCase() === lower };
  const due = /^sla<(.+)$/.exec(lower);
  const within = due?.[1] === undefined ? undefined : parseDuration(due[1]);
  if (within !== undefined)
    return { kind: "sla", test: ({ dueAt }, { now }) => dueAt !== null && dueAt - now < within };
  const [, name = "", value = ""] = /^([a-z]+):(.+)$/.exec(lower) ?? [];
  const field = FIELDS[name];
  if (field !== undefined) return { kind: name, test: field(value) };
  return { kind: `word ${lower}`, test: (ticket) => text(ticket).includes(lower) };
}

const text = ({ number, subject, customer, owner, category, tags }: WireTicket): string =>
  `t-${number} ${subject ?? ""} ${customer} ${owner ?? ""} ${category ?? ""} ${tags.join(" ")}`.toLowerCase();

/**
 * A filter as it is typed: `p0 p1 lang:zh ch:discord owner:me sla<15m frozen`. Terms of one kind are alternatives, kinds and words
 * must all hold. Case does not matter.
 */
export function parseFilter(typed: string): Test {
  const kinds = new Map<string, Test[]>();
  for (const word of typed.trim().split(/\s+/).filter(Boolean)) {
    const { kind, test } = term(word);
    kinds.set(kind, [...(kinds.get(kind) ?? []), test]);
  }
  const groups = [...kinds.values()];
  return (ticket, context) => groups.every((tests) => tests.some((test) => test(ticket, context)));
}
