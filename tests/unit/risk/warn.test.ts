import { createSecretKey } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Told } from "../../../src/core/effect.ts";
import { linkToken } from "../../../src/core/identity/token.ts";
import type { Pager } from "../../../src/core/pager.ts";
import { RISKS, type RiskEventType, riskStream } from "../../../src/core/risk/risk.ts";
import { openBackOffice } from "../../harness/back-office.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";
import { RISK } from "./yaml.ts";

let told: Told[];
let world: ReturnType<typeof openWorld>;
let office: Awaited<ReturnType<typeof openBackOffice>>;

beforeEach(async () => {
  let now = () => 0;
  office = await openBackOffice({ now: () => now() });
  told = [];
  const pager: Pager = {
    ways: () => [{ webhook: "phone" }],
    page: async () => {},
    tell: async (_way, _id, word) => void told.push(word),
  };
  world = openWorld({ policy: testPolicy({ yaml: RISK }), exchange: office.exchange, pager });
  now = world.now;
});

/** The exchange tells something of an account. */
async function tells(what: RiskEventType, { account = "acc-1", id }: { account?: string; id?: string } = {}) {
  const observed = { what, time: world.now(), count: 1 };
  const once = id === undefined ? {} : { once: { channel: "exchange", externalId: id } };
  await world.desk.execute({ to: "risk", stream: RISKS, command: { type: "observe", account, observed } }, once);
  await world.settle();
}

/** Ann has a conversation, and has signed in to an account through a link of the desk. */
async function signedIn(says = "what are your trading fees", account = "acc-1") {
  const ann = world.customer("ann");
  await ann.says(says);
  await world.settle();
  const conversation = await world.store.conversationAt("console", "ann");
  if (conversation === undefined) throw new Error("there is no conversation");
  const ticket = { id: "ticket:none", number: 9 } as const;
  const asked = { conversation, ticket, incident: null, purpose: "identity" } as const;
  await world.desk.execute({
    to: "customer",
    stream: "customer:console:ann",
    command: { type: "ask-link", by: "mei", ...asked },
  });
  const events = await world.store.read("customer:console:ann");
  const last = events.at(-1)?.data as unknown as { nonce: string; expiresAt: number };
  const claim = { customer: "console:ann", nonce: last.nonce, expiresAt: last.expiresAt };
  const token = linkToken(claim, createSecretKey(new Uint8Array(32).fill(7)));
  await world.desk.execute({
    to: "customer",
    stream: "customer:console:ann",
    command: { type: "link", token, account },
  });
  await world.settle();
  return ann;
}

const happened = async (account = "acc-1") =>
  (await world.store.read(riskStream(account, createSecretKey(new Uint8Array(32).fill(7))))).map(({ data }) => data);

test("a customer is asked whether it was them, once, and one word freezes the account", async () => {
  const ann = await signedIn();
  await ann.hears(/trading fees|FEE/i);
  await tells("account.signed_in_new_device");
  await ann.hearsNothing();
  await tells("account.address_added");
  await ann.hears(/unusual together.*If this was not you, reply “freeze”/s);
  await tells("account.address_added");
  await ann.hearsNothing();
  await ann.says("freeze");
  await world.settle();
  expect(office.accounts.get("acc-1")).toMatchObject({ frozen: true, freezes: 1 });
});

test("above the second threshold an incident opens with its ticket, and the customer is offered the freeze", async () => {
  const ann = await signedIn();
  await tells("account.signed_in_new_device");
  await tells("account.address_added");
  await ann.hears(/./s, /unusual together/);
  await tells("account.large_withdrawal");
  await ann.hears(/freeze it first/, /ticket T-1/);
  expect(await world.store.incidents({ limit: 5 })).toMatchObject([
    { number: 1, kind: "risk", customer: "console:ann" },
  ]);
  expect(await world.store.ticket({ number: 1 })).toMatchObject({ priority: "P1", team: "security" });
  await tells("account.large_withdrawal");
  expect(await world.store.incidents({ limit: 5 })).toHaveLength(1);
  await ann.hearsNothing();
});

test("she is warned in her own language", async () => {
  const ann = await signedIn("手续费是多少");
  await ann.hears(/./s);
  await tells("account.signed_in_new_device");
  await tells("account.address_added");
  await ann.hears(/如果不是您本人，请回复“冻结”/);
});

test("where nobody is linked that is on record, and whoever signs in later is told", async () => {
  await tells("account.signed_in_new_device");
  await tells("account.address_added");
  await tells("account.address_added");
  const raised = (await happened()).filter(({ type }) => type === "risk.raised");
  expect(raised).toMatchObject([{ level: "warn", reached: null, warned: false, points: 40 }]);
  const ann = await signedIn();
  await ann.hears(/./s, /unusual together/);
});

test("where it adds up to an incident and nobody is linked, whoever leads the desk is told, once", async () => {
  await tells("account.signed_in_new_device");
  await tells("account.address_added");
  expect(told).toEqual([]);
  await tells("account.large_withdrawal");
  await tells("account.large_withdrawal");
  expect(told).toMatchObject([{ person: "mei", about: "risk.unreached", account: "acc-1", points: 90 }]);
  expect(await world.store.incidents({ limit: 5 })).toEqual([]);
});

test("an event that comes again changes nothing", async () => {
  await signedIn();
  await tells("account.signed_in_new_device", { id: "msg_1" });
  await tells("account.signed_in_new_device", { id: "msg_1" });
  expect(await happened()).toHaveLength(2);
  expect(await world.desk.risk("acc-1")).toMatchObject({ points: 20, level: "none", linked: true });
});

test("who has since shown another account to be theirs is not asked about this one", async () => {
  await signedIn();
  const ann = await signedIn("what are your trading fees", "acc-2");
  await ann.hears(/./s);
  await tells("account.signed_in_new_device");
  await tells("account.address_added");
  await ann.hearsNothing();
  expect(await world.desk.risk("acc-1")).toMatchObject({ level: "warn", linked: false });
});

test("a day later she is warned anew", async () => {
  const ann = await signedIn();
  await tells("account.signed_in_new_device");
  await tells("account.address_added");
  await ann.hears(/./s, /unusual together/);
  await world.fastForward("25h");
  await tells("account.signed_in_new_device");
  await ann.hearsNothing();
  await tells("account.address_added");
  await ann.hears(/unusual together/);
});
