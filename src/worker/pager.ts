import { createHmac } from "node:crypto";
import { createTransport } from "nodemailer";
import { Undeliverable } from "../core/channel.ts";
import type { Page, Pager } from "../core/pager.ts";
import type { Policy } from "../core/policy.ts";
import type { Instant } from "../core/time.ts";

export interface PagerPorts {
  policy(): Policy;
  now(): Instant;
  /** A secret of the environment: WEBHOOK_<ID> ("whsec_…"), MAIL_PASSWORD. */
  secret(name: string): Promise<string | undefined>;
}

const PATIENCE = 10_000;

/** Reaches people by signed webhooks and by e-mail, as `people.<id>.reach` says at the moment of the page. */
export function pager(ports: PagerPorts): Pager {
  return {
    ways: (person) => ports.policy().config.people[person]?.reach ?? [],
    page: (way, page) => ("webhook" in way ? webhook(way.webhook, page, ports) : mail(way.mail, page, ports)),
  };
}

/** One line, for a telephone as for a subject. */
const summary = ({ number, priority, team, because }: Page): string =>
  `T-${number}, ${priority} for ${team} (${because})`;

/**
 * Standard Webhooks 1.0.0: the id, the time and the body are signed with HMAC-SHA256, so that the gateway can tell who sent it, when,
 * and whether it has seen it before.
 */
async function webhook(id: string, page: Page, { policy, now, secret }: PagerPorts): Promise<void> {
  const gateway = policy().config.paging.webhooks[id];
  if (gateway === undefined) throw new Undeliverable(`there is no webhook “${id}” under paging`);
  const key = keyOf(id, await secret(`WEBHOOK_${id.toUpperCase().replaceAll("-", "_")}`));
  const at = now();
  const timestamp = String(Math.floor(at / 1_000));
  const { id: messageId, ...data } = page;
  const body = JSON.stringify({
    type: "responder.paged",
    timestamp: new Date(at).toISOString(),
    data: { ...data, summary: summary(page) },
  });
  const signature = createHmac("sha256", key).update(`${messageId}.${timestamp}.${body}`).digest("base64");
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": messageId,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`webhook ${id} answered ${response.status}`);
}

function keyOf(id: string, given: string | undefined): Buffer {
  const bytes = given?.startsWith("whsec_") ? Buffer.from(given.slice("whsec_".length), "base64") : undefined;
  if (bytes !== undefined && bytes.length >= 24 && bytes.length <= 64) return bytes;
  const name = `NIGHTDESK_WEBHOOK_${id.toUpperCase().replaceAll("-", "_")}`;
  throw new Error(`${name} is not a secret such as whsec_ and 24 to 64 bytes in base64`);
}

/** The message's id is the page's, so that a mail program shows one that was sent twice once. */
async function mail(to: string, page: Page, { policy, secret }: PagerPorts): Promise<void> {
  const { mail: server } = policy().config.paging;
  if (server === undefined) throw new Undeliverable("there is no mail server under paging");
  const { host, port, secure, user, from } = server;
  const pass = await secret("MAIL_PASSWORD");
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user === undefined ? {} : { auth: { user, pass: pass ?? "" } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  try {
    await transport.sendMail({
      from,
      to,
      subject: summary(page),
      text: `${summary(page)}\n\nAcknowledge it in the terminal (a), or with: nightdesk tickets ack T-${page.number}\n`,
      messageId: `<${page.id.replace(/[^\w.-]+/g, ".")}@${from.split("@")[1] ?? "nightdesk"}>`,
    });
  } finally {
    transport.close();
  }
}
