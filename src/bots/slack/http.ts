import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import { QUIET } from "./web.ts";

/** Of a request's time stamp, in seconds: the library refuses older ones and lets those of the future pass. */
const MOST_AHEAD = 300;
const LARGEST_BODY = 1_000_000;

/** Pages for people beside what Slack sends; false for what is none of them. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Signed HTTP. Answered when what a request led to is durable; a failure is a 500, after which Slack sends it again. */
export function httpReceiver(signingSecret: string, pages?: Pages): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    processBeforeResponse: true,
    bodyLimit: LARGEST_BODY,
    logger: QUIET,
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
  });
  const inner = receiver.requestListener;
  const signed = (request: IncomingMessage, response: ServerResponse) => {
    const stamp = Number(request.headers["x-slack-request-timestamp"]);
    if (!Number.isFinite(stamp) || stamp > Date.now() / 1_000 + MOST_AHEAD) {
      response.writeHead(401).end();
      return;
    }
    inner(request, response);
  };
  receiver.requestListener =
    pages === undefined
      ? signed
      : (request, response) =>
          void pages(request, response).then(
            (answered) => answered || signed(request, response),
            () => response.headersSent || response.writeHead(500).end(),
          );
  return receiver;
}
