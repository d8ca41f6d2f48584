import { beforeEach, describe, expect, test } from "vitest";
import { webhookKeys } from "../../../src/core/webhook/keys.ts";
import { signedHeaders } from "../../../src/core/webhook/standard.ts";
import { OTHER_SECRET, openBackOffice, SECRET } from "../../harness/back-office.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer, type TestServer } from "../../harness/server.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, security]
people: { mei: { name: Mei }, bob: { name: Bob }, wang: { name: Wang } }
exchange: { url: "https://office.example/" }
risk:
  warn: 10
  incident: 30
  rules:
    - { name: new device, events: [account.signed_in_new_device], within: 24h, points: 10 }
    - { name: large withdrawal, events: [account.large_withdrawal], within: 24h, points: 20 }
rules:
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
`;
const keys = (list: string) => webhookKeys(list, "sign") ?? [];

let server: TestServer;
let office: Awaited<ReturnType<typeof openBackOffice>>;

beforeEach(async () => {
  let now = () => 0;
  office = await openBackOffice({ now: () => now() });
  const policy = testPolicy({ yaml: YAML });
  server = openServer({ policy, exchange: office.exchange, exchangeKeys: async () => keys(SECRET) });
  now = server.world.now;
  await server.world.customer("ann").says("someone is in my account please stop withdrawals");
  await server.world.settle();
});

const freeze = { reason: "a new address", account: "acc-1" };

test("a responder freezes on their own word, once, and everybody sees when and how long it took", async () => {
  const mei = await server.as("responder", "mei");
  expect(await mei.incidents.freeze(1, freeze, "k1")).toMatchObject({
    ok: true,
    freeze: { state: "requested", by: "mei" },
  });
  expect(await mei.incidents.freeze(1, freeze, "k1")).toMatchObject({ ok: true });
  await server.world.settle();
  expect(office.accounts.get("acc-1")).toMatchObject({ freezes: 1 });
  expect(await mei.incidents.freeze(1, freeze)).toMatchObject({ ok: false, reason: "already_frozen" });
  const auditor = await server.as("auditor");
  expect(await auditor.incidents.show(1)).toMatchObject({ state: "contained", timeToFreeze: { fromAsked: 0 } });
  expect((await auditor.incidents.show(1))?.timeline.map(({ what }) => what)).toEqual([
    "incident INC-1 reported by it was handed off as security: somebody else may be in the account",
    "mei asks for a freeze of account acc-1: a new address",
    "account frozen, the back office confirms",
  ]);
  expect(await auditor.incidents.stats()).toMatchObject({
    incidents: 1,
    open: 1,
    timeToFreeze: { count: 1, median: 0 },
  });
  expect(await auditor.incidents.list({ open: true })).toMatchObject([{ number: 1, freeze: "frozen" }]);
  await expect(auditor.incidents.freeze(1, freeze)).rejects.toMatchObject({ code: "forbidden" });
});

test("the customer that a responder types has to be the ticket's, and an account has to be named", async () => {
  const mei = await server.as("responder", "mei");
  expect(await mei.incidents.freeze(1, { ...freeze, customer: "console:bob" })).toMatchObject({ reason: "not_yours" });
  expect(await mei.incidents.freeze(1, { reason: "x", account: null })).toMatchObject({ reason: "no_account" });
  expect(await mei.incidents.freeze(9, freeze)).toMatchObject({ reason: "not_found" });
  await expect(mei.incidents.freeze(1, { ...freeze, account: "ann@example.org" })).rejects.toMatchObject({
    code: "usage",
  });
  expect(await mei.incidents.freeze(1, { ...freeze, customer: "console:ann" })).toMatchObject({ ok: true });
});

test("two others give it back, and whoever may not is told why and stays on record", async () => {
  const [mei, bob, wang] = await Promise.all(["mei", "bob", "wang"].map((name) => server.as("responder", name)));
  await mei?.incidents.freeze(1, freeze);
  await server.world.settle();
  expect(await mei?.incidents.restore(1, "hers")).toMatchObject({ ok: false, reason: "not_restored" });
  const [incident] = await server.store.incidents({ limit: 1 });
  const stream = incident?.id ?? "incident:none";
  await server.world.desk.execute({ to: "incident", stream, command: { type: "identity-verified", account: "acc-1" } });
  await server.world.fastForward("25h");
  expect(await mei?.incidents.restore(1, "hers")).toMatchObject({ ok: true, restore: { state: "requested" } });
  const view = await bob?.incidents.show(1);
  const request = view?.restore.state === "requested" ? view.restore.request : "";
  expect(await mei?.incidents.approve(1, request)).toMatchObject({
    ok: false,
    detail: expect.stringContaining("two others"),
  });
  expect(await bob?.incidents.approve(1, "incident:x/4")).toMatchObject({ ok: false });
  expect(await bob?.incidents.approve(1, request)).toMatchObject({ ok: true });
  expect(await wang?.incidents.approve(1, request)).toMatchObject({ ok: true, restore: { state: "ordered" } });
  await server.world.settle();
  expect(office.accounts.get("acc-1")).toMatchObject({ frozen: false, restores: 1 });
  expect((await bob?.incidents.show(1))?.timeline.filter(({ what }) => what.includes("could not"))).toHaveLength(3);
  expect(await bob?.incidents.close(1, "her own phone")).toMatchObject({ ok: true, state: "closed" });
});

describe("events of the exchange", () => {
  const send = (body: string, headers: Record<string, string>) =>
    server.request("/v1/exchange/events", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
  const signed = (body: string, { id = "msg_1", at = server.world.now(), list = SECRET } = {}) =>
    send(body, signedHeaders(id, body, at, keys(list)));

  async function waiting(): Promise<string> {
    office.behaves("accepted");
    const mei = await server.as("responder", "mei");
    await mei.incidents.freeze(1, freeze);
    await server.world.settle();
    const { freeze: is } = (await mei.incidents.show(1)) ?? {};
    return is?.state === "sent" ? JSON.stringify({ type: "freeze.confirmed", data: { action: is.action } }) : "";
  }
  const frozen = async () => (await server.store.incidents({ limit: 1 }))[0]?.freeze;

  test("confirm a freeze once, however often they come", async () => {
    const body = await waiting();
    expect(await frozen()).toBe("sent");
    expect(await (await signed(body)).json()).toEqual({ outcome: "taken" });
    expect(await (await signed(body)).json()).toEqual({ outcome: "seen" });
    expect(await (await signed(body, { id: "msg_2" })).json()).toEqual({ outcome: "taken" });
    expect(await frozen()).toBe("frozen");
    const view = await (await server.as("viewer")).incidents.show(1);
    expect(view?.timeline.filter(({ what }) => what.startsWith("account frozen"))).toHaveLength(1);
  });

  test("change nothing when they are not signed by the exchange, now, byte for byte", async () => {
    const body = await waiting();
    const now = server.world.now();
    const refused = [
      await send(body, {}),
      await signed(body, { list: OTHER_SECRET }),
      await signed(body, { at: now - 400_000 }),
      await signed(body, { at: now + 400_000 }),
      await send(JSON.stringify(JSON.parse(body), null, 2), signedHeaders("msg_1", body, now, keys(SECRET))),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(await refused[0]?.json()).toMatchObject({
      reason: "unsigned",
      detail: expect.stringContaining("webhook-id"),
    });
    expect(await frozen()).toBe("sent");
  });

  test("that mean nothing here are ignored, and those that make no sense refused", async () => {
    expect(await (await signed('{"type":"weather.changed","data":{}}')).json()).toEqual({ outcome: "ignored" });
    expect((await signed('{"type":"freeze.confirmed","data":{"action":"../etc"}}', { id: "msg_3" })).status).toBe(422);
    expect((await signed("{", { id: "msg_4" })).status).toBe(422);
    const elsewhere = '{"type":"freeze.confirmed","data":{"action":"incident:other/2"}}';
    expect((await signed(elsewhere, { id: "msg_5" })).status).toBe(404);
  });

  test("tell of an account, once each, and whoever may act reads what the desk makes of it", async () => {
    const data = { account: "acc-1", time: "2026-11-22T02:50:00Z", amount: "12.5", asset: "BTC", device: "Pixel" };
    const body = JSON.stringify({ type: "account.large_withdrawal", data });
    expect(await (await signed(body)).json()).toEqual({ outcome: "taken" });
    expect(await (await signed(body)).json()).toEqual({ outcome: "seen" });
    const vague = JSON.stringify({ type: "account.large_withdrawal", data: { ...data, amount: "a lot" } });
    expect((await signed(vague, { id: "msg_2" })).status).toBe(422);
    expect(await (await server.as("responder")).risk("acc-1")).toEqual({
      account: "acc-1",
      linked: false,
      points: 20,
      level: "warn",
      trace: expect.objectContaining({ outcome: "20 points: a warning, from 10 on; an incident begins at 30" }),
      seen: [
        {
          what: "account.large_withdrawal",
          time: Date.UTC(2026, 10, 22, 2, 50),
          count: 1,
          amount: "12.5",
          asset: "BTC",
        },
      ],
      raised: [{ level: "warn", at: server.world.now(), reached: false, warned: false }],
    });
    await expect((await server.as("viewer")).risk("acc-1")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("are taken only where a back office is connected", async () => {
    const alone = openServer();
    const body = "{}";
    const headers = signedHeaders("msg_1", body, alone.world.now(), keys(SECRET));
    expect((await alone.request("/v1/exchange/events", { method: "POST", body, headers })).status).toBe(404);
  });
});
