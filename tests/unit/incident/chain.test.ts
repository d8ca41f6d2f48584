import { expect, test } from "vitest";
import { happening } from "../../../src/core/happening.ts";
import { incidentOf } from "../../../src/core/incident/incident.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, security]
exchange: { url: "https://office.example/nightdesk" }
rules:
  - { name: unknown withdrawal, when: { text: "did not make (this|that) withdrawal" }, do: { priority: P1, team: security, incident: withdrawal } }
  - { name: a secret was shared, when: { signal: [seed_shared, key_shared] }, do: { priority: P1, team: security } }
  - { name: account takeover, when: { route: security }, do: { priority: P1, team: security } }
`;

const open = () => openWorld({ policy: testPolicy({ yaml: YAML }) });
type World = ReturnType<typeof open>;

async function incident(desk: World) {
  await desk.settle();
  const [row] = await desk.store.incidents({ limit: 10 });
  return row;
}

test("an account in danger is an incident with its ticket, and the freeze is offered before anything is asked", async () => {
  const desk = open();
  const ann = desk.customer("ann");
  await ann.says("someone is in my account please stop withdrawals");
  await ann.hears(/EMERGENCY: lock your account/, /freeze it first: reply “freeze”/, /ticket T-1/);
  expect(await incident(desk)).toMatchObject({
    number: 1,
    kind: "takeover",
    state: "reported",
    customer: "console:ann",
  });
});

test("a rule makes whatever it looks for an incident", async () => {
  const desk = open();
  await desk.customer("ann").says("i did not make this withdrawal of 3 btc");
  expect(await incident(desk)).toMatchObject({ kind: "withdrawal" });
});

test("what comes up in an open ticket makes it one too, once", async () => {
  const desk = open();
  const ann = desk.customer("ann");
  await ann.says("human");
  expect(await incident(desk)).toBeUndefined();
  await ann.says("i did not make this withdrawal, i did not make that withdrawal");
  await ann.says("really, i did not make this withdrawal");
  expect(await incident(desk)).toMatchObject({ number: 1, kind: "withdrawal" });
  expect(await desk.store.incidents({ limit: 10 })).toHaveLength(1);
});

test("in Chinese as well", async () => {
  const desk = open();
  const li = desk.customer("li");
  await li.says("账户被盗，马上帮我冻结");
  await li.hears(/紧急：立即锁定账户/, /请先冻结：回复“冻结”/, /工单 T-1/);
  await li.says("冻结");
  await li.hears(/已转达您要冻结账户的请求/);
  expect(await incident(desk)).toMatchObject({ freeze: "wished" });
});

test("an ordinary question is none", async () => {
  const desk = open();
  await desk.customer("ann").says("human");
  await desk.customer("bob").says("what are your trading fees");
  expect(await incident(desk)).toBeUndefined();
});

test("the timeline writes itself, and says in a sentence what happened", async () => {
  const desk = open();
  const ann = desk.customer("ann");
  await ann.says("someone is in my account please stop withdrawals");
  await ann.says("freeze");
  await desk.fastForward("31m");
  const { ticket } = (await desk.ticket(1)) ?? {};
  const events = await desk.store.read(incidentOf(ticket?.id ?? "ticket:none"));
  expect(events.map((it) => happening(it)?.what)).toEqual([
    "incident INC-1 reported by it was handed off as security: somebody else may be in the account",
    "the customer asks for a freeze; which account is theirs is not known yet",
    "nobody told the customer anything in time: the desk did",
  ]);
  await ann.hears(/EMERGENCY/, /freeze it first/, /ticket T-1/, /which account is yours/, /still at work/);
});

test("“freeze” out of nowhere is an incident and a freeze in one", async () => {
  const desk = open();
  const ann = desk.customer("ann");
  await ann.says("freeze my account");
  expect(await incident(desk)).toMatchObject({ freeze: "wished" });
  const bob = desk.customer("bob");
  await bob.says("why is a freeze of my account so slow");
  expect(await desk.store.incidents({ limit: 9 })).toHaveLength(1);
});
