import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as bodyOf } from "node:stream/consumers";

type Answer = (
  response: ServerResponse,
  asked: Record<string, unknown>,
  request: IncomingMessage,
) => void | Promise<void>;

export interface ModelServer {
  url: string;
  /** Bodies of the requests, in order. */
  asked: Record<string, unknown>[];
  /** What answers from now on. */
  answers(answer: Answer): void;
  stop(): Promise<void>;
}

/** Somebody else's model server, down to the bytes that it sends. */
export async function modelServer(): Promise<ModelServer> {
  const asked: Record<string, unknown>[] = [];
  let answer: Answer = (response) => void response.writeHead(404).end();
  const server: Server = createServer(async (request, response) => {
    const body = JSON.parse((await bodyOf(request)) || "{}") as Record<string, unknown>;
    asked.push(body);
    await answer(response, body, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    answers: (next) => {
      answer = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A chat completion, as servers send it. */
export const completion = (
  content: unknown,
  { finish = "stop", usage }: { finish?: string | null; usage?: { input: number; output: number } | null } = {},
): string =>
  JSON.stringify({
    id: "c1",
    object: "chat.completion",
    choices: [{ index: 0, finish_reason: finish, message: { role: "assistant", content } }],
    ...(usage === null
      ? {}
      : {
          usage: { prompt_tokens: usage?.input ?? 900, completion_tokens: usage?.output ?? 120, total_tokens: 1_020 },
        }),
  });

export const says =
  (body: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
