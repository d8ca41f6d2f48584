import { expect, test } from "vitest";
import { judgeReading } from "../../../src/core/audit/budget.ts";
import { entryOf } from "../../../src/core/audit/entry.ts";
import type { Pager } from "../../../src/core/pager.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openServer } from "../../harness/server.ts";

const judge = (seen: number, more: { theirs?: boolean; again?: boolean } = {}) => {
  const before = Array.from({ length: seen }, (_, i) => `ticket:${i}`);
  const ticket = more.again ? "ticket:0" : "ticket:new";
  return judgeReading({ seen: before, ticket, theirs: more.theirs ?? false }, { budget: 10, warnAt: 0.8 }).outcome;
};

test("a budget warns before it is used up, then refuses; what was read before, and what is one's own, is never refused", () => {
  expect([0, 6, 7, 9, 10].map((seen) => judge(seen))).toEqual(["fine", "fine", "warn", "warn", "refuse"]);
  expect(judge(10, { again: true })).toBe("fine");
  expect(judge(10, { theirs: true })).toBe("warn");
});

function openDesk(reading: string) {
  const told: string[] = [];
  const pager: Pager = {
    ways: () => [{ mail: "lead@example.com" }],
    page: async () => {},
    tell: async (_way, _effect, it) => void told.push("says" in it ? `${it.person}: ${it.says}` : it.about),
  };
  const yaml = `
desk: { name: Borealis }
people: { mei: { name: Mei }, ann: { name: Ann } }
paging: { lead: ann }
audit: { reading: ${reading} }
`;
  const server = openServer({ policy: testPolicy({ yaml }), pager });
  const customers = async (count: number) => {
    for (let i = 1; i <= count; i++) await server.world.customer(`c${i}`).says("human");
    await server.world.settle();
  };
  return { server, told, customers };
}

test("reading more than a shift's budget warns the reader and the lead, then is refused with what to do, and the lead hears of it once", async () => {
  const { server, told, customers } = openDesk("{ budget: 3, warnAt: 0.6 }");
  await customers(5);
  const mei = await server.as("responder");
  for (const number of [1, 1, 2, 3]) await mei.ticket(number);
  await server.world.settle();
  expect(told.sort()).toEqual([
    "ann: mei has read 2 tickets in this shift; 3 are allowed",
    "mei: mei has read 2 tickets in this shift; 3 are allowed",
  ]);
  await expect(mei.ticket(4)).rejects.toMatchObject({ message: expect.stringMatching(/ask ann to assign T-4 to you/) });
  await expect(mei.ticket(5)).rejects.toThrow();
  await server.world.settle();
  expect(told.slice(2)).toEqual([
    "ann: mei wanted to read more than the 3 tickets that are allowed in a shift (3 were read)",
  ]);
  const refused = (await server.store.auditRows({ action: "access.refused", limit: 9 })).map(entryOf);
  expect(refused).toMatchObject([{ actor: "mei", more: { because: "reading_budget", read: 3 } }, { actor: "mei" }]);

  // What she read stays open to her, and what is hers; a colleague has a budget of her own, and the next shift another.
  await mei.ticket(1);
  await server.world.responder("mei").takes(4);
  await mei.ticket(4);
  await (await server.as("responder", "bob")).ticket(5);
  await server.world.fastForward("12h");
  await mei.ticket(5);
});

test("who takes too much out is refused, and may take out again what they took out before", async () => {
  const { server, customers } = openDesk("{ exports: 1 }");
  await customers(2);
  const get = async (customer: string) => {
    const path = `/v1/privacy/customers/${encodeURIComponent(customer)}/export`;
    return (await server.request(path, { role: "lead", name: "ann" })).status;
  };
  expect([await get("console:c1"), await get("console:c1"), await get("console:c2")]).toEqual([200, 200, 409]);
  const [refused] = (await server.store.auditRows({ action: "access.refused", limit: 9 })).map(entryOf);
  expect(refused).toMatchObject({ actor: "ann", more: { because: "export_cap" } });
});

test("a customer whom nobody has a reason to read sets off an alarm, whichever way they are looked up, and the reader hears nothing", async () => {
  const { server, told, customers } = openDesk("{ canaries: ['console:c2'] }");
  await customers(2);
  const mei = await server.as("responder");
  await mei.ticket(1);
  expect(JSON.stringify(await mei.ticket(2))).not.toContain("canary");
  await mei.customer("console:c2");
  await server.world.settle();
  expect(told).toEqual([
    "ann: mei looked up a customer whom nobody has reason to look up (T-2)",
    "ann: mei looked up a customer whom nobody has reason to look up",
  ]);
});
