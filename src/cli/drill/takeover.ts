import type { IncidentEvent } from "../../core/incident/incident.ts";
import { viewIncident } from "../../core/incident/view.ts";
import type { StoredEvent } from "../../core/ports.ts";
import type { TicketEvent } from "../../core/ticket/ticket.ts";
import type { Millis } from "../../core/time.ts";
import { now } from "../runtime.ts";
import type { ScratchDesk } from "./scratch-desk.ts";

/** One thing that has to happen in an emergency, when it did, and what to do where it did not. */
export interface Step {
  what: string;
  /** Since the first message. */
  after: Millis;
  ok: boolean;
  next?: string;
}

const CUSTOMER = "drill";
const ACCOUNT = "drill-account";
const LONGEST: Millis = 10_000;
const PAUSE: Millis = 20;

/**
 * An account is taken over, and everybody does their part, from the first message to the news that it is frozen. Each step is looked
 * for where people would see it; one that does not come within ten seconds is told with what to change.
 */
export async function* takeover(desk: ScratchDesk, says: string, patience: Millis = LONGEST): AsyncGenerator<Step> {
  const { store, office, policy } = desk;
  const began = now();
  let said = 0;

  /** Waits until something is so. */
  async function step<T>(
    what: string | ((found: T) => string),
    look: () => Promise<T | undefined | false>,
    next?: string,
  ): Promise<Step & { found?: T }> {
    const started = now();
    for (;;) {
      const found = await look();
      const after = now() - began;
      if (found !== undefined && found !== false)
        return { what: typeof what === "string" ? what : what(found), after, ok: true, found };
      if (now() - started > patience)
        return {
          what: typeof what === "string" ? what : what(undefined as T),
          after,
          ok: false,
          ...(next === undefined ? {} : { next }),
        };
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  const write = (text: string) =>
    desk.desk.receive({
      channel: "console",
      thread: CUSTOMER,
      externalId: `drill-${++said}`,
      customer: `console:${CUSTOMER}`,
      text,
    });
  const heard = async (notice: string) =>
    (await store.consoleAfter(CUSTOMER, 0, 200)).find(({ form }) => form.form === "notice" && form.notice === notice);
  const events = async (type: TicketEvent["type"]) => {
    const ticket = await store.ticket({ number: 1 });
    const all: StoredEvent[] = ticket === undefined ? [] : await store.read(ticket.id);
    return all.map(({ data }) => data as TicketEvent).filter((it) => it.type === type);
  };

  await write(says);
  yield { what: `the customer writes: “${says}”`, after: now() - began, ok: true };
  yield await step(
    "ticket T-1 and incident INC-1 are open",
    async () => (await store.incidents({ limit: 1 }))[0],
    "No rule takes this for an incident: give one that does `incident: takeover`.",
  );
  yield await step("the customer is offered the freeze before anything is asked", () => heard("freeze_offer"));
  yield await step(
    (paged: string[] | undefined) => `on-call is paged${paged === undefined ? "" : `: ${paged.join(", ")}`}`,
    async () => {
      const paged = (await events("responder.paged")).flatMap((it) =>
        it.type === "responder.paged" ? [it.person] : [],
      );
      return paged.length > 0 && [...new Set(paged)];
    },
    "No escalation policy goes with this ticket, or nobody is on call: see `escalation:` and `tickets.escalate`.",
  );

  const [incident] = await store.incidents({ limit: 1 });
  if (incident === undefined) return;
  await write("freeze");
  yield { what: "the customer replies “freeze”", after: now() - began, ok: true };
  const { found: token, ...linked } = await step("the customer gets a link to sign in at the exchange", async () => {
    const message = (await heard("link_freeze"))?.text ?? "";
    return /token=(\S+)/.exec(message)?.[1];
  });
  yield linked;
  if (token === undefined) return;
  await office.signIn(token, ACCOUNT);
  yield { what: "the customer signs in: the exchange says so by a signed event", after: now() - began, ok: true };
  yield await step(
    "the back office has the order, signed, and has frozen the account",
    async () => office.accounts.get(ACCOUNT)?.frozen,
  );
  yield await step(
    "its signed event confirms the freeze",
    async () => (await store.incidents({ limit: 1 }))[0]?.frozenAt,
  );
  yield await step("the customer reads that the account is frozen", () => heard("frozen"));

  const [action] = office.actions.keys();
  if (action !== undefined) await office.confirm(action, "freeze.confirmed");
  yield await step("said once more, it is still one freeze", async () => {
    const stored = await store.read(incident.id);
    const frozen = stored.filter(({ data }) => (data as IncidentEvent).type === "account.frozen");
    return frozen.length === 1 && office.accounts.get(ACCOUNT)?.freezes === 1;
  });
  const view = await viewIncident(store, 1);
  const took = view?.timeToFreeze?.fromReport;
  if (took !== undefined)
    yield {
      what: `time to freeze: ${took} ms from the report (the desk of “${policy.config.desk.name}”)`,
      after: now() - began,
      ok: true,
    };
}
