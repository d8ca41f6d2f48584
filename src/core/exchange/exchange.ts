import type { ExchangeAnswer } from "../incident/incident.ts";
import type { AccountFacts } from "./facts.ts";

/** What the desk asks of the operator's back office. The same `action` is the same order, however often it is sent. */
export interface ExchangeOrder {
  call: "freeze" | "restore";
  action: string;
  account: string;
  /** INC-142 */
  incident: string;
  /** The responder; null for the owner of the account. */
  by: string | null;
  /** What the responder gave as the reason; null where it was erased, or none was given. */
  reason: string | null;
  /** 1 on the first try. */
  attempt: number;
}

/** The operator's back office. Rejects when it cannot be reached or does not answer in time: then it is asked again. */
export interface Exchange {
  order(order: ExchangeOrder): Promise<ExchangeAnswer>;
  /** What it knows of an account; undefined when it does not know the account. */
  facts(account: string): Promise<AccountFacts | undefined>;
}
