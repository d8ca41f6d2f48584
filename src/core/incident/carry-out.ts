import type { KeyObject } from "node:crypto";
import { type CustomerCommand, customers } from "../customer/customer.ts";
import { withoutSecrets } from "../guard/without-secrets.ts";
import { withLinked, withNonce } from "../identity/fill.ts";
import { voidLinkIn } from "../identity/link.ts";
import type { Store, StreamId } from "../ports.ts";
import type { Executed, openRunner } from "../run.ts";
import { incidents } from "../streams.ts";
import { refusalIn } from "./decide.ts";
import type { Incident, IncidentCommand } from "./incident.ts";
import { marked } from "./indicators.ts";
import { incidentRows } from "./row.ts";

interface Ports {
  run: ReturnType<typeof openRunner>;
  store: Store;
  key: KeyObject;
  newId(): string;
}

type How = Pick<Parameters<Ports["run"]>[3], "once" | "ifVersion" | "door">;

/** A command to an incident, with the account that is linked to its customer; a no that stays on record is a no all the same. */
export async function onIncident(
  stream: StreamId,
  command: IncidentCommand,
  how: How,
  { run, store, key }: Ports,
): Promise<Executed> {
  const subject = (state: Incident) =>
    state.state === "none" ? ("of" in command ? command.of.customer : "") : state.of.customer;
  const known = await withLinked(marked(withoutSecrets(command), key), stream, store);
  const done = await run(incidents, stream, known, { subject, rows: incidentRows, ...how });
  return done.ok ? (refusalIn(done.events) ?? done) : done;
}

/** A command to what is known of a customer: links are named, and their tokens looked at. */
export async function onCustomer(
  stream: StreamId,
  command: CustomerCommand,
  how: How,
  { run, key, newId }: Ports,
): Promise<Executed> {
  const subject = () => stream.slice("customer:".length);
  const done = await run(customers, stream, withNonce(command, key, newId), { subject, rows: () => ({}), ...how });
  return done.ok ? (voidLinkIn(done.events) ?? done) : done;
}
