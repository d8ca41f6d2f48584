import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** A key of Standard Webhooks: a shared secret (whsec_), or one half of an Ed25519 pair (whsk_ signs, whpk_ checks). */
export type WebhookKey = { kind: "hmac"; key: Buffer } | { kind: "ed25519"; key: KeyObject };

/** The DER bytes before a raw Ed25519 key (RFC 8410). */
const PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

const FORMS: Record<string, (bytes: Buffer) => WebhookKey | undefined> = {
  whsec_: (bytes) => (bytes.length >= 24 && bytes.length <= 64 ? { kind: "hmac", key: bytes } : undefined),
  // Libraries keep the seed alone, or the public half after it.
  whsk_: (bytes) => {
    if (bytes.length !== 32 && bytes.length !== 64) return undefined;
    const der = Buffer.concat([PRIVATE, bytes.subarray(0, 32)]);
    return { kind: "ed25519", key: createPrivateKey({ key: der, format: "der", type: "pkcs8" }) };
  },
  whpk_: (bytes) =>
    bytes.length === 32
      ? {
          kind: "ed25519",
          key: createPublicKey({ key: Buffer.concat([PUBLIC, bytes]), format: "der", type: "spki" }),
        }
      : undefined,
};

/**
 * The keys of a list, with spaces, commas or lines between them; the first is the newest. Undefined when one of them is none, or cannot
 * do what it is for: a text that is half right would sign with too few.
 */
export function webhookKeys(list: string, purpose: "sign" | "check"): WebhookKey[] | undefined {
  const keys = list
    .split(/[\s,]+/)
    .filter((it) => it !== "")
    .map((text) => keyOf(text, purpose));
  return keys.length > 0 && keys.every((it) => it !== undefined) ? keys : undefined;
}

function keyOf(text: string, purpose: "sign" | "check"): WebhookKey | undefined {
  const prefix = Object.keys(FORMS).find((it) => text.startsWith(it));
  const encoded = prefix === undefined ? "" : text.slice(prefix.length);
  if (prefix === undefined || !/^[A-Za-z0-9+/]+=*$/.test(encoded)) return undefined;
  if (prefix === (purpose === "sign" ? "whpk_" : "whsk_")) return undefined;
  return FORMS[prefix]?.(Buffer.from(encoded, "base64"));
}
