import { createHmac, sign as signature, timingSafeEqual, verify as verified } from "node:crypto";
import type { Instant } from "../time.ts";
import type { WebhookKey } from "./keys.ts";

/*
 * Standard Webhooks 1.0.0: `<id>.<seconds>.<body>` is signed with HMAC-SHA256 (`v1,`) or Ed25519 (`v1a,`); the signature's header names one
 * for each key, with spaces between, so that keys are changed with both sides at work.
 */
const signedText = (id: string, seconds: string, body: string): Buffer => Buffer.from(`${id}.${seconds}.${body}`);

const one = (text: Buffer, { kind, key }: WebhookKey): string =>
  kind === "hmac"
    ? `v1,${createHmac("sha256", key).update(text).digest("base64")}`
    : `v1a,${signature(null, text, key).toString("base64")}`;

/** The three headers that go with a body; the id names the message, however often it is sent. */
export function signedHeaders(id: string, body: string, at: Instant, keys: readonly WebhookKey[]) {
  const seconds = String(Math.floor(at / 1_000));
  const text = signedText(id, seconds, body);
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": keys.map((key) => one(text, key)).join(" "),
  };
}

export type Unverified = "no_id" | "no_timestamp" | "no_signature" | "too_old" | "in_the_future" | "wrong_signature";

/** A message may be this much older or younger than the clock here, in seconds. */
const TOLERANCE = 300;
const MOST_SIGNATURES = 20;

/** Whether a body, byte for byte as it came, is one that a holder of one of the keys has signed just now. */
export function checkSigned(
  header: (name: string) => string | undefined,
  body: string,
  now: Instant,
  keys: readonly WebhookKey[],
): { ok: true; id: string } | { ok: false; because: Unverified } {
  const id = header("webhook-id");
  const seconds = header("webhook-timestamp");
  const given = header("webhook-signature");
  if (id === undefined || !/^[\x21-\x7e]{1,200}$/.test(id)) return { ok: false, because: "no_id" };
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return { ok: false, because: "no_timestamp" };
  if (given === undefined || given === "") return { ok: false, because: "no_signature" };
  const age = now / 1_000 - Number(seconds);
  if (age > TOLERANCE) return { ok: false, because: "too_old" };
  if (age < -TOLERANCE) return { ok: false, because: "in_the_future" };
  const text = signedText(id, seconds, body);
  const right = given
    .split(" ")
    .slice(0, MOST_SIGNATURES)
    .some((it) => keys.some((key) => matches(it, text, key)));
  return right ? { ok: true, id } : { ok: false, because: "wrong_signature" };
}

function matches(given: string, text: Buffer, { kind, key }: WebhookKey): boolean {
  const [version, encoded = ""] = given.split(",");
  const bytes = Buffer.from(encoded, "base64");
  if (kind === "ed25519") return version === "v1a" && bytes.length === 64 && verified(null, text, key, bytes);
  if (version !== "v1") return false;
  const right = createHmac("sha256", key).update(text).digest();
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}
