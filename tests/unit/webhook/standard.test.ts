import { generateKeyPairSync } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { webhookKeys } from "../../../src/core/webhook/keys.ts";
import { checkSigned, signedHeaders } from "../../../src/core/webhook/standard.ts";
import { OTHER_SECRET, SECRET } from "../../harness/back-office.ts";

const NOW = Math.floor(Date.now() / 1_000) * 1_000;
const BODY = '{"type":"freeze.confirmed","data":{"action":"incident:a/2"}}';
const pair = generateKeyPairSync("ed25519");
const raw = (key: typeof pair.publicKey, type: "spki" | "pkcs8") =>
  key.export({ format: "der", type }).subarray(-32).toString("base64");
const PRIVATE = `whsk_${raw(pair.privateKey, "pkcs8")}`;
const PUBLIC = `whpk_${raw(pair.publicKey, "spki")}`;

const keys = (list: string, purpose: "sign" | "check" = "sign") => webhookKeys(list, purpose) ?? [];
const signed = (list: string, at = NOW, body = BODY) => signedHeaders("msg_1", body, at, keys(list));
const check = (headers: Record<string, string>, list: string, body = BODY) =>
  checkSigned((name) => headers[name], body, NOW, keys(list, "check"));

test("others of the standard read what is signed here, and are read here", () => {
  expect(new Webhook(SECRET).verify(BODY, signed(SECRET))).toEqual(JSON.parse(BODY));
  const theirs = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(NOW / 1_000),
    "webhook-signature": new Webhook(SECRET).sign("msg_1", new Date(NOW), BODY),
  };
  expect(check(theirs, SECRET)).toEqual({ ok: true, id: "msg_1" });
});

test("keys are changed with both sides at work: any key that both have will do", () => {
  const both = signed(`${SECRET} ${OTHER_SECRET}`);
  expect(both["webhook-signature"].split(" ")).toHaveLength(2);
  expect(check(both, OTHER_SECRET)).toMatchObject({ ok: true });
  expect(check(signed(SECRET), `${OTHER_SECRET}\n${SECRET}`)).toMatchObject({ ok: true });
});

test("a pair of keys does what a shared secret does, and one half cannot do the work of the other", () => {
  expect(signed(PRIVATE)["webhook-signature"]).toMatch(/^v1a,/);
  expect(check(signed(PRIVATE), PUBLIC)).toMatchObject({ ok: true });
  expect(check(signed(SECRET), PUBLIC)).toMatchObject({ ok: false, because: "wrong_signature" });
  expect(webhookKeys(PUBLIC, "sign")).toBeUndefined();
  expect(webhookKeys(PRIVATE, "check")).toBeUndefined();
});

describe("refused", () => {
  const right = signed(SECRET);
  const without = (name: string) => Object.fromEntries(Object.entries(right).filter(([key]) => key !== name));
  test.each([
    ["what is old", signed(SECRET, NOW - 301_000), BODY, "too_old"],
    ["what is of the future", signed(SECRET, NOW + 302_000), BODY, "in_the_future"],
    ["what was serialised anew", right, JSON.stringify(JSON.parse(BODY), null, 1), "wrong_signature"],
    ["what was signed with another key", signed(OTHER_SECRET), BODY, "wrong_signature"],
    ["another id under the same signature", { ...right, "webhook-id": "msg_2" }, BODY, "wrong_signature"],
    ["another time under the same signature", signedAt(NOW - 1_000), BODY, "wrong_signature"],
    ["no id", without("webhook-id"), BODY, "no_id"],
    ["no time", without("webhook-timestamp"), BODY, "no_timestamp"],
    ["no signature", without("webhook-signature"), BODY, "no_signature"],
    ["a time that is none", { ...right, "webhook-timestamp": "soon" }, BODY, "no_timestamp"],
    ["a version that is none", { ...right, "webhook-signature": "v9,AAAA" }, BODY, "wrong_signature"],
  ])("%s", (_, headers, body, because) => {
    expect(check(headers, SECRET, body)).toEqual({ ok: false, because });
  });

  function signedAt(at: number): Record<string, string> {
    return { ...right, "webhook-timestamp": String(at / 1_000) };
  }

  test.each(["", "whsec_", "whsec_AAAA", "secret", `${SECRET} nonsense`, "whsec_***"])(
    "no list of keys: %s",
    (list) => {
      expect(webhookKeys(list, "sign")).toBeUndefined();
    },
  );
});
