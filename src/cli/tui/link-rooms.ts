import { formatDuration } from "../../core/time.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import type { Screen } from "./screen.ts";
import type { Errand } from "./update/step.ts";

/** What the screens beside the queue ask of the desk. */
export type RoomErrand = Extract<
  Errand,
  {
    errand:
      | "visit-security"
      | "danger"
      | "visit-shift"
      | "visit-stats"
      | "visit-activity"
      | "search"
      | "read-article"
      | "hand-over"
      | "take-over"
      | "retry"
      | "load-customer";
  }
>;

const KINDS: ReadonlySet<string> = new Set([
  "visit-security",
  "danger",
  "visit-shift",
  "visit-stats",
  "visit-activity",
  "search",
  "read-article",
  "hand-over",
  "take-over",
  "retry",
  "load-customer",
] satisfies RoomErrand["errand"][]);

export const isRoomErrand = (errand: Errand): errand is RoomErrand => KINDS.has(errand.errand);

const DAYS = 86_400_000;
const ACTIONS = 100;
const OTHERS = 20;
const INCIDENTS = 100;
/** Incidents that are open at once and read in full; the list tells of the others. */
const SHOWN = 12;
/** Somebody who was away for less has missed nothing that they did not see happen. */
const AWAY = 15 * 60_000;

export function openRooms(client: DeskClient, screen: Pick<Screen, "dispatch">) {
  /** Of what is typed while an answer is on its way, only the last is looked for. */
  let wanted: string | undefined;
  let searching = false;
  async function search(text: string): Promise<void> {
    wanted = text;
    if (searching) return;
    searching = true;
    try {
      for (let next: string | undefined = text; next !== undefined; next = wanted) {
        wanted = undefined;
        screen.dispatch({ type: "found", of: next, hits: await client.search(next, 20) });
      }
    } finally {
      searching = false;
    }
  }

  /** Whose tickets are looked at now; who was looked at while these were on their way is forgotten. */
  let asked: string | undefined;
  let knowing = false;
  async function know(wanted: string): Promise<void> {
    asked = wanted;
    if (knowing) return;
    knowing = true;
    try {
      for (let customer = asked as string | undefined; customer !== undefined; customer = asked) {
        asked = undefined;
        const [profile, { items: tickets }] = await Promise.all([
          client.customer(customer),
          client.tickets({ customer, limit: OTHERS }),
        ]);
        tickets.sort((a, b) => b.openedAt - a.openedAt);
        screen.dispatch({ type: "customer", customer, profile, tickets });
      }
    } finally {
      knowing = false;
    }
  }

  async function run(errand: RoomErrand): Promise<void> {
    switch (errand.errand) {
      case "visit-security": {
        const items = await client.incidents.list({ open: true, limit: INCIDENTS });
        const views = await Promise.all(items.slice(0, SHOWN).map(({ number }) => client.incidents.show(number)));
        return screen.dispatch({ type: "incidents", items, views: views.flatMap((view) => view ?? []) });
      }
      case "danger": {
        const { id, what, number, customer, reason, account, request } = errand;
        const { incidents } = client;
        const result =
          what === "freeze"
            ? await incidents.freeze(number, { reason, account, customer }, id)
            : what === "restore"
              ? await incidents.restore(number, reason)
              : await incidents.approve(number, request ?? "");
        return screen.dispatch({ type: "contained", what, number, result });
      }
      case "visit-shift": {
        const { since, now } = errand;
        const [catchUp, onCall, shifts, handovers] = await Promise.all([
          client.catchUp(since),
          client.onCall(),
          client.shifts({ from: now, until: now + 3 * DAYS }),
          client.handovers(),
        ]);
        const news = { catchUp, turns: onCall.schedules, shifts: shifts.schedules, handovers };
        return screen.dispatch({ type: "shift", news });
      }
      case "visit-stats":
        return screen.dispatch({ type: "traffic", hours: errand.hours, traffic: await client.stats(errand.hours) });
      case "visit-activity": {
        const { by } = errand;
        const [done, dead] = await Promise.all([
          client.activity({ limit: ACTIONS, ...(by === null ? {} : { by }) }),
          client.outbox("dead", ACTIONS),
        ]);
        return screen.dispatch({ type: "activity", all: by === null, done, dead });
      }
      case "search":
        return search(errand.text);
      case "read-article": {
        const article = (await client.article(errand.article, errand.language)) ?? null;
        return screen.dispatch({ type: "article", id: errand.article, article });
      }
      case "hand-over": {
        const { schedule, notes } = errand;
        return screen.dispatch({
          type: "handed-over",
          id: null,
          result: await client.handOver({ schedule, to: null, notes }),
        });
      }
      case "take-over":
        return screen.dispatch({
          type: "handed-over",
          id: errand.id,
          result: await client.takeOver(errand.id, errand.notes),
        });
      case "retry": {
        const done = await client.retry(errand.id);
        return screen.dispatch({ type: "retried", refusal: done.ok ? null : done });
      }
      case "load-customer":
        return know(errand.customer);
    }
  }

  /** Says once what somebody has missed who was away for a while. */
  async function welcome(since: number | null, now: number): Promise<void> {
    if (since === null || now - since < AWAY) return;
    const { counts } = await client.catchUp(since);
    const length = formatDuration(Math.floor((now - since) / 60_000) * 60_000);
    screen.dispatch({ type: "was-away", length, opened: counts.opened, missed: counts.missed });
  }

  return { run, welcome };
}
