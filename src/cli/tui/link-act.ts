import type { WireTicketView } from "../../server/api.ts";
import type { DeskClient } from "../../server/desk-client.ts";
import type { Screen } from "./screen.ts";
import { type ActErrand, sendAction } from "./send-action.ts";
import { changeSince } from "./state/seen.ts";

const TRIES = 3;
const AT_ONCE = 4;

type Patiently = <T>(attempt: () => Promise<T>) => Promise<T>;

/** What a responder asks the desk to change. */
export function openActs(client: DeskClient, screen: Pick<Screen, "get" | "dispatch">, patiently: Patiently) {
  const viewOf = (number: number): Promise<WireTicketView | null> =>
    client.ticket(number).then(
      (view) => view ?? null,
      () => null,
    );

  /** A ticket whose version has grown by something that does not matter here (a clock ran out) is tried again as it is now. */
  async function act(errand: ActErrand): Promise<void> {
    const { id, number, seen } = errand;
    let version = seen?.version;
    try {
      for (let tries = 1; ; tries++) {
        const result = await patiently(() => sendAction(client, errand, version));
        const view = errand.quiet ? null : await viewOf(number);
        if (result.ok) return screen.dispatch({ type: "acted", id, ticket: result.ticket, view });
        const me = screen.get().me?.name ?? null;
        const harmless = seen !== undefined && view !== null && changeSince(seen, view, me) === null;
        if (result.reason !== "version_changed" || !harmless || tries === TRIES) {
          return screen.dispatch({ type: "refused", id, refusal: result, view });
        }
        version = view.ticket.version;
      }
    } catch (error) {
      screen.dispatch({ type: "failed", id, detail: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Of many that were asked for at once, a few at a time: the desk has others to serve. */
  const line: ActErrand[] = [];
  let busy = 0;
  async function inTurn(errand: ActErrand): Promise<void> {
    line.push(errand);
    if (busy >= AT_ONCE) return;
    busy++;
    for (let next = line.shift(); next !== undefined; next = line.shift()) await act(next);
    busy--;
  }

  return { run: (errand: ActErrand): Promise<void> => (errand.quiet ? inTurn(errand) : act(errand)) };
}
