import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { ExchangeAnswer, IncidentCommand, IncidentEvent, LiveIncident, RestoreRefusal } from "./incident.ts";

type Event = Emitted<IncidentEvent>;
type Context = { now: Instant; policy: Policy };

/** A no that stays on record: who tried what is worth knowing when an account was nearly given to a thief. */
const no = (step: "request" | "approval", by: string, because: RestoreRefusal): Decision<IncidentEvent> =>
  decided({ event: { type: "restore.refused", step, by, because } });

const sameName = (a: string, b: string): boolean =>
  a.normalize("NFKC").toLowerCase() === b.normalize("NFKC").toLowerCase();

/** Only people of the configuration ask for a restore or approve one, where it names any: never the desk, a rule or a model. */
const isPerson = (name: string, { config }: Policy): boolean => {
  const people = Object.keys(config.people);
  return name !== "desk" && name !== "customer" && (people.length === 0 || people.some((it) => sameName(it, name)));
};

export function requestRestore(
  { by, text }: Extract<IncidentCommand, { type: "request-restore" }>,
  { freeze, restore, verifiedAt, account }: LiveIncident,
  { policy }: Context,
): Decision<IncidentEvent> {
  if (!isPerson(by, policy)) return no("request", by, "not_a_person");
  if (restore.state === "restored") return no("request", by, "already_restored");
  if (freeze.state !== "frozen" || account === null) return no("request", by, "not_frozen");
  if (restore.state !== "none" && restore.state !== "failed") return no("request", by, "already_asked");
  if (verifiedAt === null) return no("request", by, "not_verified");
  return decided({ event: { type: "restore.requested", account, by }, ...(text === "" ? {} : { text }) });
}

/** Two people who did not ask for it, each within the time that an approval counts, and not before the account has cooled down. */
export function approveRestore(
  { by, request }: Extract<IncidentCommand, { type: "approve-restore" }>,
  { freeze, restore, terms }: LiveIncident,
  { now, policy }: Context,
): Decision<IncidentEvent> {
  if (!isPerson(by, policy)) return no("approval", by, "not_a_person");
  if (restore.state === "restored" || restore.state === "ordered" || restore.state === "sent")
    return no("approval", by, "already_restored");
  if (freeze.state !== "frozen") return no("approval", by, "not_frozen");
  if (restore.state !== "requested" || restore.request !== request) return no("approval", by, "other_request");
  if (sameName(by, restore.by)) return no("approval", by, "own_request");
  if (restore.approvals.some((it) => sameName(it.by, by) && now - it.at < terms.approval))
    return no("approval", by, "same_person");
  if (now - freeze.at < terms.cooling) return no("approval", by, "cooling");
  return decided({ event: { type: "restore.approved", request, by } });
}

/** What the back office made of a restore. */
export function restoreAnswered(action: string, answer: ExchangeAnswer, { restore }: LiveIncident): Event[] {
  if (restore.state === "none" || restore.state === "requested" || restore.state === "restored") return [];
  if (restore.request !== action) return [];
  switch (answer.answer) {
    case "confirmed":
      return [{ event: { type: "account.restored", action } }];
    case "accepted":
      return restore.state === "ordered" ? [{ event: { type: "restore.sent", action } }] : [];
    case "refused":
      return restore.state === "failed" ? [] : [{ event: { type: "restore.failed", action, because: answer.because } }];
  }
}

/** What a person does about each no. */
export const RESTORE_REFUSED: Record<RestoreRefusal, string> = {
  not_frozen: "the account is not frozen",
  not_verified:
    "the customer has not shown since that the account is theirs; have them sign in through the link of /link first",
  cooling: "the account has not been frozen long enough; wait until the cooling period is over",
  already_asked: "a restore has been asked for already; approve that one",
  already_restored: "it is restored already, or on its way",
  not_a_person: "only somebody under people: in nightdesk.yaml asks for a restore or approves one",
  own_request: "who asked for it does not approve it; two others do",
  same_person: "you have approved it already; somebody else has to",
  other_request: "that is not the request that waits here; look at the incident again",
};
