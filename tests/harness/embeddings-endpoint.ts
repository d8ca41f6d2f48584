import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Asked {
  authorization: string | undefined;
  model: string;
  input: string[];
}

type Misbehaviour = (response: ServerResponse, asked: Asked) => void;

/** Words that mean the same, by axis: what stands for a sentence model. */
const MEANINGS = [
  /deposit|funds|coins|arrived/,
  /withdraw|cash|payout/,
  /lock|stolen|hacked/,
  /complain|ombudsman/,
  /fee|cost/,
];

export function vectorFor(text: string): number[] {
  const vector = MEANINGS.map((it) => (it.test(text.toLowerCase()) ? 1 : 0.01));
  return [...vector, 0.1];
}

export const give = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};

/** An OpenAI-compatible embeddings endpoint on loopback, which can be told to misbehave. */
export async function openEmbeddingsEndpoint() {
  const asked: Asked[] = [];
  let misbehave: Misbehaviour | undefined;
  const server = createServer((request, response) => void serve(request, response));
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { model, input } = JSON.parse(Buffer.concat(chunks).toString()) as { model: string; input: string[] };
    const one = { authorization: request.headers.authorization, model, input };
    asked.push(one);
    if (misbehave !== undefined) return misbehave(response, one);
    // In any order: the index says which is which.
    give(response, { data: input.map((text, index) => ({ index, embedding: vectorFor(text) })).reverse() });
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    misbehave(how: Misbehaviour | undefined): void {
      misbehave = how;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
