import { refuse } from "../errors.ts";
import { phraseFrom, staffName } from "../guard/people/verify-staff.ts";
import type { Policy } from "../policy.ts";
import type { StreamId } from "../ports.ts";
import { type Decision, decided, type StreamKind } from "../stream.ts";

/** Asks whether an account belongs to the staff. `random` has at least four bytes; `account` is "<channel>:<id>". */
export type VerificationCommand = { type: "verify"; account: string; by: string; random: readonly number[] };

/** The phrase that was handed out is the event's content. */
export type VerificationEvent = { type: "staff.verified"; account: string; staff: string | null; by: string };

export const verificationStream = (account: string): StreamId => `verification:${account}`;

/** How long a phrase may be compared. */
export const PHRASE_LASTS = 10 * 60_000;

function decide(command: VerificationCommand, policy: Policy): Decision<VerificationEvent> {
  const { account, by, random } = command;
  if (!/^[a-z]{1,20}:[\w.-]{1,60}$/.test(account))
    return refuse("not_found", `“${account}” is no account: it is a channel and an id on it, such as discord:1234`);
  const staff = staffName(account, policy.guard.people);
  const text = phraseFrom(Uint8Array.from(random.slice(0, 4)));
  return decided({ event: { type: "staff.verified", account, staff, by }, ...(staff === null ? {} : { text }) });
}

/** A record and no more: each answer stands for itself. */
export const verifications: StreamKind<null, VerificationCommand, VerificationEvent, Policy> = {
  initial: null,
  decide: (command, _state, { policy }) => decide(command, policy),
  evolve: () => null,
  react: () => [],
  deadlines: () => [],
};
