import { refuse } from "../errors.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { ExchangeAnswer, IncidentCommand, IncidentEvent, Linked, LiveIncident } from "./incident.ts";

type Event = Emitted<IncidentEvent>;

const GOING = "a freeze has been asked for already";

/** The customer wants the account frozen: at once where the account is known to be theirs, else as soon as that is shown. */
export function askedByCustomer({ freeze }: Pick<LiveIncident, "freeze">, linked: Linked): Event[] {
  if (freeze.state === "requested" || freeze.state === "sent" || freeze.state === "frozen") return [];
  if (linked !== null) return [{ event: { type: "freeze.requested", account: linked.account, by: null } }];
  return freeze.state === "wished" ? [] : [{ event: { type: "freeze.wished" } }];
}

/** One responder is enough to freeze; what is frozen wrongly is given back, what is stolen is not. */
export function freezeNow(
  { by, account: named, text, linked }: Extract<IncidentCommand, { type: "freeze" }>,
  { freeze, account: known }: Pick<LiveIncident, "freeze" | "account">,
): Decision<IncidentEvent> {
  const account = named ?? known ?? linked?.account;
  if (text.trim() === "") return refuse("empty_text", "say why it is frozen");
  if (account === undefined)
    return refuse("no_account", "no account is linked to this customer: name the one that is to be frozen");
  if (freeze.state === "requested" || freeze.state === "sent") return refuse("already_asked", GOING);
  if (freeze.state === "frozen") return refuse("already_frozen", "the account is frozen already");
  return decided({ event: { type: "freeze.requested", account, by }, text });
}

/** What the back office made of a freeze; each change happens once, however often and late it is said. */
export function freezeAnswered(action: string, answer: ExchangeAnswer, state: LiveIncident): Event[] {
  const { freeze, asked } = state;
  if (!asked.includes(action)) return [];
  const current = (freeze.state === "requested" || freeze.state === "sent") && freeze.action === action;
  switch (answer.answer) {
    case "confirmed":
      return [{ event: { type: "account.frozen", action, by: null } }];
    case "accepted":
      return current && freeze.state === "requested" ? [{ event: { type: "freeze.sent", action } }] : [];
    case "refused":
      return current ? [{ event: { type: "freeze.failed", action, because: answer.because } }] : [];
  }
}

export function frozenByHand(
  { by, text }: Extract<IncidentCommand, { type: "frozen-by-hand" }>,
  { freeze }: LiveIncident,
): Decision<IncidentEvent> {
  if (text.trim() === "") return refuse("empty_text", "say what was done");
  if (freeze.state === "frozen") return refuse("already_frozen", "the account is frozen already");
  return decided({ event: { type: "account.frozen", action: null, by }, text });
}
