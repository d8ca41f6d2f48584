import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import type { Page } from "../../../src/core/pager.ts";
import { pager } from "../../../src/worker/pager.ts";
import { PAGING_YAML } from "../../harness/paging.ts";
import { gateway, mailServer, WEBHOOK_SECRET } from "../../harness/peers.ts";
import { testPolicy } from "../../harness/policy.ts";

const PAGE: Page = {
  id: "ticket:1/4#0",
  attempt: 1,
  person: "bob",
  because: "on call in security",
  round: 0,
  step: 0,
  ticket: "ticket:1",
  number: 1,
  priority: "P1",
  team: "security",
};

const open = (url: string, secret: string | undefined = WEBHOOK_SECRET, port = 1) => {
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
  expect(new Webhook(WEBHOOK_SECRET).verify(body, headers)).toMatchObject({
    type: "responder.paged",
    data: { person: "bob", number: 1, priority: "P1", summary: "T-1, P1 for security (on call in security)" },
  });
  expect(headers["webhook-id"]).toBe(PAGE.id);
  expect(() => new Webhook(WEBHOOK_SECRET).verify(`${body} `, headers)).toThrow();
});

test("people are paged and told in the language that they have, else in the desk's first", async () => {
  const { heard, url } = await gateway(204);
  const yaml = PAGING_YAML.replace("https://gateway.example/page", url).replace(
    "name: Bob,",
    "name: Bob, language: zh,",
  );
  const telephone = pager({
    policy: () => testPolicy({ yaml }),
    now: () => Date.now(),
    secret: async () => WEBHOOK_SECRET,
  });
  const way = { webhook: "phone" };
  const handover = { about: "handover.offered", id: "h1", schedule: "security", by: "mei", to: "bob" } as const;
  await telephone.page(way, PAGE);
  await telephone.tell(way, "e#0", { person: "bob", ...handover });
  await telephone.tell(way, "e#1", { person: "mei", ...handover });
  await telephone.tell(way, "e#2", { person: "bob", about: "outage.noticed", id: "o1", article: "WDL-01", until: 0 });
  await telephone.tell(way, "e#3", { person: "bob", about: "risk.unreached", account: "acc-1", points: 90 });
  const told = heard.map(({ body }) => JSON.parse(body)).map(({ type, data }) => `${type}: ${data.summary}`);
  expect(told).toEqual([
    "responder.paged: T-1，P1，security 组（on call in security）",
    "handover.offered: mei 将 security 交接给 bob",
    "handover.offered: mei hands security over to bob",
    "outage.noticed: 咨询量远高于平时，多数与 WDL-01 有关：系统已开启故障 o1",
    "risk.unreached: 交易所的消息显示账户 acc-1 可能被盗用（90 分），且没有关联的客户",
  ]);
});

test.each([
  ["a gateway that answers 500", 500, WEBHOOK_SECRET, "answered 500"],
  ["a gateway that sends elsewhere", 302, WEBHOOK_SECRET, ""],
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
  await open("http://127.0.0.1:1/", WEBHOOK_SECRET, port).page({ mail: "bob@example.org" }, PAGE);
  expect(heard[0]).toContain("Subject: T-1, P1 for security (on call in security)");
  expect(heard[0]).toContain("Message-ID: <ticket.1.4.0@example.org>");
  expect(heard[0]).toContain("nightdesk tickets ack T-1");
});

test("a mail server that refuses, or is not there, is a failure", async () => {
  const { port } = await mailServer(true);
  await expect(
    open("http://127.0.0.1:1/", WEBHOOK_SECRET, port).page({ mail: "bob@example.org" }, PAGE),
  ).rejects.toThrow("no such mailbox");
  await expect(open("http://127.0.0.1:1/").page({ mail: "bob@example.org" }, PAGE)).rejects.toThrow();
});
