import { describe, expect, test } from "vitest";
import { openWorld } from "../../harness/world.ts";

const happenings = (view: Awaited<ReturnType<ReturnType<typeof openWorld>["ticket"]>>) =>
  view?.history.map(({ what }) => what);

test("a customer asks, a responder answers, the customer hears it, and it is settled", async () => {
  const world = openWorld();
  const alice = world.customer("alice");
  await alice.says("human please");
  await alice.hears(/a machine[\s\S]*ticket T-1[\s\S]*1 hour|60 minutes/);
  await world.responder("mei").replies(1, "Hello Alice, what is the transaction ID?");
  await alice.hears("Hello Alice, what is the transaction ID?");
  await alice.says("it is 0xabc");
  await alice.hearsNothing();
  expect(await world.ticket(1)).toMatchObject({
    ticket: { state: "open", owner: "mei", acknowledged: true, subject: "human please" },
  });
  await world.responder("mei").resolves(1);
  await alice.hears(/T-1 is resolved/);
  const view = await world.ticket(1);
  expect(view?.transcript.map(({ author }) => author.side)).toEqual([
    "customer",
    "desk",
    "responder",
    "customer",
    "desk",
  ]);
  expect(view?.ticket.state).toBe("resolved");
});

test("the same message twice is one message", async () => {
  const world = openWorld();
  const alice = world.customer("alice");
  const first = await alice.says("human", "m1");
  const again = await alice.says("human", "m1");
  expect([first.duplicate, again.duplicate]).toEqual([false, true]);
  await alice.hears(/T-1/);
  expect(await world.store.tickets({})).toMatchObject({ items: [{ number: 1 }] });
});

test("messages that arrive together are all taken, in an order, and answered once each", async () => {
  const world = openWorld();
  const alice = world.customer("alice");
  await Promise.all(Array.from({ length: 20 }, (_, i) => alice.says(`hello`, `m${i}`)));
  await alice.hears(/a machine/, ...Array.from({ length: 19 }, () => /How can I help/));
});

test("the bot does not talk over a person, not even with an answer that was on its way", async () => {
  const world = openWorld();
  const alice = world.customer("alice");
  await alice.says("hello");
  await alice.says("human");
  // Both replies were decided before anything was sent: the welcome is the bot's alone, and a person holds the conversation now.
  await alice.hears(/T-1/);
  expect(await world.store.effects({ status: "dropped", limit: 10 })).toMatchObject([
    { error: "a person holds the conversation" },
  ]);
});

describe("time", () => {
  test("a ticket that nobody answers warns and breaches, each once, and moves up the queue", async () => {
    const world = openWorld();
    await world.customer("alice").says("human");
    await world.fastForward("49m");
    expect(await world.ticket(1)).toMatchObject({ ticket: { breached: false } });
    await world.fastForward("2h");
    const view = await world.ticket(1);
    expect(view?.ticket).toMatchObject({ breached: true });
    expect(happenings(view)?.filter((what) => what.startsWith("SLA first"))).toEqual([
      "SLA first response is about to be missed",
      "SLA first response was missed",
    ]);
  });

  test("the clock of the answer stops with the answer", async () => {
    const world = openWorld();
    await world.customer("alice").says("human");
    await world.responder("mei").replies(1, "on it");
    await world.fastForward("5h");
    expect((await world.ticket(1))?.ticket).toMatchObject({ state: "pending", breached: false, dueAt: null });
  });
});

describe("after it was resolved", () => {
  async function resolved() {
    const world = openWorld();
    const alice = world.customer("alice");
    await alice.says("human");
    await world.responder("mei").resolves(1);
    await alice.hears(/T-1/, /resolved/);
    return { world, alice };
  }

  test("the bot is back", async () => {
    const { alice } = await resolved();
    await alice.says("hello");
    await alice.hears(/a machine[\s\S]*How can I help/);
  });

  test("and a person again is the same ticket", async () => {
    const { world, alice } = await resolved();
    await alice.says("human");
    await alice.hears(/reopened ticket T-1/);
    expect(await world.ticket(1)).toMatchObject({ ticket: { state: "open" } });
    await world.responder("mei").replies(1, "back again");
    await alice.hears("back again");
  });

  test("but a stolen account is a ticket of its own, routed as one", async () => {
    const { world, alice } = await resolved();
    await alice.says("someone is in my account please stop withdrawals");
    expect(await world.ticket(2)).toMatchObject({ ticket: { priority: "P1", team: "security", state: "open" } });
  });

  test("an older ticket is not reopened while another holds the conversation", async () => {
    const { world, alice } = await resolved();
    await alice.says("freeze everything now");
    await world.settle();
    const first = await world.store.ticket({ number: 1 });
    const reopen = { type: "reopen", by: "bob", text: "one more thing" } as const;
    const result = await world.desk.execute({ to: "ticket", stream: first?.id ?? "ticket:", command: reopen });
    expect(result).toMatchObject({ ok: false, reason: "already_open", detail: expect.stringContaining("T-2") });
    await world.responder("mei").replies(2, "locked");
    expect(await world.ticket(2)).toMatchObject({ ticket: { owner: "mei", state: "pending" } });
  });

  test("the clock of a reopened ticket begins anew", async () => {
    const { world, alice } = await resolved();
    await world.fastForward("3d");
    await alice.says("human");
    await world.fastForward("5m");
    expect((await world.ticket(1))?.ticket).toMatchObject({ state: "open", breached: false, dueKind: "first" });
  });

  test("a message that crosses the resolution keeps the ticket open", async () => {
    const world = openWorld();
    const alice = world.customer("alice");
    await alice.says("human");
    await world.settle();
    await world.responder("mei").resolves(1);
    // The customer writes before the conversation has heard of the resolution.
    await alice.says("wait, one more thing");
    await world.settle();
    expect(await world.ticket(1)).toMatchObject({ ticket: { state: "open" } });
    await world.responder("mei").replies(1, "tell me");
    const view = await world.ticket(1);
    expect(view?.transcript.at(-1)).toMatchObject({ author: { side: "responder" }, text: "tell me" });
  });
});

test("a secret shared with a person raises the ticket, and nothing lowers it", async () => {
  const world = openWorld();
  const alice = world.customer("alice");
  await alice.says("human");
  expect((await world.ticket(1))?.ticket.priority).toBe("P2");
  await alice.says("legal winner thank year wave sausage worth useful legal winner thank yellow");
  expect((await world.ticket(1))?.ticket).toMatchObject({ priority: "P1", team: "security" });
  await alice.says("what are your trading fees");
  expect((await world.ticket(1))?.ticket.priority).toBe("P1");
  await alice.hears(/T-1/, /held a recovery phrase/);
});

describe("privacy", () => {
  test("a secret is nowhere in the store", async () => {
    const world = openWorld();
    const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    await world.customer("alice").says(`my words are ${phrase}`);
    await world.settle();
    const events = await world.store.changes(0, 100);
    const texts = await world.store.contents(events.flatMap(({ content }) => (content === null ? [] : [content.id])));
    expect(JSON.stringify([events, ...texts])).not.toContain("sausage");
    await world.customer("alice").hears(/removed it before anything was stored/, /T-1/);
  });

  test("a responder cannot store one either", async () => {
    const world = openWorld();
    await world.customer("alice").says("human");
    await world
      .responder("mei")
      .replies(1, "you wrote legal winner thank year wave sausage worth useful legal winner thank yellow");
    expect((await world.ticket(1))?.transcript.at(-1)?.text).toBe("you wrote [[SEED_1]]");
  });

  test("events hold no text, and an erasure leaves them standing", async () => {
    const world = openWorld();
    await world.customer("alice").says("human, my name is Alice Zebra");
    await world.responder("mei").resolves(1, "credited to Zebra");
    await world.settle();
    expect(happenings(await world.ticket(1))).toContain("mei resolved it: credited to Zebra");
    expect(JSON.stringify(await world.store.changes(0, 100))).not.toContain("Zebra");
    expect(await world.store.erase("console:alice")).toBeGreaterThan(0);
    const view = await world.ticket(1);
    expect(view?.ticket.subject).toBeNull();
    expect(view?.transcript.every(({ text }) => text === null)).toBe(true);
    expect(happenings(view)).toContain("handed off: asked for person");
  });
});

describe("harmless whatever is written", () => {
  test.each([
    ["a megabyte", "lost ".repeat(200_000)],
    ["only emoji", "😭🙏😭"],
    ["control and bidirectional characters", "\u001b[2Jhelp\u202eme\u0007\u2066"],
    ["lone surrogates and NUL", "a\ud800b\u0000c\udfff"],
    ["nothing", ""],
    ["blanks", " \n\t "],
  ])("%s", async (_, text) => {
    const world = openWorld();
    const alice = world.customer("alice");
    await alice.says(text);
    await alice.says("human");
    const view = await world.ticket(1);
    const stored = view?.transcript[0]?.text ?? "";
    expect(stored.isWellFormed()).toBe(true);
    expect(stored).not.toMatch(/[\u0000-\u0008\u001b\u202a-\u202e\u2066-\u2069]/);
  });
});
