import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { webApi } from "./web-api.ts";
import { BOT, type Message, TEAM, workspace } from "./workspace.ts";

/** A failure of the next calls of a method. `applied`: it was carried out although it failed. */
export interface Trouble {
  times: number;
  error?: string;
  status?: number;
  retryAfter?: number;
  applied?: boolean;
}

interface Sent {
  envelope: Record<string, unknown>;
  taken(payload: unknown): void;
}

/** Slack's own patience is three seconds; tests have less. */
const PATIENCE = 1_000;

/** A workspace of Slack on loopback: the Web API and Socket Mode, driven by the real client libraries. */
export async function startFakeSlack() {
  const here = workspace();
  const troubles = new Map<string, Trouble>();
  const calls: { method: string; args: Record<string, unknown> }[] = [];
  const sockets = new Set<WebSocket>();
  const unanswered = new Map<string, Sent>();
  let envelopes = 0;
  let turn = 0;
  let again = 0;
  let patience = PATIENCE;

  const server = createServer((request, response) => void answer(request, response));
  const websockets = new WebSocketServer({ server, path: "/link" });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const methods = webApi(here, () => `ws://127.0.0.1:${port}/link?ticket=${calls.length}`);

  const others = new Map<string, ReturnType<typeof workspace>>();
  const installs = oauth();

  /** The workspace that a token is of, and what can be called there. */
  function placeOf(authorization: string) {
    const team = installs.teamOf(authorization.replace("Bearer ", ""));
    const other = team === undefined ? undefined : others.get(team);
    return other === undefined ? methods : webApi(other, () => "", team);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const method = (request.url ?? "").replace(/^\/api\//, "");
    const args = argsOf(Buffer.concat(pieces).toString(), request.headers["content-type"] ?? "");
    calls.push({ method, args });
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    const authorization = request.headers.authorization ?? "";
    if (method === "oauth.v2.access") return void json(200, installs.access(args));
    if (installs.isDead(authorization.replace("Bearer ", "")))
      return void json(200, { ok: false, error: "token_revoked" });
    const run = placeOf(authorization)[method];
    if (run === undefined) return void json(200, { ok: false, error: "unknown_method" });
    if (!/^Bearer x(oxb|app|oxe)[-.]/.test(authorization)) return void json(200, { ok: false, error: "not_authed" });
    const trouble = troubles.get(method);
    if (trouble !== undefined && trouble.times > 0) {
      trouble.times -= 1;
      if (trouble.applied) run(args);
      if (trouble.retryAfter !== undefined)
        return void json(429, { ok: false, error: "ratelimited" }, { "retry-after": String(trouble.retryAfter) });
      if (trouble.error !== undefined) return void json(200, { ok: false, error: trouble.error });
      return void json(trouble.status ?? 503, { ok: false });
    }
    json(200, run(args));
  }

  websockets.on("connection", (socket) => {
    sockets.add(socket);
    socket.send(
      JSON.stringify({ type: "hello", num_connections: sockets.size, connection_info: { app_id: "A0000001" } }),
    );
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.on("message", (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      unanswered.get(envelope_id)?.taken(payload);
      unanswered.delete(envelope_id);
    });
  });

  /** One of the connections in turn; while there is none, Slack keeps what it has. */
  async function anySocket(): Promise<WebSocket> {
    for (let tries = 0; tries < 300; tries++) {
      const open = [...sockets].filter((it) => it.readyState === it.OPEN);
      const socket = open[turn++ % Math.max(1, open.length)];
      if (socket !== undefined) return socket;
      await pause(100);
    }
    throw new Error("nobody is connected");
  }

  /** Gives an envelope to one of the connections, again and again until it is taken; what the app answered with it. */
  async function deliver(type: string, payload: Record<string, unknown>): Promise<unknown> {
    const id = `envelope-${++envelopes}`;
    for (let attempt = 0; attempt < 30; attempt++) {
      if (attempt > 0) again += 1;
      const socket = await anySocket();
      const envelope = {
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== "events_api",
        ...(attempt === 0 ? {} : { retry_attempt: attempt, retry_reason: "timeout" }),
      };
      const taken = new Promise<unknown>((done) => unanswered.set(id, { envelope, taken: done }));
      socket.send(JSON.stringify(envelope));
      const late = Symbol();
      const outcome = await Promise.race([taken, pause(patience).then(() => late)]);
      if (outcome !== late) return outcome;
    }
    throw new Error(`the app never took ${JSON.stringify(payload).slice(0, 300)}`);
  }

  const event = (event: Record<string, unknown>, team = TEAM) =>
    deliver("events_api", {
      type: "event_callback",
      team_id: team,
      event_id: `Ev${++envelopes}`,
      authorizations: [],
      event,
    });

  return {
    ...here,
    installs,
    async close(): Promise<void> {
      for (const socket of sockets) socket.terminate();
      websockets.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    /** One more workspace, whose token comes from an installation. */
    workspace(team: string) {
      const other = workspace();
      others.set(team, other);
      return other;
    },
    url: `http://127.0.0.1:${port}/api/`,
    calls,
    sockets,
    event,
    deliver,
    /** How often something was sent again, because it was not taken in time. */
    sentAgain: () => again,
    /** Waits this long, in milliseconds, for an event to be taken before it is sent again. */
    waits: (length: number) => {
      patience = length;
    },
    /** Makes the next calls of a method fail. */
    trouble: (method: string, trouble: Trouble) => void troubles.set(method, trouble),
    /** Asks every connection to make a new one, as Slack does some times a day. */
    refresh() {
      for (const socket of sockets) socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    /** Cuts every connection without a word. */
    drop() {
      for (const socket of sockets) socket.terminate();
    },
    /** Waits for a message that reads like this. */
    async shows(pattern: RegExp, where: Partial<Message> = {}, seconds = 5): Promise<Message> {
      for (let i = 0; i < seconds * 20; i++) {
        const found = here.messages.find(
          (it) =>
            pattern.test(here.read(it)) &&
            Object.entries(where).every(([key, value]) => it[key as keyof Message] === value),
        );
        if (found !== undefined) return found;
        await pause(50);
      }
      throw new Error(`nothing reads like ${pattern}:\n${here.messages.map(here.read).join("\n---\n")}`);
    },
    person(id: string, name: string) {
      here.people.set(id, name);
      const user = { id, team_id: TEAM };
      return {
        async says(channel: string, text: string, thread?: string): Promise<Message> {
          const message: Message = {
            ts: here.stamp(),
            channel,
            text,
            user: id,
            ...(thread === undefined ? {} : { thread_ts: thread }),
          };
          here.messages.push(message);
          const root = here.messages.find((it) => it.channel === channel && it.ts === thread);
          const parent = root?.user === undefined ? {} : { parent_user_id: root.user };
          await event({
            type: "message",
            channel_type: "channel",
            event_ts: message.ts,
            team: TEAM,
            ...parent,
            ...message,
          });
          return message;
        },
        /** Changes a message of theirs, or takes it back (null). */
        async changes(message: Message, text: string | null): Promise<void> {
          const before = { ...message };
          const place = { type: "message", channel: message.channel, hidden: true, ts: here.stamp() };
          if (text === null) {
            here.messages.splice(here.messages.indexOf(message), 1);
            await event({ ...place, subtype: "message_deleted", deleted_ts: message.ts, previous_message: before });
            return;
          }
          Object.assign(message, { text, edited: { user: id, ts: place.ts } });
          await event({ ...place, subtype: "message_changed", message, previous_message: before });
        },
        /** Chooses a shortcut in the menu of a message. */
        uses: (callback_id: string, { channel, ...message }: Message) =>
          deliver("interactive", {
            type: "message_action",
            callback_id,
            user,
            team: { id: TEAM },
            trigger_id: "trigger",
            channel: { id: channel },
            message: { type: "message", ...message },
          }),
        mentions: (channel: string, text: string) =>
          event({ type: "app_mention", user: id, channel, text: `<@${BOT.user}> ${text}`, ts: here.stamp() }),
        /** Opens the assistant beside a channel; the thread that it opens. */
        async opensAssistant(beside?: string): Promise<{ channel: string; ts: string }> {
          const [channel, ts] = [`D${id.slice(1)}`, here.stamp()];
          here.messages.push({ ts, channel, text: "", user: BOT.user, bot_id: BOT.bot });
          const context = beside === undefined ? {} : { channel_id: beside, team_id: TEAM };
          const thread = { user_id: id, channel_id: channel, thread_ts: ts, context };
          await event({ type: "assistant_thread_started", assistant_thread: thread });
          return { channel, ts };
        },
        /** Asks the assistant something in its thread. */
        async asks({ channel, ts: thread_ts }: { channel: string; ts: string }, text: string): Promise<void> {
          const message: Message = { ts: here.stamp(), channel, thread_ts, text, user: id };
          here.messages.push(message);
          await event({ type: "message", channel_type: "im", event_ts: message.ts, ...message });
        },
        rates({ channel, ts, thread_ts, blocks = [] }: Message, helpful: boolean): Promise<unknown> {
          const element = blocks.flatMap((it) => it.elements ?? []).find(({ type }) => type === "feedback_buttons");
          const value = (helpful ? element?.positive_button : element?.negative_button)?.value;
          if (value === undefined) throw new Error("there is nothing to rate");
          return deliver("interactive", {
            type: "block_actions",
            user,
            team: { id: TEAM },
            trigger_id: "trigger",
            channel: { id: channel },
            message: { ts, thread_ts },
            container: { type: "message", message_ts: ts, channel_id: channel },
            actions: [{ type: "feedback_buttons", action_id: element?.action_id, block_id: "f", value }],
          });
        },
        opensHome: () => event({ type: "app_home_opened", user: id, tab: "home", channel: "D0000001" }),
        async commands(text: string): Promise<string> {
          const answer = (await deliver("slash_commands", {
            command: "/desk",
            text,
            user_id: id,
            team_id: TEAM,
            channel_id: "C0000001",
            trigger_id: `trigger-${here.stamp()}`,
            response_url: "http://127.0.0.1:9/none",
          })) as { text: string };
          return answer.text;
        },
        clicks: ({ channel, ts, blocks = [] }: Message, action_id: string, trigger_id = "trigger") => {
          const value = blocks.flatMap((it) => it.elements ?? []).find((it) => it.action_id === action_id)?.value;
          if (value === undefined) throw new Error(`there is no button ${action_id}`);
          return deliver("interactive", {
            type: "block_actions",
            user,
            team: { id: TEAM },
            trigger_id,
            channel: { id: channel },
            container: { type: "message", message_ts: ts, channel_id: channel },
            actions: [{ type: "button", action_id, block_id: "b", value, action_ts: here.stamp() }],
          });
        },
        /** The words of a dialog, or all of its fields by block. */
        submits: (
          view: { id: string; callback_id: string; private_metadata: string },
          given: string | Record<string, Record<string, unknown>>,
        ) =>
          deliver("interactive", {
            type: "view_submission",
            user,
            team: { id: TEAM },
            view: {
              ...view,
              type: "modal",
              state: { values: typeof given === "string" ? { words: { text: { value: given } } } : given },
            },
          }),
      };
    },
  };
}

/** Installations by OAuth with token rotation: a refresh token is good once, and the token before it soon ends. */
function oauth() {
  const live = new Map<string, string>();
  const dead = new Set<string>();
  const refresh = new Map<string, string>();
  let made = 0;
  /** Seconds that a token lasts. */
  let lasts = 43_200;
  function grant(team: string) {
    made += 1;
    const [access_token, refresh_token] = [`xoxe.xoxb-not-a-token-${team}-${made}`, `xoxe-not-a-token-${team}-${made}`];
    live.set(access_token, team);
    refresh.set(refresh_token, team);
    return { access_token, refresh_token, expires_in: lasts, token_type: "bot" };
  }
  return {
    refreshed: 0,
    teamOf: (token: string) => live.get(token),
    isDead: (token: string) => dead.has(token),
    live: () => [...live.keys()].filter((it) => !dead.has(it)),
    lasts: (seconds: number) => {
      lasts = seconds;
    },
    revoke(team: string) {
      for (const [token, of] of live) if (of === team) dead.add(token);
    },
    access({ grant_type, code, refresh_token, client_secret }: Record<string, unknown>) {
      if (client_secret !== "not-a-client-secret") return { ok: false, error: "bad_client_secret" };
      if (grant_type === "refresh_token") {
        const team = refresh.get(String(refresh_token));
        if (team === undefined) return { ok: false, error: "invalid_refresh_token" };
        refresh.delete(String(refresh_token));
        this.revoke(team);
        this.refreshed += 1;
        return { ok: true, ...grant(team), team: { id: team } };
      }
      const team = String(code).replace("code-", "");
      const scope = "chat:write";
      const who = { bot_user_id: BOT.user, authed_user: { id: "U0000ADM" }, app_id: "A0000001" };
      return { ok: true, ...grant(team), scope, ...who, team: { id: team, name: `Team ${team}` }, enterprise: null };
    },
  };
}

const pause = (length: number) => new Promise<void>((done) => setTimeout(done, length));

function argsOf(body: string, type: string): Record<string, unknown> {
  if (type.startsWith("application/json")) return JSON.parse(body || "{}") as Record<string, unknown>;
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [
      key,
      /^(?:[[{]|true$|false$)/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}
