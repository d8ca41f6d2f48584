import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Fault } from "../core/errors.ts";
import type { Millis } from "../core/time.ts";
import type { App } from "./app.ts";

export interface Listening {
  /** With the port that was really taken. */
  url: string;
  /** Lets requests under way finish for up to 5 s and frees the port. Abort the app's `stopping` first: it ends event streams and long polls. */
  close(): Promise<void>;
}

/** A reader that takes nothing for this long is cut off; heartbeats keep the others alive. */
const STUCK: Millis = 60_000;
const GRACE: Millis = 5_000;

/** Puts an app on a socket. Port 0 takes any free one. @throws Fault `usage` when the address cannot be taken. */
export async function listen(
  app: Pick<App, "fetch">,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 30_000 },
  }) as Server;
  server.setTimeout(STUCK);
  await taken(server, host, port);
  const { port: got } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${got}`,
    close: () =>
      new Promise((resolve) => {
        const impatient = setTimeout(() => server.closeAllConnections(), GRACE);
        // A connection whose answer ends only now would be kept open for the next request.
        const idle = setInterval(() => server.closeIdleConnections(), 25);
        server.close(() => {
          clearTimeout(impatient);
          clearInterval(idle);
          resolve();
        });
      }),
  };
}

function taken(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(unavailable(error, host, port)));
    server.listen(port, host, resolve);
  });
}

const WHY: Record<string, { what: string; next: string }> = {
  EADDRINUSE: {
    what: "is taken",
    next: "Is another desk running? Stop it, or set another server.port in nightdesk.yaml.",
  },
  EACCES: {
    what: "needs more rights than this process has",
    next: "Set a server.port of 1024 or more in nightdesk.yaml.",
  },
  EADDRNOTAVAIL: {
    what: "is not an address of this machine",
    next: "Set server.host in nightdesk.yaml to 127.0.0.1 or one of this machine's addresses.",
  },
  ENOTFOUND: {
    what: "is not a name that leads anywhere",
    next: "Set server.host in nightdesk.yaml to 127.0.0.1 or one of this machine's addresses.",
  },
};

function unavailable(cause: NodeJS.ErrnoException, host: string, port: number): Fault {
  const { what, next } = WHY[cause.code ?? ""] ?? {
    what: `cannot be listened on (${cause.code})`,
    next: "Look at server: in nightdesk.yaml.",
  };
  return new Fault("usage", `${host}:${port} ${what}`, { next, cause });
}
