import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

export interface Heard {
  headers: Record<string, string>;
  body: string;
}

/** Things heard one after the other; `next` waits for one that a test has not seen yet. */
function ear<Item>() {
  const heard: Item[] = [];
  let seen = 0;
  let rouse: (() => void) | undefined;
  return {
    heard,
    hear(item: Item): void {
      heard.push(item);
      rouse?.();
    },
    async next(): Promise<Item> {
      while (heard.length <= seen) await new Promise<void>((done) => (rouse = done));
      return heard[seen++] as Item;
    },
  };
}

/** Somebody's telephone gateway, which answers with a status. */
export async function gateway(status: number) {
  const { hear, ...rest } = ear<Heard>();
  const answer = { status };
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    response.writeHead(answer.status).end();
    hear({ headers: request.headers as Record<string, string>, body });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { ...rest, answer, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page` };
}

/** A mail server without TLS or log-in; `refuse` has no mailboxes. */
export async function mailServer(refuse = false) {
  const { hear, ...rest } = ear<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_, __, done) => done(refuse ? new Error("no such mailbox") : undefined),
    onData(stream, _, done) {
      let text = "";
      stream.on("data", (piece: Buffer) => (text += piece.toString()));
      stream.on("end", () => {
        hear(text);
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  onTestFinished(() => void server.close());
  return { ...rest, port: (server.server.address() as AddressInfo).port };
}
