import { type Refusal, refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { StoredEvent } from "../ports.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import { askedByCustomer, freezeAnswered, freezeNow, frozenByHand } from "./freeze.ts";
import type { CaseOf, Incident, IncidentCommand, IncidentEvent, IncidentKind, LiveIncident } from "./incident.ts";
import { sayIncident } from "./incident.ts";
import { indicate } from "./indicators.ts";
import { approveRestore, RESTORE_REFUSED, requestRestore, restoreAnswered } from "./restore.ts";

type Event = Emitted<IncidentEvent>;
type Context = { now: Instant; policy: Policy };

/** Decides a command against an incident. Pure. */
export function decide(command: IncidentCommand, state: Incident, context: Context): Decision<IncidentEvent> {
  if (state.state === "none") return begin(command, context);
  switch (command.type) {
    case "report":
      return decided(
        ...again(state, command.kind, command.by, context),
        ...(command.freeze ? askedByCustomer(state, command.linked) : []),
      );
    case "ask-freeze": {
      const asked = askedByCustomer(state, command.linked);
      return decided(...(asked.length === 0 ? [] : again(state, "freeze", "customer", context)), ...asked);
    }
    case "freeze": {
      const frozen = freezeNow(command, state);
      return frozen.ok ? decided(...again(state, "freeze", command.by, context), ...frozen.events) : frozen;
    }
    case "frozen-by-hand":
      return frozenByHand(command, state);
    case "exchange-answered":
      return decided(
        ...freezeAnswered(command.action, command.answer, state),
        ...restoreAnswered(command.action, command.answer, state),
      );
    case "identity-verified":
      return verified(command.account, state);
    case "request-restore":
      return requestRestore(command, state, context);
    case "approve-restore":
      return approveRestore(command, state, context);
    case "indicate":
      return decided(...indicate(command, state));
    case "take-intake":
      return decided({ event: { type: "intake.taken", by: command.by }, text: command.text });
    case "do-task":
      return doTask(command, state);
    case "told":
      return state.state === "closed" ? decided() : decided({ event: { type: "customer.told", by: command.by } });
    case "close":
      return close(command, state);
    case "deadline":
      return decided(...due(command.kind, state, context.now));
  }
}

/** A responder's freeze opens the incident with it: nothing has to be there first. */
function begin(command: IncidentCommand, context: Context): Decision<IncidentEvent> {
  const nothing = { freeze: { state: "none" }, account: null } as const;
  if (command.type === "report") {
    const { of, kind, by, freeze, linked } = command;
    return decided(reported(of, kind, by, context), ...(freeze ? askedByCustomer(nothing, linked) : []));
  }
  if (command.type !== "freeze") return refuse("not_found", "there is no such incident");
  const frozen = freezeNow(command, nothing);
  return frozen.ok ? decided(reported(command.of, "freeze", command.by, context), ...frozen.events) : frozen;
}

function reported(of: CaseOf, kind: IncidentKind, by: string, { policy }: Context): Event {
  const { policy: paged, ...rest } = policy.config.incidents;
  const terms = { ...rest, policy: paged ?? null };
  return { event: { type: "incident.reported", ...of, kind, by, terms } };
}

/** A closed incident begins again. */
const again = ({ state, of }: LiveIncident, kind: IncidentKind, by: string, context: Context): Event[] =>
  state === "closed" ? [reported(of, kind, by, context)] : [];

/** Signed in to the account: a freeze that waited for that is sent at once. */
function verified(account: string, state: LiveIncident): Decision<IncidentEvent> {
  if (state.account !== null && state.account !== account) return decided({ event: { type: "identity.mismatched" } });
  const waits = state.freeze.state === "wished";
  return decided(
    { event: { type: "identity.verified", account } },
    ...(waits ? [{ event: { type: "freeze.requested" as const, account, by: null } }] : []),
  );
}

function doTask(
  { by, task }: Extract<IncidentCommand, { type: "do-task" }>,
  { terms, done, of }: LiveIncident,
): Decision<IncidentEvent> {
  const known = terms.runbook ?? [];
  if (!known.some(({ id }) => id === task))
    return refuse(
      "not_found",
      `the runbook of ${sayIncident(of)} has no task “${task}”; it has ${known.map(({ id }) => id).join(", ")}`,
    );
  if (done.some((it) => it.task === task)) return refuse("nothing_to_change", `${task} is done already`);
  return decided({ event: { type: "task.done", task, by } });
}

function close(
  { by, text }: Extract<IncidentCommand, { type: "close" }>,
  { state, freeze, restore, of }: LiveIncident,
): Decision<IncidentEvent> {
  if (state === "closed") return refuse("already_resolved", `${sayIncident(of)} is closed already`);
  if (text.trim() === "") return refuse("empty_text", "say how it ended");
  const moving = [freeze.state, restore.state].some((it) => it === "requested" || it === "sent" || it === "ordered");
  if (moving) return refuse("in_flight", "a freeze or a restore is on its way; wait for it");
  return decided({ event: { type: "incident.closed", by }, text });
}

/** A deadline that came due. One that is early, or no longer applies, decides nothing. */
function due(kind: string, state: LiveIncident, now: Instant): Event[] {
  const next = deadlines(state).find((it) => it.kind === kind);
  if (next === undefined || next.at > now) return [];
  const { freeze, restore, toldAt } = state;
  if (kind === "freeze.unconfirmed" && (freeze.state === "requested" || freeze.state === "sent"))
    return [{ event: { type: "freeze.overdue", action: freeze.action } }];
  if (kind === "restore.unconfirmed" && (restore.state === "ordered" || restore.state === "sent"))
    return [{ event: { type: "restore.overdue", action: restore.request } }];
  return kind === "update.due" ? [{ event: { type: "update.missed", since: toldAt } }] : [];
}

/** The moments at which something has to be said about an incident. */
export function deadlines(state: Incident): { kind: string; at: Instant }[] {
  if (state.state === "none" || state.state === "closed") return [];
  const { freeze, restore, terms, toldAt, unheard } = state;
  const waits = (it: typeof freeze | typeof restore): it is Extract<typeof it, { overdue: boolean }> =>
    "overdue" in it && !it.overdue;
  return [
    ...(waits(freeze) ? [{ kind: "freeze.unconfirmed", at: freeze.at + terms.confirmWithin }] : []),
    ...(waits(restore) ? [{ kind: "restore.unconfirmed", at: restore.at + terms.confirmWithin }] : []),
    ...(state.state === "restored" || unheard === MOST_UNHEARD
      ? []
      : [{ kind: "update.due", at: toldAt + terms.updates * 2 ** unheard }]),
  ];
}

/** So often the desk says for people that nothing is new, after a time that doubles; more would tell the customer nothing. */
const MOST_UNHEARD = 8;

/** The no that a command left on record, as whoever gave the command is told it. */
export function refusalIn(events: readonly StoredEvent[]): Refusal | undefined {
  const event = events.at(-1)?.data as IncidentEvent | undefined;
  return event?.type === "restore.refused" ? refuse("not_restored", RESTORE_REFUSED[event.because]) : undefined;
}
