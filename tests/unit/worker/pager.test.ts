import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import type { Page } from "../../../src/core/pager.ts";
import { pager } from "../../../src/worker/pager.ts";
import { PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

const SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const PAGE: Page = {
  id: "ticket:1/4#0",
  person: "bob",
  because: "on call in security",
  round: 0,
  step: 0,
  ticket: "ticket:1",
  number: 1,
  priority: "P1",
  team: "security",
};

/** Somebody's telephone gateway, which answers with a status. */
async function gateway(status: number) {
  const heard: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    heard.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page` };
}

async function mailServer(refuse = false) {
  const heard: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_, __, done) => done(refuse ? new Error("no such mailbox") : undefined),
    onData(stream, _, done) {
      let text = "";
      stream.on("data", (piece: Buffer) => (text += piece.toString()));
      stream.on("end", () => {
        heard.push(text);
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  onTestFinished(() => void server.close());
  return { heard, port: (server.server.address() as AddressInfo).port };
}

const open = (url: string, secret: string | undefined = SECRET, port = 1) => {
  const yaml = PAGING_YAML.replace("https://gateway.example/page", url).replace(
    "host: mail.example",
    `host: 127.0.0.1, port: ${port}`,
  );
  return pager({ policy: () => testPolicy({ yaml }), now: () => Date.now(), secret: async () => secret });
};

test("a webhook is signed so that the standard's own library takes it", async () => {
  const { heard, url } = await gateway(204);
  await open(url).page({ webhook: "phone" }, PAGE);
  const [{ headers, body } = { headers: {}, body: "" }] = heard;
  expect(new Webhook(SECRET).verify(body, headers)).toMatchObject({
    type: "responder.paged",
    data: { person: "bob", number: 1, priority: "P1", summary: "T-1, P1 for security (on call in security)" },
  });
  expect(headers["webhook-id"]).toBe(PAGE.id);
  expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow();
});

test.each([
  ["a gateway that answers 500", 500, SECRET, "answered 500"],
  ["a gateway that sends elsewhere", 302, SECRET, ""],
  ["no secret", 204, undefined, "NIGHTDESK_WEBHOOK_PHONE"],
  ["a secret that is none", 204, "hunter2", "NIGHTDESK_WEBHOOK_PHONE"],
])("%s is a failure", async (_, status, secret, says) => {
  const { url } = await gateway(status);
  await expect(
    pager({
      policy: () => testPolicy({ yaml: PAGING_YAML.replace("https://gateway.example/page", url) }),
      now: () => Date.now(),
      secret: async () => secret,
    }).page({ webhook: "phone" }, PAGE),
  ).rejects.toThrow(says);
});

test("mail arrives with the page's id as its own", async () => {
  const { heard, port } = await mailServer();
  await open("http://127.0.0.1:1/", SECRET, port).page({ mail: "bob@example.org" }, PAGE);
  expect(heard[0]).toContain("Subject: T-1, P1 for security (on call in security)");
  expect(heard[0]).toContain("Message-ID: <ticket.1.4.0@example.org>");
  expect(heard[0]).toContain("nightdesk tickets ack T-1");
});

test("a mail server that refuses, or is not there, is a failure", async () => {
  const { port } = await mailServer(true);
  await expect(open("http://127.0.0.1:1/", SECRET, port).page({ mail: "bob@example.org" }, PAGE)).rejects.toThrow(
    "no such mailbox",
  );
  await expect(open("http://127.0.0.1:1/").page({ mail: "bob@example.org" }, PAGE)).rejects.toThrow();
});
