import { createTransport } from "nodemailer";
import { Undeliverable } from "../core/channel.ts";
import type { DeskConfig } from "../core/config/schema.ts";
import type { OutsideWay } from "../core/escalation/way.ts";
import type { Notice } from "../core/pager.ts";
import type { Instant } from "../core/time.ts";
import { type WebhookKey, webhookKeys } from "../core/webhook/keys.ts";
import { signedHeaders } from "../core/webhook/standard.ts";

export interface ReachPorts {
  paging(): DeskConfig["paging"];
  now(): Instant;
  /** A secret of the environment: WEBHOOK_<ID> ("whsec_…"), MAIL_PASSWORD. */
  secret(name: string): Promise<string | undefined>;
}

const PATIENCE = 10_000;

/** Tells somebody by one way that needs no chat platform; rejects when it was not taken. */
export const reach = (way: OutsideWay, notice: Notice, ports: ReachPorts): Promise<void> =>
  "webhook" in way ? webhook(way.webhook, notice, ports) : mail(way.mail, notice, ports);

const envName = (id: string): string => `WEBHOOK_${id.toUpperCase().replaceAll("-", "_")}`;

/**
 * Standard Webhooks 1.0.0: the id, the time and the body are signed with HMAC-SHA256, so that the gateway can tell who sent it, when,
 * and whether it has seen it before.
 */
async function webhook(id: string, notice: Notice, { paging, now, secret }: ReachPorts): Promise<void> {
  const gateway = paging().webhooks[id];
  if (gateway === undefined) throw new Undeliverable(`there is no webhook “${id}” under paging`);
  const keys = keysOf(id, await secret(envName(id)));
  const at = now();
  const { id: messageId, type, data, summary } = notice;
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data: { ...data, summary } });
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...signedHeaders(messageId, body, at, keys) },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`webhook ${id} answered ${response.status}`);
}

function keysOf(id: string, given: string | undefined): WebhookKey[] {
  const keys = given === undefined ? undefined : webhookKeys(given, "sign");
  if (keys !== undefined) return keys;
  throw new Error(`NIGHTDESK_${envName(id)} is not a secret such as whsec_ and 24 to 64 bytes in base64`);
}

/** The message's id is the notice's, so that a mail program shows one that was sent twice once. */
async function mail(to: string, notice: Notice, { paging, secret }: ReachPorts): Promise<void> {
  const { mail: server } = paging();
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
      subject: notice.summary,
      text: `${notice.summary}\n\n${notice.text}\n`,
      messageId: `<${notice.id.replace(/[^\w.-]+/g, ".")}@${from.split("@")[1] ?? "nightdesk"}>`,
    });
  } finally {
    transport.close();
  }
}
