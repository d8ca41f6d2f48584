/*
 * A reference back office: what an exchange has to build so that nightdesk can freeze accounts. Plain Node, nothing to install:
 *
 *   NIGHTDESK_EXCHANGE_KEYS=whsec_… node examples/back-office/server.mjs --port 7400 --desk http://127.0.0.1:7333
 *
 * It keeps its accounts in memory. A real one keeps the ids of actions and the state of accounts in the same transaction.
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const TOLERANCE = 300;
const LARGEST = 64 * 1024;

/** The shared secrets, newest first. */
export const secrets = (list) =>
  list
    .split(/[\s,]+/)
    .filter((it) => it.startsWith("whsec_"))
    .map((it) => Buffer.from(it.slice("whsec_".length), "base64"));

const mac = (key, id, seconds, body) => createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest();

/** Whether one of the signatures was made with one of the keys, over the body byte for byte, just now. */
function isSigned(headers, body, keys, now) {
  const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": given = "" } = headers;
  if (!id || !seconds || Math.abs(now / 1000 - Number(seconds)) > TOLERANCE) return false;
  return given.split(" ").some((one) => {
    const [version, encoded = ""] = one.split(",");
    const bytes = Buffer.from(encoded, "base64");
    return version === "v1" && keys.some((key) => bytes.length === 32 && timingSafeEqual(bytes, mac(key, id, seconds, body)));
  });
}

/**
 * A back office. `behave(order)` may say how it answers, for trying out what goes wrong:
 * "confirmed" (the default), "accepted" (confirmed later by a webhook), "refused", "down", "slow".
 */
export function backOffice({ keys, desk, behave = () => "confirmed", now = () => Date.now(), log = () => {} }) {
  /** What each action came to: an action that comes again is answered again, and not carried out again. */
  const actions = new Map();
  const accounts = new Map();
  const accountOf = (id) => accounts.get(id) ?? accounts.set(id, { frozen: false, freezes: 0, restores: 0 }).get(id);

  function carryOut({ type, data }) {
    const known = actions.get(data.action);
    if (known !== undefined) return known;
    const account = accountOf(data.account);
    if (type === "account.freeze") {
      account.frozen = true;
      account.freezes += 1;
    } else {
      account.frozen = false;
      account.restores += 1;
    }
    log(`${type} ${data.account} for ${data.incident}, asked by ${data.by ?? "the owner"}`);
    actions.set(data.action, type);
    return type;
  }

  /** Says later how an order went. */
  const confirm = (action, type) => tell(type, { action });

  /**
   * Whoever followed a link of the desk has signed in, and is told whose chat they connect (it stands in the token) before they agree.
   * The desk checks the token; this side only passes it on.
   */
  const signIn = (token, account) => tell("identity.linked", { token, account });

  /** Sends the desk a signed event. */
  async function tell(type, data) {
    const body = JSON.stringify({ type, timestamp: new Date(now()).toISOString(), data });
    const id = `msg_${randomUUID()}`;
    const seconds = String(Math.floor(now() / 1000));
    const signature = keys.map((key) => `v1,${mac(key, id, seconds, body).toString("base64")}`).join(" ");
    const headers = { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signature };
    return fetch(`${desk()}/v1/exchange/events`, { method: "POST", headers, body });
  }

  const server = createServer((request, response) => {
    const pieces = [];
    let size = 0;
    request.on("data", (piece) => {
      size += piece.length;
      if (size > LARGEST) request.destroy();
      else pieces.push(piece);
    });
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString("utf8");
      const answer = (status, said) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
      if (!isSigned(request.headers, body, keys, now())) return answer(401, { status: "refused", reason: "not signed" });
      const order = JSON.parse(body);
      if (order.type === "account.facts") return answer(200, { account: order.data.account, frozen: accountOf(order.data.account).frozen });
      if (order.type !== "account.freeze" && order.type !== "account.restore")
        return answer(422, { status: "refused", reason: `${order.type} is not known here` });
      const how = behave(order);
      if (how === "down") return answer(503, { reason: "down for a moment" });
      if (how === "refused") return answer(409, { status: "refused", reason: "there is no such account" });
      const done = carryOut(order);
      if (how === "slow") return undefined;
      if (how === "accepted") {
        answer(202, { status: "accepted" });
        if (desk?.()) confirm(order.data.action, done === "account.freeze" ? "freeze.confirmed" : "restore.confirmed").catch(log);
        return undefined;
      }
      return answer(200, { status: "confirmed" });
    });
  });
  return { server, accounts, actions, confirm, signIn, tell };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "7400" }, desk: { type: "string" } } });
  const keys = secrets(process.env.NIGHTDESK_EXCHANGE_KEYS ?? "");
  if (keys.length === 0) {
    console.error("Set NIGHTDESK_EXCHANGE_KEYS to the secret that the desk has, such as whsec_ and 24 to 64 bytes in base64.");
    process.exit(2);
  }
  const { server } = backOffice({ keys, desk: () => values.desk, log: console.log });
  server.listen(Number(values.port), "127.0.0.1", () => console.log(`back office at http://127.0.0.1:${values.port}`));
}
