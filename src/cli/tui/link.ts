import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../core/errors.ts";
import type { WireTicket } from "../../server/api.ts";
import type { DeskClient, DeskEvent } from "../../server/desk-client.ts";
import { openActs } from "./link-act.ts";
import { isRoomErrand, openRooms, type RoomErrand } from "./link-rooms.ts";
import type { Screen } from "./screen.ts";
import type { Errand } from "./update/step.ts";

/** What a step asks of the desk; the rest of the errands is the terminal's. */
type DeskErrand = Exclude<Errand, { errand: "bell" | "quit" | "redraw" | "copy" | "mouse" | "notify" }>;
type TicketErrand = Exclude<DeskErrand, RoomErrand>;

const PAGE = 500;
const MOST = 50_000;
const STATUS_EVERY = 10_000;
const TRIES = 3;
const READ_WAIT = 20;
const TWO_WEEKS = 14 * 86_400_000;

const isDenied = (error: unknown): boolean =>
  error instanceof Fault && (error.code === "unauthorised" || error.code === "forbidden");
const say = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The screen's way to the desk: follows it, and runs the errands that go there. */
export function openLink(client: DeskClient, screen: Screen, signal: AbortSignal) {
  const rooms = openRooms(client, screen);
  /** Waits, and says whether there is still somebody to wait for. */
  const pause = async (length: number): Promise<boolean> => sleep(length, true, { signal }).catch(() => false);

  /** Tries again while nobody answers: what is sent carries an id, so it counts once. */
  async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (
          tries === TRIES ||
          !(error instanceof Fault) ||
          error.code !== "unreachable" ||
          !(await pause(400 * 3 ** (tries - 1)))
        )
          throw error;
      }
    }
  }

  async function everyLiveTicket(): Promise<{ tickets: WireTicket[]; eventId: string }> {
    const first = await client.tickets({ states: ["open", "pending"], limit: PAGE });
    const tickets = first.items;
    for (let { cursor } = first; cursor !== null && tickets.length < MOST; ) {
      const page = await client.tickets({ states: ["open", "pending"], limit: PAGE, cursor });
      tickets.push(...page.items);
      cursor = page.cursor;
    }
    return { tickets, eventId: first.eventId };
  }

  async function refresh(): Promise<string> {
    const { tickets, eventId } = await everyLiveTicket();
    screen.dispatch({ type: "snapshot", tickets });
    return eventId;
  }

  /** After a reset the list is loaded anew; what happens meanwhile is taken in afterwards. */
  let waiting: WireTicket[] | undefined;
  async function reset(): Promise<void> {
    waiting = [];
    await patiently(refresh).catch((error) => screen.dispatch({ type: "complained", detail: say(error) }));
    const meanwhile = waiting;
    waiting = undefined;
    for (const ticket of meanwhile) screen.receive(ticket);
  }

  function onEvent(event: DeskEvent): void {
    switch (event.type) {
      case "open":
        screen.dispatch({ type: "connected" });
        break;
      case "ticket":
        if (waiting === undefined) screen.receive(event.ticket);
        else waiting.push(event.ticket);
        break;
      case "reset":
        void reset();
        break;
      case "lost":
        screen.dispatch({ type: "lost", tries: event.tries });
        break;
    }
  }

  /** Follows the desk until the signal aborts or the desk does not want this token. */
  async function follow(): Promise<void> {
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        screen.dispatch({ type: "introduced", me: await client.me() });
        const lastEventId = await refresh();
        tries = 0;
        const { lastHere, now } = screen.get();
        if (!polling) void rooms.welcome(lastHere, now).catch(() => undefined);
        void pollStatus();
        await client.events(onEvent, { signal, lastEventId });
        return;
      } catch (error) {
        if (isDenied(error)) return screen.dispatch({ type: "denied" });
        if (signal.aborted) return;
        screen.dispatch({ type: "lost", tries });
        await pause(Math.min(15_000, 250 * 2 ** tries));
      }
    }
  }

  let polling = false;
  async function pollStatus(): Promise<void> {
    if (polling) return;
    polling = true;
    do {
      // The connection's own state says when the desk is away; the figures just stay as they were.
      await client.status().then(
        (status) => screen.dispatch({ type: "status", status }),
        () => undefined,
      );
    } while (await pause(STATUS_EVERY));
  }

  /** One ticket at a time, and of those that were asked for meanwhile only the last: nobody reads the others any more. */
  let wanted: number | undefined;
  let loading = false;
  async function load(number: number): Promise<void> {
    wanted = number;
    if (loading) return;
    loading = true;
    for (let next = wanted as number | undefined; next !== undefined; next = wanted) {
      wanted = undefined;
      const asked = next;
      await client.ticket(asked).then(
        (view) => screen.dispatch({ type: "viewed", number: asked, view: view ?? null }),
        (error) => (isDenied(error) ? undefined : screen.dispatch({ type: "complained", detail: say(error) })),
      );
    }
    loading = false;
  }

  const acts = openActs(client, screen, patiently);

  async function listResolved(): Promise<void> {
    const { items } = await client.tickets({ states: ["resolved", "closed"], limit: PAGE });
    screen.dispatch({ type: "listed", tickets: items });
  }

  async function loadPeople(): Promise<void> {
    screen.dispatch({ type: "people", people: await client.people() });
  }

  async function loadMacros(number: number): Promise<void> {
    screen.dispatch({ type: "macros", number, macros: await client.macros(number) });
  }

  async function loadShift({ person, now }: Extract<Errand, { errand: "load-shift" }>): Promise<void> {
    const { schedules } = await client.shifts({ from: now, until: now + TWO_WEEKS });
    const begin = schedules.flatMap(({ shifts }) => shifts).filter((it) => it.person === person && it.from > now);
    const at = begin.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY);
    screen.dispatch({ type: "next-shift", at: Number.isFinite(at) ? at : null });
  }

  /** Reads what the desk says to the customer of this terminal, for as long as it is open. */
  async function listen(thread: string): Promise<void> {
    for (let after = 0; !signal.aborted; ) {
      try {
        const messages = await client.consoleRead(thread, after, { wait: READ_WAIT, signal });
        after = messages.at(-1)?.seq ?? after;
        if (messages.length > 0) screen.dispatch({ type: "heard", messages });
      } catch (error) {
        if (isDenied(error)) return screen.dispatch({ type: "complained", detail: say(error) });
        await pause(2_000);
      }
    }
  }

  async function write({ id, thread, text }: Extract<Errand, { errand: "say" }>): Promise<void> {
    const arrived = await patiently(() => client.consoleSend({ thread, id, text })).then(
      ({ ok }) => ok,
      () => false,
    );
    screen.dispatch({ type: "said", id, arrived });
  }

  function carryOut(errand: TicketErrand): Promise<void> {
    switch (errand.errand) {
      case "load":
        return load(errand.number);
      case "list-resolved":
        return listResolved();
      case "load-people":
        return loadPeople();
      case "load-macros":
        return loadMacros(errand.number);
      case "load-shift":
        return loadShift(errand);
      case "act":
        return acts.run(errand);
      case "listen":
        return listen(errand.thread);
      case "say":
        return write(errand);
    }
  }

  /** Runs an errand to its end; what goes wrong is said on the screen. */
  const run = (errand: DeskErrand): Promise<void> =>
    (isRoomErrand(errand) ? rooms.run(errand) : carryOut(errand)).catch((error) =>
      screen.dispatch({ type: "complained", detail: say(error) }),
    );

  return { follow, run };
}
