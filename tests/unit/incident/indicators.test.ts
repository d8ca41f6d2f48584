import { expect, test } from "vitest";
import { indicatorsIn } from "../../../src/core/incident/indicators.ts";
import { openServer } from "../../harness/server.ts";

const ADDRESS = "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe";
const HASH = "0x9fd3a1b2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f";

test("what messages name is noted by itself, once, and incidents that share it are linked", async () => {
  const server = openServer();
  const { world } = server;
  const ann = world.customer("ann");
  await ann.says(`someone is in my account please stop withdrawals, it went to ${ADDRESS}`);
  await ann.says(`the transaction hash is ${HASH}`);
  await ann.says(`again: ${ADDRESS.toLowerCase()}`);
  await world.customer("bob").says(`someone is in my account please stop withdrawals to ${ADDRESS.toLowerCase()}`);
  await world.customer("eve").says("someone is in my account please stop withdrawals");
  await world.settle();
  const mei = await server.as("responder");
  const first = await mei.incidents.show(1);
  expect(first?.indicators.map(({ kind, by }) => [kind, by])).toEqual([
    ["address", null],
    ["transaction", null],
  ]);
  expect(first?.linked).toEqual([2]);
  expect((await mei.incidents.show(2))?.linked).toEqual([1]);
  expect(await mei.incidents.show(3)).toMatchObject({ indicators: [], linked: [] });
  expect(JSON.stringify(await server.store.changes(0, 500)).toLowerCase()).not.toContain(ADDRESS.toLowerCase());
  expect(await mei.incidents.note(3, "address", ADDRESS)).toMatchObject({ ok: true, linked: [1, 2] });
  expect(await mei.incidents.note(1, "device", "Pixel 8a, Lagos")).toMatchObject({
    indicators: [{}, {}, { kind: "device", value: "Pixel 8a, Lagos", by: "mei" }],
  });
});

test("a runbook begins with the incident, and each task is done once by somebody", async () => {
  const server = openServer();
  await server.world.customer("ann").says("someone is in my account please stop withdrawals");
  await server.world.settle();
  const mei = await server.as("responder");
  const { runbook = [] } = (await mei.incidents.show(1)) ?? {};
  expect(runbook.map(({ id }) => id)).toContain("sign-out");
  expect(await mei.incidents.doTask(1, "sign-out")).toMatchObject({ ok: true });
  expect(await mei.incidents.doTask(1, "sign-out")).toMatchObject({ ok: false, reason: "nothing_to_change" });
  expect(await mei.incidents.doTask(1, "make-coffee")).toMatchObject({ ok: false, reason: "not_found" });
  const after = (await mei.incidents.show(1))?.runbook.find(({ id }) => id === "sign-out");
  expect(after?.done).toMatchObject({ by: "mei" });
});

test("what may be a private key is no transaction", () => {
  expect(indicatorsIn(`my key is ${HASH.slice(2)}`).map(({ kind }) => kind)).not.toContain("transaction");
});

test("what the customer answered is written down without secrets, and what it names is noted", async () => {
  const server = openServer();
  await server.world.customer("ann").says("someone is in my account please stop withdrawals");
  await server.world.settle();
  const mei = await server.as("responder");
  const seed = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
  await mei.incidents.intake(1, {
    when: "this morning",
    amount: "3 ETH",
    addresses: ADDRESS,
    what: `my phrase is ${seed}`,
  });
  await server.world.settle();
  const view = await mei.incidents.show(1);
  expect(view?.intake).toMatchObject({ when: "this morning", amount: "3 ETH", addresses: ADDRESS, by: "mei" });
  expect(view?.intake?.what).not.toContain("abandon");
  expect(view?.indicators).toMatchObject([{ kind: "address", value: ADDRESS }]);
  await expect(mei.incidents.intake(1, {})).rejects.toMatchObject({ code: "usage" });
});
