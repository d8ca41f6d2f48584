import type { Oversight } from "./audit/oversight.ts";
import type { Choice } from "./conversation/conversation.ts";
import type { DeskCommand } from "./desk-command.ts";
import type { PlatformAction } from "./guard/verdict.ts";
import type { StreamId } from "./ports.ts";
import type { SweepFrom } from "./privacy/privacy.ts";
import type { RiskWord } from "./risk/risk.ts";
import type { Instant, Millis } from "./time.ts";

/** A thing to do in the world. Its id is the event's id plus its index, so a platform's nonce and a queue's job id are the same for ever. */
export interface Effect {
  id: string;
  /** Effects that share a key are delivered one at a time, in the order in which they were committed. */
  key: string;
  dueAt: Instant;
  /** Set when only the bot may say this: if a person holds the conversation by then, it is dropped, in the transaction that hands it out. */
  holder: { conversation: string } | null;
  act: Act;
}

export type Act =
  | SendAct
  | EditAct
  | ModerateAct
  | CommandAct
  | CardAct
  | PageAct
  | TellAct
  | OpenAct
  | SpreadAct
  | TriageAct
  | PageRoomAct
  | PagesAct
  | ExchangeAct
  | IndicatorsAct
  | EraseAct
  | UnsayAct
  | SweepAct;

/** Say something in a thread. The text is the content's, so that an erasure reaches it even here. */
export interface SendAct {
  kind: "send";
  channel: string;
  thread: string;
  content: string;
  form: OutgoingForm;
  /** The conversation and when it was said; absent from what was stored before they were noted. */
  conversation?: StreamId;
  at?: Instant;
}

/** Make the copy of a message in a thread say what its content says now; it goes where that is erased. */
export interface EditAct {
  kind: "edit";
  channel: string;
  thread: string;
  content: string;
  form: OutgoingForm;
  at: Instant;
}

/** Erase what is held of a customer, but for the texts of some streams. */
export interface EraseAct {
  kind: "erase";
  customer: string;
  kept: StreamId[];
  /** The event that confirmed it. */
  of: string;
}

/** Take away, where the platform allows it, what the desk wrote in a place; up to a version of the conversation. */
export interface UnsayAct {
  kind: "unsay";
  channel: string;
  thread: string;
  conversation: StreamId;
  until: number;
}

/** Remove what is older than the configuration lets it become. */
export interface SweepAct {
  kind: "sweep";
  /** Where an earlier look left off. */
  from?: SweepFrom;
}

/** Open a place where only the customer and the team read along. */
export interface OpenAct {
  kind: "open";
  channel: string;
  /** Where the customer is now. */
  from: string;
  customer: string;
  conversation: StreamId;
  language: string;
}

/** Do something about a message on its platform, or take back what was done. */
export interface ModerateAct {
  kind: "moderate";
  channel: string;
  thread: string;
  message: string;
  author: string;
  action: PlatformAction | "flag";
  /** The platform did it already: moderators are only told. */
  heard?: true;
  undo: boolean;
  /** For the platform's own log: what was found or who decided, never what was written. */
  reason: string;
  /** How long a time-out lasts. */
  seconds?: number;
  /** Content of the message: what a moderator looks at, and what an undoing may show again. */
  content: string | null;
}

/** Reach a person about a ticket, by whatever way works. Says which ticket, never what the customer wrote. */
export interface PageAct {
  kind: "page";
  person: string;
  because: string;
  round: number;
  step: number | "end";
  ticket: string;
  number: number;
  priority: string;
  team: string;
}

/** Read a ticket and prepare what a responder needs. Names the ticket, never what it says. */
export interface TriageAct {
  kind: "triage";
  ticket: StreamId;
}

/** Tell everybody who is attached to an outage what is new of it. */
export interface SpreadAct {
  kind: "spread";
  outage: string;
}

/** Tell a responder something that is no ticket, by whatever way works. Of notes it says that there are some, never what is in them. */
export type TellAct = { kind: "tell" } & Told;
/** What is told to whom. */
export type Told = { person: string } & (HandoverWord | OutageWord | OversightWord | RiskWord);

/** Of what somebody reads, to whoever leads the desk. `says` names people of the staff and numbers, nothing else. */
export interface OversightWord {
  about: Oversight["about"] | "authority.warned" | "authority.breached";
  by: string;
  says: string;
  facts: Readonly<Record<string, string | number | null>>;
}

/** Of the hand-over of a shift. */
interface HandoverWord {
  about: "handover.offered" | "handover.reminded" | "handover.accepted";
  id: string;
  schedule: string;
  by: string;
  /** Whom it waits for; once accepted, who took it over. */
  to: string;
}

/** The desk has opened an outage by itself, which ends by itself at `until` unless somebody says something of it. */
interface OutageWord {
  about: "outage.noticed";
  id: string;
  article: string;
  until: Instant;
}

/** Page a room of a channel about a ticket. */
export interface PageRoomAct extends Omit<PageAct, "kind" | "person" | "because"> {
  kind: "page-room";
  channel: string;
  room: string;
}

/** Bring the pages about a ticket up to date, wherever a channel shows them. */
export interface PagesAct {
  kind: "pages";
  channel: string;
  ticket: StreamId;
}

/** Have the operator's back office freeze an account or give it back. `action` is its idempotency key, for ever the same. */
export interface ExchangeAct {
  kind: "exchange";
  call: "freeze" | "restore";
  action: string;
  account: string;
  incident: StreamId;
  number: number;
  /** The responder; null for the owner of the account. */
  by: string | null;
  /** Content of the reason. */
  content: string | null;
}

/** Look through a message for addresses and transactions, for an incident. */
export interface IndicatorsAct {
  kind: "indicators";
  incident: StreamId;
  content: string;
}

/** What a channel needs to know to render a text well; it decides nothing. */
export type OutgoingForm =
  /** `options` are the answers to the question that a guide asks at its end; none when it asks nothing. */
  | { form: "answer"; article: string; title: string; language: string; options: string[]; withHandOff?: boolean }
  | { form: "clarify"; choices: Choice[]; language: string }
  /** `to`: the thread in which it goes on. */
  | { form: "notice"; notice: string; language: string; to?: string }
  | { form: "message"; author: string };

/** Something the desk asks of itself in another stream: delivered exactly once, because the effect's id is the command's. */
export interface CommandAct {
  kind: "command";
  command: DeskCommand;
}

/** Show staff a ticket as it is now: one message in a room of their platform, kept up to date in place, whose thread is the conversation. */
export interface CardAct {
  kind: "card";
  channel: string;
  /** Where the card goes when there is none yet: a channel's id or name on the platform. */
  room: string;
  ticket: StreamId;
  conversation: StreamId;
}

/** After this many failed attempts an effect becomes a dead letter, which a person sees and may retry. */
export const MAX_ATTEMPTS = 12;

/**
 * When to try again after the n-th failure (1 is the first): 1 s doubling to ten minutes, spread by up to a quarter, so that
 * what failed together does not return together. The spread comes from the id: the same effect always waits the same time.
 */
export function retryDelay(effectId: string, attempt: number): Millis {
  const base = Math.min(600_000, 1_000 * 2 ** (attempt - 1));
  let hash = 2_166_136_261;
  for (let i = 0; i < effectId.length; i++) hash = Math.imul(hash ^ effectId.charCodeAt(i), 16_777_619);
  return base + Math.floor(((hash >>> 0) / 2 ** 32) * (base / 4));
}
