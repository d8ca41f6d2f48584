import type { hc } from "hono/client";
import type { Refusal } from "../core/errors.ts";
import type { IndicatorKind } from "../core/incident/indicators.ts";
import type { Intake } from "../core/incident/intake.ts";
import type { WireAccount, WireIncident, WireIncidentRow, WireIncidentStats } from "./api-incident.ts";
import type { Api } from "./app.ts";
import { answer, asked } from "./outcome.ts";

export type IncidentNow = ({ ok: true } & WireIncident) | Refusal;

/** Security incidents, by the number of their ticket. */
export interface IncidentClient {
  list(query?: { open?: boolean; limit?: number }): Promise<WireIncidentRow[]>;
  stats(): Promise<WireIncidentStats>;
  /** Undefined when there is none of that number. */
  show(number: number): Promise<WireIncident | undefined>;
  /** One responder is enough; `account` null takes the one that is linked, `customer` is refused when the ticket is another's. */
  freeze(
    number: number,
    order: { reason: string; account: string | null; customer?: string },
    key?: string,
  ): Promise<IncidentNow>;
  /** It was done by hand. */
  frozen(number: number, reason: string): Promise<IncidentNow>;
  restore(number: number, reason: string): Promise<IncidentNow>;
  /** `request`: the id of the restore that was shown. */
  approve(number: number, request: string): Promise<IncidentNow>;
  /** Has the customer sign in at the exchange, to show that the account is theirs. */
  identify(number: number): Promise<IncidentNow>;
  /** What the back office says of the account. */
  account(number: number): Promise<({ ok: true } & WireAccount) | Refusal>;
  note(number: number, kind: IndicatorKind, value: string): Promise<IncidentNow>;
  /** What the customer answered. */
  intake(number: number, answers: Intake): Promise<IncidentNow>;
  doTask(number: number, task: string): Promise<IncidentNow>;
  close(number: number, reason: string): Promise<IncidentNow>;
}

export function incidentClient({ incidents }: ReturnType<typeof hc<Api>>["v1"]): IncidentClient {
  const one = incidents[":number"];
  const param = (number: number) => ({ param: { number: String(number) } });
  const act = (number: number, key?: string) => ({
    ...param(number),
    header: key === undefined ? {} : { "idempotency-key": key },
  });
  return {
    list: async ({ open, limit } = {}) => {
      const query = {
        ...(open === undefined ? {} : { open: open ? ("true" as const) : ("false" as const) }),
        ...(limit === undefined ? {} : { limit: String(limit) }),
      };
      return (await answer(await incidents.$get({ query }))).items;
    },
    stats: async () => answer(await incidents.stats.$get()),
    show: async (number) => {
      const response = await one.$get(param(number));
      return response.status === 404 ? undefined : answer(response);
    },
    freeze: async (number, json, key) => asked(await one.freeze.$post({ ...act(number, key), json })),
    frozen: async (number, reason) => asked(await one.frozen.$post({ ...act(number), json: { reason } })),
    restore: async (number, reason) => asked(await one.restore.$post({ ...act(number), json: { reason } })),
    approve: async (number, request) => asked(await one.approve.$post({ ...act(number), json: { request } })),
    identify: async (number) => asked(await one.identify.$post({ ...act(number), json: {} })),
    account: async (number) => asked(await one.account.$get(param(number))),
    note: async (number, kind, value) => asked(await one.indicators.$post({ ...act(number), json: { kind, value } })),
    intake: async (number, json) => asked(await one.intake.$post({ ...act(number), json })),
    doTask: async (number, task) =>
      asked(await one.tasks[":task"].$post({ ...act(number), param: { number: String(number), task }, json: {} })),
    close: async (number, reason) => asked(await one.close.$post({ ...act(number), json: { reason } })),
  };
}
