import type { Field } from "../text/field.ts";
import type { Seen } from "./seen.ts";

export type Overlay =
  | { is: "help"; field: Field; top: number }
  | { is: "palette"; field: Field; index: number }
  | { is: "filter"; field: Field }
  /** Canned replies for a ticket. */
  | { is: "macros"; number: number; field: Field; index: number }
  /** Bound to the ticket as it was when the question came up: a change meanwhile cannot redirect the answer. */
  | {
      is: "prompt";
      ask: "resolve" | "reopen" | "escalate" | "override";
      number: number;
      seen: Seen | undefined;
      field: Field;
      complaint: string | null;
    }
  /** How long to put a ticket aside: one of the offers, or what is typed. */
  | { is: "snooze"; numbers: readonly number[]; seen: Seen | undefined; field: Field; index: number }
  /** To whom tickets are given. */
  | { is: "people"; numbers: readonly number[]; seen: Seen | undefined; field: Field; index: number }
  /** What cannot simply be taken back: a reason, and the customer's id typed. `request`: the restore that is approved. */
  | {
      is: "danger";
      what: "freeze" | "restore" | "approve";
      number: number;
      customer: string;
      request: string | null;
      reason: Field;
      /** Of a freeze: the account at the exchange; the linked one when it is empty. */
      account: Field;
      typed: Field;
      at: "reason" | "account" | "typed";
      complaint: string | null;
    }
  /** Taking a shift over, with an answer or without. */
  | { is: "take-over"; id: string; by: string; field: Field }
  | { is: "quit" };
