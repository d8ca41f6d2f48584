import type { Acted, DeskClient } from "../../server/desk-client.ts";
import type { Errand } from "./update/step.ts";

export type ActErrand = Extract<Errand, { errand: "act" }>;

/** Seconds in which a reply can be taken back. */
const HOLD_REPLY = 5;

/** Asks the desk for a change, once however often it is sent; refused when the ticket is not at the version any more. */
export function sendAction(
  client: DeskClient,
  { id, number, action }: ActErrand,
  version: number | undefined,
): Promise<Acted> {
  const options = { idempotencyKey: id, ifMatch: version };
  switch (action.kind) {
    case "acknowledge":
      return client.acknowledge(number, options);
    case "assign":
      return client.assign(number, action.to, options);
    case "resolve":
      return client.resolve(number, action.reason, options);
    case "reopen":
      return client.reopen(number, action.reason, options);
    case "escalate":
      return client.escalate(number, action.reason, null, options);
    case "reply":
      return client.reply(number, action.text, { ...options, override: action.override, hold: HOLD_REPLY });
    case "take-back":
      return client.takeBack(number, options);
    case "correct":
      return client.correct(number, action.message, action.text, { ...options, override: action.override });
    case "prioritise":
      return client.prioritise(number, action.priority, "", options);
    case "snooze":
      return client.snooze(number, action.until, "", options);
    case "wake":
      return client.wake(number, options);
    case "note":
      return client.note(number, action.text, options);
  }
}
