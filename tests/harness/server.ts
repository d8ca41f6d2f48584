import { signingKey } from "../../src/core/audit/keys.ts";
import type { Exchange } from "../../src/core/exchange/exchange.ts";
import type { Pager } from "../../src/core/pager.ts";
import type { Policy } from "../../src/core/policy.ts";
import type { Store } from "../../src/core/ports.ts";
import type { Role } from "../../src/server/api.ts";
import { type App, createApp } from "../../src/server/app.ts";
import { newToken } from "../../src/server/auth.ts";
import { local } from "../../src/server/client.ts";
import { type Listening, listen } from "../../src/server/listen.ts";
import { counted, countedDesk, createMetrics } from "../../src/server/metrics.ts";
import type { LogEntry, ServerPorts } from "../../src/server/ports.ts";
import { memoryVault } from "../../src/store/compliance/memory.ts";
import { memoryStore } from "../../src/store/memory.ts";
import type { Adviser } from "../../src/worker/model/adviser.ts";
import { testPolicy } from "./policy.ts";
import { openWorld } from "./world.ts";

/** A desk that answers whatever an article matches: how sure it has to be is not what these tests are about. */
const YAML = `
desk: { name: Borealis, languages: [en, zh] }
reply: { answerAt: 0.02, clarifyAt: 0.01 }
teams: [frontline, payments, security, compliance]
people: { mei: { name: Mei }, bob: { name: Bob } }
rules:
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
`;

interface Options
  extends Partial<
    Pick<ServerPorts, "hosts" | "heartbeat" | "demo" | "now" | "configuredAt" | "connections" | "exchangeKeys">
  > {
  store?: Store;
  policy?: Policy;
  pager?: Pager;
  adviser?: Adviser;
  exchange?: Exchange;
}

/** A desk with its HTTP interface. Everything in it is the real thing but the clock. */
export function openServer({
  store: opened = memoryStore(),
  policy = testPolicy({ yaml: YAML }),
  demo = false,
  pager,
  adviser,
  exchange,
  ...more
}: Options = {}) {
  const metrics = createMetrics({ version: "1.2.3", startedAt: Date.UTC(2026, 10, 22) });
  const store = counted(opened, metrics);
  const world = openWorld({ store, policy, pager, adviser, exchange });
  const entries: LogEntry[] = [];
  const stopping = new AbortController();
  const log = (entry: LogEntry) => void entries.push(entry);
  const { now } = world;
  const desk = countedDesk(world.desk, metrics);
  const ports = {
    desk,
    store,
    policy: () => policy,
    now,
    metrics,
    log,
    compliance: memoryVault(),
    signer: async () => ({ name: "nightdesk/Borealis", key: signingKey(new Uint8Array(32).fill(1)) }),
    version: "1.2.3",
    demo,
    stopping: stopping.signal,
    ...more,
  };
  const app: App = createApp(ports);
  let listening: Listening | undefined;

  async function token(role: Role, name = "mei"): Promise<{ secret: string; id: string }> {
    const { secret, row } = newToken({ name, role, by: "test", now: now() });
    await store.putToken(row);
    return { secret, id: row.id };
  }

  return {
    world,
    app,
    entries,
    metrics,
    store,
    token,
    /** A client of the app with no socket between. */
    as: async (role: Role, name?: string) => local(app, (await token(role, name)).secret),
    async request(
      path: string,
      { role, name, json, ...init }: RequestInit & { role?: Role; name?: string; json?: unknown } = {},
    ): Promise<Response> {
      const headers = new Headers(init.headers);
      if (role !== undefined) headers.set("authorization", `Bearer ${(await token(role, name)).secret}`);
      if (json === undefined) return app.request(path, { ...init, headers });
      headers.set("content-type", "application/json");
      return app.request(path, { method: "POST", body: JSON.stringify(json), ...init, headers });
    },
    async listen(): Promise<Listening> {
      listening = await listen(app, { host: "127.0.0.1", port: 0 });
      return listening;
    },
    async close(): Promise<void> {
      stopping.abort();
      await listening?.close();
    },
  };
}

export type TestServer = ReturnType<typeof openServer>;
