import { expect, test } from "vitest";
import { similarIndex } from "../../../src/core/insight/similar.ts";
import { openWorld } from "../../harness/world.ts";

test("a new ticket names the resolved ones about the same, and no other", async () => {
  const { customer, responder, ticket } = openWorld();
  const mei = responder("mei");
  await customer("alice").says("my sepa transfer to the exchange never arrived. human please");
  await ticket(1);
  await mei.resolves(1, "it was credited");
  await customer("bob").says("the app crashes when i open the chart. human please");
  await ticket(2);
  await mei.resolves(2, "a new version helps");
  await customer("carol").says("sepa transfer has not arrived yet, human please");
  expect((await ticket(3))?.suggestion?.similar).toEqual([1]);
});

test("one that was reopened is no example any more", async () => {
  const { customer, responder, ticket, desk } = openWorld();
  await customer("alice").says("my sepa transfer never arrived. human please");
  const stream = (await ticket(1))?.ticket.id as "ticket:x";
  await responder("mei").resolves(1, "credited");
  await desk.execute({ to: "ticket", stream, command: { type: "reopen", by: "mei", text: "not yet" } });
  await customer("carol").says("sepa transfer never arrived, human please");
  expect((await ticket(2))?.suggestion?.similar).toEqual([]);
});

test("Chinese too; the oldest are forgotten", () => {
  const index = similarIndex<number>(2);
  index.put(1, "充值没有到账");
  index.put(2, "谷歌验证器丢了");
  expect(index.find("我的充值还没有到账", 3)).toEqual([1]);
  index.put(3, "提币一直在处理");
  expect(index.find("我的充值还没有到账", 3)).toEqual([]);
  expect(index.find("", 3)).toEqual([]);
});
