import { describe, expect, test } from "vitest";
import { openServer } from "../../harness/server.ts";

/** Ana asks for a person, minghao's account is in danger, ines is answered by an article. */
async function nightDesk() {
  const server = openServer();
  const { world } = server;
  await world.customer("ana").says("please let me talk to a human");
  await world.customer("minghao").says("账户被盗，马上帮我冻结");
  await world.customer("ines").says("how do i deposit");
  await world.settle();
  return { server, world, mei: await server.as("responder", "mei") };
}

describe("the figures", () => {
  test("count what came, what was settled, what missed its promise, and what needed nobody", async () => {
    const { world, mei } = await nightDesk();
    await world.fastForward("4m");
    await world.responder("mei").replies(1, "Hello Ana");
    await world.settle();
    await world.responder("mei").resolves(1);
    await world.fastForward("2h");
    const stats = await mei.stats(24);
    expect(stats).toMatchObject({ arrived: 2, resolved: 1, backlog: 1, firstReply: 240_000, missed: 1 });
    expect(stats.languages).toEqual([
      { of: "en", count: 1 },
      { of: "zh", count: 1 },
    ]);
    expect(stats.slots).toHaveLength(24);
    expect(stats.slots.map(({ backlog }) => backlog).slice(-4)).toEqual([0, 1, 1, 1]);
    expect(stats).toMatchObject({ asked: 3, alone: 1 });
    expect(stats.aloneByLanguage).toEqual([
      { language: "en", asked: 2, alone: 1 },
      { language: "zh", asked: 1, alone: 0 },
    ]);
  });

  test("are of the hours that were asked for", async () => {
    const { world, mei } = await nightDesk();
    await world.fastForward("5h");
    expect(await mei.stats(2)).toMatchObject({ arrived: 0, resolved: 0, backlog: 2 });
  });
});

describe("a catch-up", () => {
  test("begins with what is grave, a ticket in one place, and leaves out what happened before", async () => {
    const { world, mei } = await nightDesk();
    const left = world.now();
    await world.fastForward("30m");
    await world.responder("bob").takes(1);
    await world.responder("bob").resolves(1, "credited by hand");
    const { counts, tickets } = await mei.catchUp(left + 1);
    expect(counts).toMatchObject({ opened: 0, resolved: 1, missed: 1 });
    expect(tickets.map(({ number, grave }) => [number, grave])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(tickets[1]?.what).toEqual(["bob took it", "bob resolved it: credited by hand"]);
    expect(await mei.catchUp(world.now() + 1)).toMatchObject({ tickets: [], others: [], more: 0 });
  });

  test("finds its beginning in a long history as in a short one", async () => {
    const { world, mei } = await nightDesk();
    for (let i = 0; i < 40; i++) {
      await world.fastForward("1m");
      await world.customer(`c${i}`).says("human please");
    }
    await world.settle();
    const { counts } = await mei.catchUp(world.now() - 10 * 60_000 + 1);
    expect(counts.opened).toBe(10);
  });
});

describe("activity", () => {
  test("is what one person did, the newest first, with the tickets it was done to and no word of what was said", async () => {
    const { world, mei } = await nightDesk();
    await mei.acknowledge(2);
    await world.fastForward("1m");
    await mei.reply(2, "We are looking at it now");
    await mei.note(2, "called the bank");
    await world.responder("bob").takes(1);
    await world.settle();
    const mine = await mei.activity({ by: "mei" });
    expect(mine.map(({ ticket, what }) => `${ticket} ${what}`)).toEqual(
      expect.arrayContaining(["2 wrote a note", "2 replied to the customer", "2 mei acknowledged"]),
    );
    expect(mine.at(-1)?.what).toBe("mei acknowledged");
    expect(JSON.stringify(mine)).not.toMatch(/looking at it|called the bank/);
    expect((await mei.activity({ limit: 1 })).map(({ by }) => by)).toEqual(["bob"]);
  });
});

test("people come with how much each has to do", async () => {
  const { world, mei } = await nightDesk();
  await world.responder("bob").takes(1);
  expect(await mei.people()).toEqual([
    { id: "bob", name: "Bob", onCall: [], tickets: 1 },
    { id: "mei", name: "Mei", onCall: [], tickets: 0 },
  ]);
});

test("a customer's other tickets are found by who they are", async () => {
  const { world, mei } = await nightDesk();
  await world.responder("mei").resolves(1);
  const { items } = await mei.tickets({ customer: "console:ana" });
  expect(items.map(({ number, state }) => [number, state])).toEqual([[1, "resolved"]]);
});
