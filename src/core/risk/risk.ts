import { createHmac, type KeyObject } from "node:crypto";
import type { StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";
import type { Trace } from "../trace.ts";

/** What the exchange tells of an account. Each by itself is an ordinary day; some together are a takeover. */
export const RISK_EVENTS = [
  "account.signed_in_new_device",
  "account.address_added",
  "account.password_changed",
  "account.two_factor_changed",
  "account.large_withdrawal",
  "account.sign_in_failed",
] as const;
export type RiskEventType = (typeof RISK_EVENTS)[number];

/** One thing that happened to an account, as the exchange tells it. */
export interface Observed {
  what: RiskEventType;
  time: Instant;
  /** How often, where the exchange tells of several at once. */
  count: number;
  /** As a decimal number, of `asset`. */
  amount?: string | undefined;
  asset?: string | undefined;
}

/** Whom a warning reaches: the customer who has signed in to the account, where they did that. */
export interface Reached {
  customer: string;
  conversation: StreamId;
}

export type RiskLevel = "warn" | "incident";

export type RiskCommand =
  /** `linked`: whether the account is still that of the customer who signed in to it; the desk fills it in. */
  | { type: "observe"; account: string; observed: Observed; linked?: boolean }
  /** A customer has signed in to the account. */
  | ({ type: "connect"; account: string } & Reached);

export type RiskEvent =
  | ({ type: "risk.observed"; account: string } & Observed)
  | ({ type: "risk.connected"; account: string } & Reached)
  /** `reached`: null where nobody is linked to the account. `warned`: whether the customer is told what happened. */
  | {
      type: "risk.raised";
      account: string;
      level: RiskLevel;
      points: number;
      trace: Trace;
      reached: Reached | null;
      warned: boolean;
    };

export interface Risk {
  /** The newest, in the order of their times. */
  seen: readonly Observed[];
  reached: Reached | null;
  raised: readonly { level: RiskLevel; at: Instant; reached: boolean; warned: boolean }[];
}

export const noRisk: Risk = { seen: [], reached: null, raised: [] };

/** An incident by what the exchange tells, of an account to which nobody is linked: no customer and no ticket to reach. */
export interface RiskWord {
  about: "risk.unreached";
  account: string;
  points: number;
}

/** More of one account decide nothing. */
const REMEMBERED = 200;
const RAISED = 20;

/** The state after an event. */
export function evolve(state: Risk, { event, at }: { event: RiskEvent; at: Instant }): Risk {
  switch (event.type) {
    case "risk.observed": {
      const { type: _, account: __, ...observed } = event;
      const seen = [...state.seen, observed].sort((a, b) => a.time - b.time).slice(-REMEMBERED);
      return { ...state, seen };
    }
    case "risk.connected":
      return { ...state, reached: { customer: event.customer, conversation: event.conversation } };
    case "risk.raised": {
      const { level, reached, warned } = event;
      return { ...state, raised: [...state.raised, { level, at, reached: reached !== null, warned }].slice(-RAISED) };
    }
  }
}

/** Where commands about accounts are sent; the desk knows which stream each account has. */
export const RISKS = "risk:accounts";

/** The stream of an account. Its name says nothing of the account to whoever reads the store. */
export const riskStream = (account: string, key: KeyObject): StreamId =>
  `risk:${createHmac("sha256", key).update(`nightdesk risk ${account}`).digest("base64url").slice(0, 22)}`;
