import { describe, expect, test } from "vitest";
import { listenTo } from "../harness/events.ts";
import { openServer } from "../harness/server.ts";
import { durableEngines } from "../harness/stores.ts";

describe.each(durableEngines)("two desks on one database, on $name", ({ openShared }) => {
  async function twoDesks() {
    const { store, reopen } = await openShared();
    const [here, there] = [openServer({ store, heartbeat: 50 }), openServer({ store: await reopen(), heartbeat: 50 })];
    await here.world.customer("ana").says("please let me talk to a human");
    await here.world.settle();
    return { here, there };
  }

  test("a screen at one hears of what is done at the other", async () => {
    const { here, there } = await twoDesks();
    const mei = await here.as("responder", "mei");
    const { eventId } = await (await there.as("viewer")).tickets();
    const heard = listenTo(await there.as("viewer"), { lastEventId: eventId });
    await heard.until("open");
    await mei.acknowledge(1);
    expect((await heard.until("ticket")).ticket).toMatchObject({ number: 1, acknowledged: true });
    await mei.assign(1, "mei");
    await heard.until("ticket", ({ ticket }) => ticket.owner === "mei");
    await heard.stop();
  });

  test("a token made at one counts at the other until it is revoked", async () => {
    const { here, there } = await twoDesks();
    const { secret, id } = await here.token("viewer");
    const ask = () => there.app.request("/v1/me", { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    await here.store.revokeToken(id, here.world.now());
    expect((await ask()).status).toBe(401);
  });

  test("an order sent to both is carried out once", async () => {
    const { here, there } = await twoDesks();
    const { secret } = await here.token("responder", "mei");
    const headers = { authorization: `Bearer ${secret}`, "idempotency-key": "k1" };
    const answers = await Promise.all(
      [here, there, here, there].map((desk) => desk.request("/v1/tickets/1/note", { json: { text: "once" }, headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await (await here.as("viewer")).ticket(1))?.notes).toHaveLength(1);
  });

  test("of many who reply to what they all see, one is heard", async () => {
    const { here, there } = await twoDesks();
    const version = (await (await here.as("viewer")).ticket(1))?.ticket.version ?? 0;
    for (const { world } of [here, there]) await world.fastForward("1m");
    const responders = await Promise.all(
      Array.from({ length: 6 }, (_, i) => [here, there][i % 2]?.as("responder", `r${i}`)),
    );
    const all = await Promise.all(responders.map((it, i) => it?.reply(1, `answer ${i}`, { ifMatch: version })));
    expect(all.filter((it) => it?.ok)).toHaveLength(1);
  });

  test("what one desk has done, the other does not refuse as done or undone", async () => {
    const { here, there } = await twoDesks();
    const [mei, bob] = [await here.as("responder", "mei"), await there.as("responder", "bob")];
    expect(await mei.acknowledge(1)).toMatchObject({ ok: true });
    expect(await bob.resolve(1, "done")).toMatchObject({ ok: true });
    expect(await mei.reopen(1, "she wrote again")).toMatchObject({ ok: true });
    const until = ((await mei.tickets()).items[0]?.updatedAt ?? 0) + 3_600_000;
    expect(await bob.snooze(1, until, "waits for the bank")).toMatchObject({
      ok: true,
      ticket: { snoozedUntil: until },
    });
    expect((await mei.tickets({ snoozed: true })).items).toHaveLength(1);
    expect((await mei.tickets({ snoozed: false })).items).toHaveLength(0);
    expect(await mei.snooze(1, 1, "")).toMatchObject({ ok: false, reason: "bad_span" });
    expect(await mei.wake(1)).toMatchObject({ ok: true, ticket: { snoozedUntil: null } });
    expect(await bob.wake(1)).toMatchObject({ ok: false, reason: "not_snoozed" });
    expect(await bob.takeBack(1)).toMatchObject({ ok: false, reason: "nothing_held" });
    expect(await mei.reply(1, "a moment", { hold: 5 })).toMatchObject({ ok: true });
    expect(await bob.takeBack(1)).toMatchObject({ ok: false, reason: "nothing_held" });
    expect(await mei.takeBack(1)).toMatchObject({ ok: true });
    const version = (await bob.ticket(1))?.ticket.version;
    expect(await bob.note(1, "noted", { ifMatch: version })).toMatchObject({ ok: true });
    expect(await mei.note(1, "too late", { ifMatch: version })).toMatchObject({ ok: false, reason: "version_changed" });
  });
});
