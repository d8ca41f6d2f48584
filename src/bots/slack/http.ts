import { HTTPReceiver } from "@slack/bolt";
import { QUIET } from "./web.ts";

/** Of a request's time stamp, in seconds: the library refuses older ones and lets those of the future pass. */
const MOST_AHEAD = 300;
const LARGEST_BODY = 1_000_000;

/** Signed HTTP. Answered when what a request led to is durable; a failure is a 500, after which Slack sends it again. */
export function httpReceiver(signingSecret: string): HTTPReceiver {
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
  receiver.requestListener = (request, response) => {
    const stamp = Number(request.headers["x-slack-request-timestamp"]);
    if (!Number.isFinite(stamp) || stamp > Date.now() / 1_000 + MOST_AHEAD) {
      response.writeHead(401).end();
      return;
    }
    inner(request, response);
  };
  return receiver;
}
