import { type Refusal, refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { StoredEvent, StreamId } from "../ports.ts";
import { RISKS } from "../risk/risk.ts";
import { type Decision, decided, type Reaction } from "../stream.ts";
import type { Instant } from "../time.ts";

/** Where a link is sent and what waits for it. */
export interface LinkPurpose {
  conversation: StreamId;
  ticket: { id: StreamId; number: number };
  /** The incident that hears of it; null for none. */
  incident: StreamId | null;
  /** `freeze`: the account is frozen as soon as it is known. */
  purpose: "freeze" | "identity";
}

export type LinkCommand =
  /** The desk names it with a nonce before the customer's stream decides. */
  | ({ type: "ask-link"; by: string; nonce?: string } & LinkPurpose)
  /** The exchange says who is signed in. The desk fills in the nonce of a token that it has made; null for any other. */
  | { type: "link"; token: string; account: string; nonce?: string | null };

export type LinkEvent =
  | ({ type: "link.asked"; by: string; nonce: string; expiresAt: Instant } & LinkPurpose)
  | ({ type: "identity.linked"; account: string } & LinkPurpose)
  | { type: "link.refused"; because: "not_ours" | "used" | "expired" };

/** What is known of who a customer is. */
export interface Identity {
  /** The account, and when the customer last signed in there to show it. */
  linked: { account: string; verifiedAt: Instant } | null;
  /** The link that may still be used. */
  asked: ({ nonce: string; expiresAt: Instant } & LinkPurpose) | null;
}

export const nobody: Identity = { linked: null, asked: null };

export function decideLink(
  command: LinkCommand,
  { asked }: Identity,
  { now, policy }: { now: Instant; policy: Policy },
): Decision<LinkEvent> {
  if (command.type === "ask-link") {
    const { type: _, by, nonce, ...purpose } = command;
    const { exchange } = policy.config;
    if (exchange?.link === undefined || nonce === undefined)
      return refuse("no_linking", "exchange.link in nightdesk.yaml says where customers sign in; it is not set");
    return decided({ event: { type: "link.asked", by, nonce, expiresAt: now + exchange.linkLasts, ...purpose } });
  }
  const no = (because: "not_ours" | "used" | "expired") =>
    decided<LinkEvent>({ event: { type: "link.refused", because } });
  if (command.nonce === null || command.nonce === undefined) return no("not_ours");
  if (asked === null || asked.nonce !== command.nonce) return no("used");
  if (asked.expiresAt < now) return no("expired");
  const { nonce: _, expiresAt: __, ...purpose } = asked;
  return decided({ event: { type: "identity.linked", account: command.account, ...purpose } });
}

export function evolveLink(state: Identity, event: LinkEvent, at: Instant): Identity {
  switch (event.type) {
    case "link.asked": {
      const { type: _, by: __, ...asked } = event;
      return { ...state, asked };
    }
    case "identity.linked":
      return { linked: { account: event.account, verifiedAt: at }, asked: null };
    case "link.refused":
      return state;
  }
}

/** The link goes to the customer; once it was used, they and the incident hear of it. */
export function reactLink(event: LinkEvent, customer: string): Reaction[] {
  switch (event.type) {
    case "link.asked": {
      const { nonce, expiresAt, purpose } = event;
      return [tell(event, { notice: purpose === "freeze" ? "link_freeze" : "link", nonce, expiresAt })];
    }
    case "identity.linked": {
      const { incident: stream, account, conversation } = event;
      const told = tell(event, { notice: "linked" });
      const connect = { type: "connect", account, customer, conversation } as const;
      const known: Reaction = {
        key: `risk:${conversation}`,
        act: { kind: "command", command: { to: "risk", stream: RISKS, command: connect } },
      };
      if (stream === null) return [told, known];
      const command = { type: "identity-verified", account } as const;
      return [told, known, { key: stream, act: { kind: "command", command: { to: "incident", stream, command } } }];
    }
    case "link.refused":
      return [];
  }
}

type Told = { notice: "link" | "link_freeze"; nonce: string; expiresAt: Instant } | { notice: "linked" };

function tell({ conversation: stream, ticket }: LinkPurpose, told: Told): Reaction {
  const command = { type: "notify", ticket, ...told } as const;
  return { key: stream, act: { kind: "command", command: { to: "conversation", stream, command } } };
}

/** The no to a link that left a record, as the exchange is told it. */
export function voidLinkIn(events: readonly StoredEvent[]): Refusal | undefined {
  const event = events.at(-1)?.data as LinkEvent | undefined;
  return event?.type === "link.refused" ? refuse("link_void", VOID[event.because]) : undefined;
}

const VOID = {
  not_ours: "the token is not one that this desk has made",
  used: "the link has been used, or a newer one was asked for",
  expired: "the link is too old; the customer asks for another one",
};
