import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openGateway } from "./gateway.ts";
import { type Route, routes } from "./routes.ts";
import { discordSchema } from "./schema.ts";
import { asSent } from "./shapes.ts";
import { type Json, openState, Refused } from "./state.ts";

export const TOKEN = "FAKE.discord.token-for-tests-only";

/** What a route does instead of, or besides, what it should. */
export interface Fault {
  method?: string;
  path: RegExp;
  /** How often; for ever when left out. */
  times?: number;
  /** Whether this time; always when left out. */
  when?(): boolean;
  status?: number;
  code?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** The request is carried out, and the answer is the fault all the same. */
  applied?: boolean;
  /** Milliseconds until it answers. */
  delay?: number;
  /** The connection breaks without an answer. */
  hangUp?: boolean;
}

export interface Request {
  method: string;
  path: string;
  body: Json;
  reason: string | undefined;
  at: number;
}

/** As the other side reads it. */
const wire = (body: unknown): unknown => (body === undefined ? undefined : JSON.parse(JSON.stringify(body)));

/** A Discord on loopback: gateway and REST of version 10, with people in it. */
export async function startFakeDiscord({ heartbeat = 20_000 }: { heartbeat?: number } = {}) {
  const state = openState();
  const interactions = new Map<string, Json>();
  const requests: Request[] = [];
  const complaints: string[] = [];
  const faults: Fault[] = [];
  const judge = discordSchema();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const gateway = openGateway(server, state, { heartbeat, token: TOKEN });
  const table: Route[] = routes(state, () => gateway, interactions);
  const { port } = server.address() as { port: number };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const url = new URL(request.url ?? "/", "http://fake");
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, "");
    const method = request.method ?? "GET";
    const raw = Buffer.concat(pieces).toString();
    const body = raw === "" ? {} : (JSON.parse(raw) as Json);
    const reason = request.headers["x-audit-log-reason"];
    requests.push({
      method,
      path,
      body,
      reason: typeof reason === "string" ? decodeURIComponent(reason) : undefined,
      at: Date.now(),
    });
    const complaint = judge.request(method, path, raw === "" ? undefined : body);
    if (complaint !== undefined) complaints.push(complaint);
    const fault = faults.find((it) => (it.method ?? method) === method && it.path.test(path) && it.when?.() !== false);
    if (fault !== undefined) {
      if (fault.times !== undefined && --fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
      if (fault.delay !== undefined) await new Promise((done) => setTimeout(done, fault.delay));
      if (fault.applied) run(method, path, url.searchParams, body, undefined);
      if (fault.hangUp) return void request.socket.destroy();
      if (fault.status !== undefined)
        return write(
          response,
          fault.status,
          fault.body ?? { code: fault.code ?? 0, message: "a fault of the fake" },
          fault.headers,
        );
    }
    const unauthorised = request.headers.authorization !== `Bot ${TOKEN}` && !/^\/(webhooks|interactions)\//.test(path);
    if (unauthorised) return write(response, 401, { code: 0, message: "401: Unauthorized" });
    const { status = 200, body: known } = run(method, path, url.searchParams, body, undefined);
    const result = status < 400 ? asSent(known, path) : known;
    // The answers of the fake are held to the same description, so that it cannot be wrong in the bot's favour.
    const own = status < 400 ? judge.response(method, path, status, wire(result)) : undefined;
    if (own !== undefined) complaints.push(own);
    write(response, status, result);
  }

  function run(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Json,
    reason: string | undefined,
  ): { status?: number; body?: unknown } {
    for (const route of table) {
      const found = route.method === method ? route.pattern.exec(path) : null;
      if (found === null) continue;
      try {
        return route.run({ params: found.slice(1), query, body, reason });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { status: error.status, body: { code: error.code, message: error.message } };
      }
    }
    return { status: 404, body: { code: 0, message: "404: Not Found" } };
  }

  function write(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(status === 204 ? undefined : JSON.stringify(body ?? null));
  }

  const wait = async <T>(what: string, look: () => T | undefined | false, seconds = 15): Promise<T> => {
    const end = Date.now() + seconds * 1_000;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > end) throw new Error(`did not happen within ${seconds} s: ${what}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };

  return {
    url: `http://127.0.0.1:${port}/api`,
    state,
    gateway,
    interactions,
    requests,
    /** What Discord's own schema says against the requests, and against the fake's answers, so far. */
    complaints,
    fault: (fault: Fault) => {
      faults.push(fault);
      return () => void (faults.includes(fault) && faults.splice(faults.indexOf(fault), 1));
    },
    wait,
    async close(): Promise<void> {
      gateway.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;
