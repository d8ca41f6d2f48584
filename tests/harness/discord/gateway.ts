import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import type { Json, State } from "./state.ts";

interface Session {
  id: string;
  sequence: number;
  log: { t: string; d: unknown; s: number }[];
  socket: WebSocket | undefined;
}

/** How the gateway misbehaves. */
export interface GatewayFaults {
  /** Heartbeats are not acknowledged. */
  deaf: boolean;
  /** Identifying ends with this close code. */
  refuse: number | undefined;
  /** Resuming is answered with op 9. */
  forget: boolean;
  /** New connections are closed at once. */
  down: boolean;
  /** What stands before the gateway answers 503 in its place. */
  unavailable: boolean;
}

/** The gateway: hello, identify, heartbeat, READY, dispatch, RESUME with everything that was missed. */
export function openGateway(server: Server, state: State, { heartbeat, token }: { heartbeat: number; token: string }) {
  const faults: GatewayFaults = { deaf: false, refuse: undefined, forget: false, down: false, unavailable: false };
  const seen = { tries: 0, identified: 0, resumed: 0, heartbeats: 0, intents: 0 };
  const sockets = new WebSocketServer({
    server,
    path: "/gateway",
    verifyClient: (_info: unknown, done: (well: boolean, code?: number) => void) => {
      seen.tries += 1;
      done(!faults.unavailable, 503);
    },
  });
  const sessions = new Map<string, Session>();
  let current: Session | undefined;

  const send = (socket: WebSocket | undefined, payload: Json) => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(payload));
  };

  function dispatch(t: string, d: unknown): void {
    if (current === undefined) return;
    current.sequence += 1;
    const entry = { t, d, s: current.sequence };
    current.log.push(entry);
    if (current.log.length > 2_000) current.log.splice(0, 1_000);
    send(current.socket, { op: 0, ...entry });
  }

  function identify(socket: WebSocket, data: Json) {
    seen.identified += 1;
    seen.intents = data.intents;
    if (faults.refuse !== undefined) return socket.close(faults.refuse);
    if (data.token !== token) return socket.close(4004, "Authentication failed.");
    const session: Session = { id: `session-${state.id()}`, sequence: 0, log: [], socket };
    sessions.set(session.id, session);
    current = session;
    dispatch("READY", {
      v: 10,
      user: state.bot,
      guilds: [...state.guilds.values()].map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard: [0, 1],
      application: state.application,
    });
    for (const guild of state.guilds.values()) dispatch("GUILD_CREATE", state.guildJson(guild));
  }

  function resume(socket: WebSocket, data: Json) {
    const session = sessions.get(data.session_id);
    if (faults.forget || session === undefined) {
      sessions.clear();
      return send(socket, { op: 9, d: false, t: null, s: null });
    }
    seen.resumed += 1;
    session.socket = socket;
    current = session;
    for (const entry of session.log.filter(({ s }) => s > data.seq)) send(socket, { op: 0, ...entry });
    dispatch("RESUMED", {});
  }

  sockets.on("connection", (socket) => {
    if (faults.down) return socket.terminate();
    send(socket, { op: 10, d: { heartbeat_interval: heartbeat }, t: null, s: null });
    socket.on("message", (raw) => {
      const { op, d } = JSON.parse(String(raw)) as Json;
      if (op === 1) {
        seen.heartbeats += 1;
        if (!faults.deaf) send(socket, { op: 11, d: null, t: null, s: null });
      }
      if (op === 2) identify(socket, d);
      if (op === 6) resume(socket, d);
    });
    socket.on("error", () => undefined);
  });

  const url = () => `ws://127.0.0.1:${(server.address() as { port: number }).port}/gateway`;
  return {
    url,
    faults,
    seen,
    dispatch,
    /** Sends a frame as it is, whatever the protocol says. */
    raw: (payload: Json) => send(current?.socket, payload),
    /** Nothing is delivered and the log forgets: what a bot misses while its session is gone. */
    lose(): void {
      sessions.clear();
      current?.socket?.terminate();
      current = undefined;
    },
    /** The connection breaks, as networks do, or is closed with a code. */
    drop(code?: number): void {
      if (code === undefined) current?.socket?.terminate();
      else current?.socket?.close(code);
      if (current !== undefined) current.socket = undefined;
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

export type Gateway = ReturnType<typeof openGateway>;
