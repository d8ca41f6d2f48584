import { createSecretKey } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { linkToken } from "../../../src/core/identity/token.ts";
import { webhookKeys } from "../../../src/core/webhook/keys.ts";
import { signedHeaders } from "../../../src/core/webhook/standard.ts";
import { openBackOffice, SECRET } from "../../harness/back-office.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer, type TestServer } from "../../harness/server.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, security]
exchange: { url: "https://office.example/", link: "https://borealis.example/connect?from=desk" }
rules:
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
`;

let server: TestServer;
let office: Awaited<ReturnType<typeof openBackOffice>>;
let events = 0;

beforeEach(async () => {
  let now = () => 0;
  office = await openBackOffice({ now: () => now() });
  const keys = webhookKeys(SECRET, "sign") ?? [];
  server = openServer({
    policy: testPolicy({ yaml: YAML }),
    exchange: office.exchange,
    exchangeKeys: async () => keys,
  });
  now = server.world.now;
});

/** The exchange says that somebody who followed a link has signed in. */
async function signsIn(token: string, account = "acc-1"): Promise<number> {
  const body = JSON.stringify({ type: "identity.linked", data: { token, account } });
  const keys = webhookKeys(SECRET, "sign") ?? [];
  const headers = signedHeaders(`msg_${++events}`, body, server.world.now(), keys);
  const { status } = await server.request("/v1/exchange/events", { method: "POST", body, headers });
  await server.world.settle();
  return status;
}

async function newestLink(thread: string): Promise<{ text: string; token: string }> {
  await server.world.settle();
  const messages = await server.store.consoleAfter(thread, 0, 100);
  const text = messages.findLast((it) => it.text?.includes("token="))?.text ?? "";
  return { text, token: /token=(\S+)/.exec(text)?.[1] ?? "" };
}

async function incident() {
  const [row] = await server.store.incidents({ limit: 1 });
  return row;
}

test("a customer who asks for a freeze signs in through a link, and that freezes the account", async () => {
  const ann = server.world.customer("ann");
  await ann.says("someone is in my account please stop withdrawals");
  await ann.says("freeze");
  const { text, token } = await newestLink("ann");
  expect(text).toContain("https://borealis.example/connect?from=desk&token=nl1.");
  expect(text).toContain("check that the address begins with https://borealis.example/.");
  expect(await incident()).toMatchObject({ freeze: "wished", account: null });
  expect(await signsIn(token)).toBe(200);
  expect(office.accounts.get("acc-1")).toMatchObject({ frozen: true, freezes: 1 });
  expect(await incident()).toMatchObject({ freeze: "frozen", account: "acc-1", state: "verified" });
  await ann.hears(
    /EMERGENCY/,
    /freeze it first/,
    /ticket T-1/,
    /sign in/i,
    /you have signed in/,
    /on its way/,
    /is frozen/,
  );
});

test("once the account is known, the next freeze needs no link", async () => {
  const ann = server.world.customer("ann");
  await ann.says("someone is in my account please stop withdrawals");
  await server.world.settle();
  await (await server.as("responder")).incidents.identify(1);
  await signsIn((await newestLink("ann")).token);
  await ann.says("freeze");
  await server.world.settle();
  expect(office.accounts.get("acc-1")).toMatchObject({ freezes: 1 });
});

test("a link works once, for a short time, and only as the desk has made it", async () => {
  const ann = server.world.customer("ann");
  await ann.says("someone is in my account please stop withdrawals");
  await ann.says("freeze");
  const { token } = await newestLink("ann");
  const forged = linkToken(
    { customer: "console:ann", nonce: "x", expiresAt: server.world.now() + 60_000 },
    createSecretKey(new Uint8Array(32).fill(1)),
  );
  expect(await signsIn(forged, "acc-9")).toBe(409);
  expect(await signsIn(`${token.slice(0, -3)}AAA`, "acc-9")).toBe(409);
  expect(await signsIn("nl1.nonsense.x", "acc-9")).toBe(422);
  await (await server.as("responder")).incidents.identify(1);
  expect(await signsIn(token)).toBe(409);
  const newer = (await newestLink("ann")).token;
  await server.world.fastForward("11m");
  expect(await signsIn(newer)).toBe(409);
  expect(await incident()).toMatchObject({ account: null, freeze: "wished" });
  await (await server.as("responder")).incidents.identify(1);
  const { token: last } = await newestLink("ann");
  expect(await signsIn(last)).toBe(200);
  expect(await signsIn(last, "acc-2")).toBe(409);
  expect(await incident()).toMatchObject({ account: "acc-1" });
});

test("somebody who signs in to another account than the frozen one has shown nothing", async () => {
  const ann = server.world.customer("ann");
  await ann.says("someone is in my account please stop withdrawals");
  await server.world.settle();
  const mei = await server.as("responder");
  await mei.incidents.freeze(1, { reason: "a new address", account: "acc-1" });
  await mei.incidents.identify(1);
  await signsIn((await newestLink("ann")).token, "acc-2");
  expect(await mei.incidents.show(1)).toMatchObject({ state: "contained", verifiedAt: null, account: "acc-1" });
});
