import type { Priority } from "../../../core/ports.ts";
import type { CommandId, CommandPlace } from "../commands/ids.ts";
import type { ViewId } from "../state/state.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

type State = "open" | "pending" | "resolved" | "closed";
type Column = "ticket" | "priority" | "sla" | "channel" | "language" | "category" | "subject" | "owner";
type About = (ticket: string) => string;

/** Every text of the interface. What the desk itself says (histories, reasons, refusals) comes from the server as it is. */
export interface Words {
  command: Record<CommandId, string>;
  view: Record<ViewId, string>;
  place: Record<CommandPlace, string>;
  column: Record<Column, string>;
  state: Record<State, string>;
  queue: string;
  breached: string;
  nobody: string;
  undelivered(count: number): string;
  held(count: number): string;
  loading: string;
  loadingTicket: string;
  empty: string;
  emptyDemo: string;
  noMatch: string;
  noTicket: string;
  gone: string;
  live: string;
  connecting: string;
  reconnecting(seconds: number): string;
  offline: string;
  denied: string;
  deniedNext: string;
  isOffline: string;
  onlyReads(role: string): string;
  small(columns: number, rows: number): string;
  urgent(priority: Priority, ticket: string): string;
  urgentKey: string;
  why: string;
  whyTitle: string;
  noWhy: string;
  history: string;
  customer: string;
  desk: string;
  you: string;
  noteBy(name: string): string;
  erased: string;
  edited: string;
  sending: string;
  cites(article: string): string;
  owner(name: string | null): string;
  unacknowledged: string;
  acknowledged: string;
  replyTo: About;
  noteOn: About;
  draftKept: About;
  noteKept: About;
  nothingToSend: string;
  sent: About;
  noted: About;
  done: {
    acknowledge: About;
    assign(ticket: string, to: string): string;
    resolve: About;
    reopen: About;
    escalate: About;
  };
  conflict(ticket: string, detail: string): string;
  changed(what: string): string;
  wroteAgain: string;
  failed(ticket: string, detail: string): string;
  retryKept: string;
  askReason: { resolve: About; reopen: About; escalate: About; override: About };
  stopped: About;
  nothingStopped: string;
  macrosTitle: string;
  macrosKeys: string;
  noMacro: string;
  askPerson: About;
  reasonNeeded: string;
  nameNeeded: string;
  promptKeys: string;
  askQuit(drafts: number): string;
  quitKeys: string;
  helpTitle: string;
  helpKeys: string;
  paletteTitle: string;
  paletteKeys: string;
  paletteNone: string;
  filterKeys: string;
  chatTitle: string;
  chatEmpty: string;
  chatElsewhere: string;
  chatFailed: string;
  jumpTo: About;
  already: { acknowledged: About; yours: About; resolved: About; open: About };
  nothingHeld: string;
  nothingUrgent: string;
  notDemo: string;
  chatClosed: string;
}

export type Language = "en" | "zh";
export const LANGUAGES: Record<Language, Words> = { en, zh };

/** From the flag, or else from LC_ALL, LC_MESSAGES and LANG, in the order in which POSIX gives them weight. */
export function languageOf(flag: string | undefined, env: Record<string, string | undefined>): Language {
  const wanted = flag ?? [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((it) => it !== undefined && it !== "") ?? "";
  return /^zh/i.test(wanted) ? "zh" : "en";
}
