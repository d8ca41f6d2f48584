import { hc } from "hono/client";
import type { Api, App } from "./app.ts";
import type { ActOptions, DeskClient, TicketsQuery } from "./desk-client.ts";
import { follow } from "./follow.ts";
import { incidentClient } from "./incident-client.ts";
import { answer, asked, unreachable } from "./outcome.ts";

/** Where a desk listens when nothing else is said; the default of `server:` in nightdesk.yaml. */
const DEFAULT_URL = "http://127.0.0.1:7333";

const TIMEOUT = 15_000;

interface ConnectOptions {
  url?: string;
  token: string;
  fetch?: typeof fetch;
}

/** A client of a running desk. Nothing is sent until a method is called. */
export function connect({ url = DEFAULT_URL, token, fetch: send = globalThis.fetch }: ConnectOptions): DeskClient {
  const headers = { authorization: `Bearer ${token}` };
  /** Fails with a Fault when nobody answers; a deadline for each request, as a desk that hangs is no better than none. */
  const reach =
    (patience = TIMEOUT) =>
    async (input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> => {
      const signals = [AbortSignal.timeout(patience), ...(init.signal ? [init.signal] : [])];
      try {
        return await send(input, { ...init, signal: AbortSignal.any(signals) });
      } catch (cause) {
        if (init.signal?.aborted) throw cause;
        throw unreachable(url, cause);
      }
    };
  const v1 = hc<Api>(url, { headers, fetch: reach() }).v1;
  const act = (number: number, { ifMatch, idempotencyKey }: ActOptions = {}) => ({
    param: { number: String(number) },
    header: {
      ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
  });

  const of = (id: string) => ({ param: { id: encodeURIComponent(id) } });

  return {
    me: async () => answer(await v1.me.$get()),
    status: async () => answer(await v1.status.$get()),
    tickets: async (query = {}) => answer(await v1.tickets.$get({ query: ticketsQuery(query) })),
    ticket: async (number, reason) => {
      const query = reason === undefined ? {} : { reason };
      const response = await v1.tickets[":number"].$get({ param: { number: String(number) }, query });
      return response.status === 404 ? undefined : answer(response);
    },
    acknowledge: async (number, options) =>
      asked(await v1.tickets[":number"].acknowledge.$post({ ...act(number, options), json: {} })),
    assign: async (number, to, options) =>
      asked(await v1.tickets[":number"].assign.$post({ ...act(number, options), json: { to } })),
    escalate: async (number, reason, policy, options) =>
      asked(await v1.tickets[":number"].escalate.$post({ ...act(number, options), json: { reason, policy } })),
    note: async (number, text, options) =>
      asked(await v1.tickets[":number"].note.$post({ ...act(number, options), json: { text } })),
    clock: async (number, wish, options) =>
      asked(await v1.tickets[":number"].clock.$post({ ...act(number, options), json: wish })),
    prioritise: async (number, priority, reason, options) =>
      asked(await v1.tickets[":number"].priority.$post({ ...act(number, options), json: { priority, reason } })),
    acceptSuggestion: async (number, options) =>
      asked(await v1.tickets[":number"].accept.$post({ ...act(number, options), json: {} })),
    tag: async (number, change, options) =>
      asked(await v1.tickets[":number"].tag.$post({ ...act(number, options), json: change })),
    reply: async (number, text, options) => {
      const override = options?.override === undefined ? {} : { override: { reason: options.override } };
      const hold = options?.hold === undefined ? {} : { hold: options.hold };
      return asked(
        await v1.tickets[":number"].reply.$post({ ...act(number, options), json: { text, ...override, ...hold } }),
      );
    },
    takeBack: async (number, options) =>
      asked(await v1.tickets[":number"]["take-back"].$post({ ...act(number, options), json: {} })),
    correct: async (number, message, text, options) => {
      const override = options?.override === undefined ? {} : { override: { reason: options.override } };
      return asked(
        await v1.tickets[":number"].correct.$post({ ...act(number, options), json: { message, text, ...override } }),
      );
    },
    resolve: async (number, reason, options) =>
      asked(await v1.tickets[":number"].resolve.$post({ ...act(number, options), json: { reason } })),
    reopen: async (number, reason, options) =>
      asked(await v1.tickets[":number"].reopen.$post({ ...act(number, options), json: { reason } })),
    snooze: async (number, until, reason, options) =>
      asked(await v1.tickets[":number"].snooze.$post({ ...act(number, options), json: { until, reason } })),
    wake: async (number, options) =>
      asked(await v1.tickets[":number"].wake.$post({ ...act(number, options), json: {} })),
    customer: async (id) => answer(await v1.customers[":id"].$get({ param: { id: encodeURIComponent(id) } })),
    describeCustomer: async (id, json) =>
      asked(await v1.customers[":id"].$post({ param: { id: encodeURIComponent(id) }, json })),
    risk: async (account) => answer(await v1.risk[":account"].$get({ param: { account } })),
    privacy: {
      requests: async () => answer(await v1.privacy.requests.$get()),
      tooOld: async () => answer(await v1.privacy.retention.$get()),
      standing: async (id) => answer(await v1.privacy.customers[":id"].$get(of(id))),
      export: async (id) => answer(await v1.privacy.customers[":id"].export.$get(of(id))),
      ask: async (id, json) => asked(await v1.privacy.customers[":id"].erasure.$post({ ...of(id), json })),
      confirm: async (id) => asked(await v1.privacy.customers[":id"].erasure.confirm.$post({ ...of(id), json: {} })),
      withdraw: async (id) => asked(await v1.privacy.customers[":id"].erasure.withdraw.$post({ ...of(id), json: {} })),
      hold: async (id, json) => asked(await v1.privacy.customers[":id"].hold.$post({ ...of(id), json })),
      release: async (id, json) => asked(await v1.privacy.customers[":id"].release.$post({ ...of(id), json })),
    },
    stats: async (hours) => answer(await v1.stats.$get({ query: hours === undefined ? {} : { hours: String(hours) } })),
    catchUp: async (since) => answer(await v1["catch-up"].$get({ query: { since: String(since) } })),
    activity: async ({ by, limit } = {}) => {
      const query = { ...(by === undefined ? {} : { by }), ...(limit === undefined ? {} : { limit: String(limit) }) };
      return (await answer(await v1.activity.$get({ query }))).items;
    },
    people: async () => (await answer(await v1.people.$get())).people,
    evidence: async (json) => asked(await v1.evidence.exports.$post({ json })),
    authorityRequests: async () => answer(await v1.evidence.requests.$get()),
    addAuthorityRequest: async (json) => asked(await v1.evidence.requests.$post({ json })),
    answerAuthorityRequest: async (id, text) =>
      asked(await v1.evidence.requests[":id"].answer.$post({ param: { id: encodeURIComponent(id) }, json: { text } })),
    onCall: async (at) => answer(await v1.oncall.$get({ query: at === undefined ? {} : { at: String(at) } })),
    shifts: async ({ from, until }, schedule) => {
      const query = { from: String(from), until: String(until), ...(schedule === undefined ? {} : { schedule }) };
      return answer(await v1.oncall.shifts.$get({ query }));
    },
    pages: async ({ from, until }) => {
      const query = { from: String(from), until: String(until) };
      return (await answer(await v1.oncall.pages.$get({ query }))).people;
    },
    roster: async () => answer(await v1.oncall.changes.$get()),
    override: async (json) => asked(await v1.oncall.overrides.$post({ json })),
    cancelOverride: async (id) =>
      asked(await v1.oncall.overrides[":id"].cancel.$post({ param: { id: encodeURIComponent(id) }, json: {} })),
    offerSwap: async (json) => asked(await v1.oncall.swaps.$post({ json })),
    answerSwap: async (id, accept) => {
      const { accept: yes, decline: no } = v1.oncall.swaps[":id"];
      return asked(await (accept ? yes : no).$post({ param: { id: encodeURIComponent(id) }, json: {} }));
    },
    handovers: async () => (await answer(await v1.oncall.handovers.$get())).handovers,
    handOver: async (json) => asked(await v1.oncall.handovers.$post({ json })),
    takeOver: async (id, notes = "") =>
      asked(await v1.oncall.handovers[":id"].accept.$post({ param: { id: encodeURIComponent(id) }, json: { notes } })),
    withdrawHandover: async (id) =>
      asked(await v1.oncall.handovers[":id"].withdraw.$post({ param: { id: encodeURIComponent(id) }, json: {} })),
    incidents: incidentClient(v1),
    outages: async () => answer(await v1.outages.$get()),
    openOutage: async (json) => asked(await v1.outages.$post({ json })),
    updateOutage: async (id, json) =>
      asked(await v1.outages[":id"].update.$post({ param: { id: encodeURIComponent(id) }, json })),
    closeOutage: async (id, json) =>
      asked(await v1.outages[":id"].close.$post({ param: { id: encodeURIComponent(id) }, json })),
    ask: async (text) => answer(await v1.ask.$post({ json: { text } })),
    search: async (q, limit) => {
      const query = { q, ...(limit === undefined ? {} : { limit: String(limit) }) };
      return (await answer(await v1.knowledge.search.$get({ query }))).hits;
    },
    article: async (id, language) => {
      const query = language === undefined ? {} : { language };
      const response = await v1.knowledge.articles[":id"].$get({ param: { id: encodeURIComponent(id) }, query });
      return response.status === 404 ? undefined : answer(response);
    },
    macros: async (ticket) => {
      const query = ticket === undefined ? {} : { ticket: String(ticket) };
      return (await answer(await v1.macros.$get({ query }))).macros;
    },
    outbox: async (status, limit) => {
      const query = {
        ...(status === undefined ? {} : { status }),
        ...(limit === undefined ? {} : { limit: String(limit) }),
      };
      return (await answer(await v1.outbox.$get({ query }))).items;
    },
    moderation: async ({ limit, all }) => {
      const query = { limit: String(limit), all: all ? ("true" as const) : ("false" as const) };
      return (await answer(await v1.moderation.$get({ query }))).actions;
    },
    moderate: async (id, { reason, action }) => {
      const param = { id: encodeURIComponent(id) };
      return action === undefined
        ? asked(await v1.moderation[":id"].undo.$post({ param, json: { reason } }))
        : asked(await v1.moderation[":id"].act.$post({ param, json: { reason, action } }));
    },
    retry: async (id) => asked(await v1.outbox[":id"].retry.$post({ param: { id: encodeURIComponent(id) } })),
    consoleSend: async (json) => asked(await v1.console.messages.$post({ json })),
    consoleRead: async (thread, after, { wait = 0, signal } = {}) => {
      const query = { thread, after: String(after), wait: String(wait) };
      const init = signal === undefined ? {} : { signal };
      const response = await v1.console.messages.$get({ query }, { init, fetch: reach(TIMEOUT + wait * 1_000) });
      return (await answer(response)).messages;
    },
    events: (onEvent, options) =>
      follow({ url: `${url.replace(/\/+$/, "")}/v1/events`, headers, send }, onEvent, options),
  };
}

/** The same client with no socket between: the requests go straight to an app in this process. */
export const local = (app: App, token: string): DeskClient =>
  connect({
    url: "http://localhost",
    token,
    fetch: async (input, init) => app.request(input instanceof Request ? input : String(input), init),
  });

function ticketsQuery({ states, owner, limit, snoozed, ...rest }: TicketsQuery) {
  return {
    ...rest,
    ...(snoozed === undefined ? {} : { snoozed: snoozed ? ("true" as const) : ("false" as const) }),
    ...(states === undefined ? {} : { state: states.join(",") }),
    ...(owner === null ? { unowned: "true" as const } : owner === undefined ? {} : { owner }),
    ...(limit === undefined ? {} : { limit: String(limit) }),
  };
}
