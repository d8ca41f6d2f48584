import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Refusal, refuse } from "../../core/errors.ts";
import { type IncidentCommand, incidentOf } from "../../core/incident/incident.ts";
import { viewIncident } from "../../core/incident/view.ts";
import type { TicketListItem } from "../../core/ports.ts";
import { incidentViewSchema, type WireIncident } from "../api-incident.ts";
import type { Env, ServerPorts } from "../ports.ts";
import { json, REFUSED, WITH_BODY } from "../responses.ts";
import { numberParam } from "./tickets.ts";

const headers = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, "must be 1 to 200 visible ASCII characters")
    .optional()
    .meta({ description: "The same key on the same incident and action is carried out once." }),
});

export const request = { params: numberParam, headers };
export const responses = { 200: json(incidentViewSchema, "The incident as it is now"), ...REFUSED, ...WITH_BODY };

/** Carries out a command on the incident of a ticket; what it makes of it is in the answer. */
export const actOnIncident =
  ({ desk, store }: Pick<ServerPorts, "desk" | "store">) =>
  async (
    c: Context<Env>,
    number: number,
    action: string,
    command: (ticket: TicketListItem, by: string) => IncidentCommand | Refusal,
  ): Promise<{ ok: true; view: WireIncident } | Refusal> => {
    const ticket = await store.ticket({ number });
    if (ticket === undefined) return refuse("not_found", `there is no ticket T-${number}`);
    const { id, name } = c.get("principal");
    const made = command(ticket, name);
    if ("ok" in made) return made;
    const key = c.req.header("idempotency-key");
    const once = key === undefined ? undefined : { channel: "api", externalId: `${id}:INC-${number}:${action}:${key}` };
    const done = await desk.execute({ to: "incident", stream: incidentOf(ticket.id), command: made }, { once });
    if (!done.ok) return done;
    const view = await viewIncident(store, number);
    return view === undefined ? refuse("not_found", `T-${number} is no incident`) : { ok: true, view };
  };
