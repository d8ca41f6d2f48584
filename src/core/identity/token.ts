import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Instant } from "../time.ts";

/** What a link carries: whose identity it is, which asking it answers, and how long it counts. */
export interface LinkClaim {
  customer: string;
  nonce: string;
  expiresAt: Instant;
}

const PREFIX = "nl1";

const macOf = (payload: string, key: KeyObject): Buffer =>
  createHmac("sha256", key).update(`nightdesk link ${PREFIX}.${payload}`).digest();

/** `nl1.<claim>.<HMAC-SHA256>`: anybody may read whose it is, only the desk can make one. */
export function linkToken(claim: LinkClaim, key: KeyObject): string {
  const payload = Buffer.from(JSON.stringify(claim)).toString("base64url");
  return `${PREFIX}.${payload}.${macOf(payload, key).toString("base64url")}`;
}

/** The claim as it stands there, true or not: enough to know which customer decides. */
export function claimIn(token: string): LinkClaim | undefined {
  const [prefix, payload = ""] = token.split(".");
  if (prefix !== PREFIX || token.length > 1_000) return undefined;
  try {
    const { customer, nonce, expiresAt } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const sound = typeof customer === "string" && typeof nonce === "string" && typeof expiresAt === "number";
    return sound && /^[a-z]{1,20}:[^\s"]{1,200}$/.test(customer) ? { customer, nonce, expiresAt } : undefined;
  } catch {
    return undefined;
  }
}

/** The claim of a token that this desk has made; undefined for any other. */
export function trueClaim(token: string, key: KeyObject): LinkClaim | undefined {
  const [, payload = "", mac = ""] = token.split(".");
  const given = Buffer.from(mac, "base64url");
  const right = macOf(payload, key);
  return given.length === right.length && timingSafeEqual(given, right) ? claimIn(token) : undefined;
}
