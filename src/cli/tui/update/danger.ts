import type { Refusal } from "../../../core/errors.ts";
import type { WireIncident } from "../../../server/api-incident.ts";
import { chosen } from "../panes/rooms/rows.ts";
import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { clean } from "../text/clean.ts";
import { edit, emptyField, insert } from "../text/field.ts";
import { isBulk } from "./bulk.ts";
import { type Step, step, takeId, toast, whyReadOnly } from "./step.ts";

type Danger = Extract<Overlay, { is: "danger" }>;

/** The ticket that is meant, and whose it is. */
function about(state: State): { number: number; customer: string; incident: WireIncident | undefined } | undefined {
  const target = chosen(state);
  const number = target !== undefined && "incident" in target ? target.incident : state.cursor;
  if (number === null || (state.focus === "security" && target === undefined)) return undefined;
  const incident = state.rooms.security.views.get(number);
  const customer = (state.tickets.get(number) ?? state.views.get(number)?.ticket)?.customer ?? incident?.customer;
  return customer === undefined ? undefined : { number, customer, incident };
}

/** Why nothing can be done to an account now; null when it can. */
export function whyNoDanger(state: State, what: Danger["what"]): string | null {
  const words = wordsOf(state).danger;
  const readOnly = whyReadOnly(state);
  if (readOnly !== null) return readOnly;
  if (state.connection.is !== "live") return words.notStale;
  if (isBulk(state)) return words.notBulk;
  const found = about(state);
  if (found === undefined) return wordsOf(state).noTicket;
  const { incident } = found;
  if (what === "restore") return incident?.freeze.state === "frozen" ? null : words.noRestore;
  if (what !== "approve") return null;
  const { me } = state;
  const restore = incident?.restore;
  const waits = restore?.state === "requested" && restore.by !== me?.name;
  return waits && !restore.approvals.some(({ by }) => by === me?.name) ? null : words.noApproval;
}

/** Opens the question, bound to the ticket and the customer as they are now: nothing that comes later can redirect it. */
export function askDanger(state: State, what: Danger["what"]): Step {
  const found = about(state);
  if (found === undefined) return step(state);
  const { number, customer, incident } = found;
  const request = incident?.restore.state === "requested" ? incident.restore.request : null;
  const overlay: Danger = {
    is: "danger",
    what,
    number,
    customer,
    request,
    reason: emptyField,
    account: emptyField,
    typed: emptyField,
    at: "reason",
    complaint: null,
  };
  return step({ ...state, overlay });
}

/** A key of the question. Enter alone never does it: it leads from the reason to what has to be typed, letter by letter. */
export function dangerKey(state: State, danger: Danger, key: string, isText: boolean): Step {
  const shown = (more: Partial<Danger>) => step({ ...state, overlay: { ...danger, complaint: null, ...more } });
  const fields = danger.what === "freeze" ? (["reason", "account", "typed"] as const) : (["reason", "typed"] as const);
  const place = fields.findIndex((it) => it === danger.at);
  const by = { tab: 1, down: 1, "shift+tab": -1, up: -1 }[key];
  if (by !== undefined) return shown({ at: fields[(place + by + fields.length) % fields.length] ?? "reason" });
  if (key === "enter")
    return danger.at === "typed" ? confirmed(state, danger) : shown({ at: fields[place + 1] ?? "typed" });
  const before = danger[danger.at];
  const field = edit(before, key, overlayColumns(state)) ?? (isText ? insert(before, key, 500) : before);
  return shown({ [danger.at]: field });
}

/** Reason and account may be pasted; the confirmation has to be typed. */
export function dangerPaste(state: State, danger: Danger, text: string): Step {
  if (danger.at === "typed") return step(state);
  const field = insert(danger[danger.at], text.replace(/\s+/g, " "), 500);
  return step({ ...state, overlay: { ...danger, [danger.at]: field } });
}

function confirmed(state: State, danger: Danger): Step {
  const words = wordsOf(state).danger;
  const { what, number, customer, request } = danger;
  const again = (complaint: string, at: Danger["at"]) => step({ ...state, overlay: { ...danger, complaint, at } });
  const reason = danger.reason.text.trim();
  if (reason === "") return again(words.needReason, "reason");
  if (danger.typed.text.trim() !== customer) return again(words.notThat, "typed");
  if (state.connection.is !== "live") return again(words.notStale, "typed");
  const [id, counted] = takeId(state);
  const account = danger.account.text.trim() || null;
  return step(
    { ...counted, overlay: null },
    { errand: "danger", id, what, number, customer, reason, account, request },
  );
}

/** What the desk said. */
export function contained(
  state: State,
  { what, number, result }: { what: Danger["what"]; number: number; result: ({ ok: true } & WireIncident) | Refusal },
): Step {
  const name = ticketName(number);
  if (!result.ok) return step(toast(state, "bad", wordsOf(state).conflict(name, clean(result.detail))));
  const { ok: _, ...view } = result;
  const security = { ...state.rooms.security, views: new Map(state.rooms.security.views).set(number, view) };
  return step(toast({ ...state, rooms: { ...state.rooms, security } }, "good", wordsOf(state).danger.done[what](name)));
}
