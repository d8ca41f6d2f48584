import { describe, expect, test } from "vitest";
import type { Channel, ModerationOrder } from "../../../src/core/channel.ts";
import type { PublicPost } from "../../../src/core/inbound.ts";
import { moderationStream } from "../../../src/core/moderation/moderation.ts";
import { verificationStream } from "../../../src/core/verification/verification.ts";
import { deliverDue } from "../../../src/worker/outbox.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const LURE = "Hello, I can help you with that. DM me on WhatsApp: +1 (888) 555 0100, and validate your wallet here.";

/** Without what is personal. */
const KEPT = LURE.replace("+1 (888) 555 0100", "[[PHONE_1]]");

const post = (more: Partial<PublicPost> = {}): PublicPost => ({
  channel: "square",
  thread: "general",
  message: "m1",
  author: { id: "square:mallory", firstMessage: true, answersHelpSeeker: true },
  text: LURE,
  ...more,
});

/** A desk, and a public place whose orders are remembered. */
function square() {
  const world = openWorld();
  const orders: ModerationOrder[] = [];
  const channel: Channel = {
    name: "square",
    send: async () => undefined,
    moderate: async (order) => void orders.push(order),
  };
  const channels = new Map([["square", channel]]);
  const settle = async () => {
    while ((await deliverDue({ ...world, channels })) > 0);
  };
  const decide = (
    command: { type: "act"; by: string; action: "hold"; text: string } | { type: "undo"; by: string; text: string },
  ) => world.desk.execute({ to: "moderation", stream: moderationStream("square", "m1"), command });
  return { ...world, orders, settle, decide };
}

describe("a message in public", () => {
  test("that lures people is taken down, with reasons that hold none of its words", async () => {
    const { desk, store, orders, settle } = square();
    const judgement = await desk.judge(post());
    await settle();
    expect(judgement.action).toBe("time_out");
    expect(orders).toMatchObject([
      {
        thread: "general",
        message: "m1",
        author: "square:mallory",
        action: "time_out",
        undo: false,
        seconds: 3_600,
        text: KEPT,
      },
    ]);
    const events = await store.read(moderationStream("square", "m1"));
    expect(events.map(({ data }) => data.type)).toEqual(["moderation.judged"]);
    expect(JSON.stringify(events)).not.toMatch(/555|Hello/);
    expect(await store.moderations({ limit: 10 })).toMatchObject([
      { action: "time_out", undone: false, by: null, text: KEPT },
    ]);
  });

  test("that lures nobody leaves nothing behind", async () => {
    const { desk, store } = square();
    expect(await desk.judge(post({ text: "How do I connect my wallet? My withdrawal is stuck." }))).toMatchObject({
      action: "none",
      verdicts: [],
    });
    expect(await store.head()).toBe(0);
  });

  test("is judged once, however often it is told of, and again when an edit makes it worse", async () => {
    const { desk, orders, settle } = square();
    const mild = post({ text: "Please DM me on telegram" });
    expect((await desk.judge(mild)).action).toBe("hold");
    await desk.judge(mild);
    await settle();
    expect(orders.map(({ action }) => action)).toEqual(["hold"]);
    await desk.judge(post());
    await settle();
    expect(orders.map(({ action }) => action)).toEqual(["hold", "time_out"]);
  });

  test("whose judgement a moderator undid stays as the moderator wants it", async () => {
    const { desk, decide, orders, settle, store } = square();
    await desk.judge(post());
    await settle();
    expect(await decide({ type: "undo", by: "mei", text: "a drill of ours" })).toMatchObject({ ok: true });
    expect(await decide({ type: "undo", by: "mei", text: "again" })).toMatchObject({
      ok: false,
      reason: "already_undone",
    });
    await desk.judge(post({ text: `${LURE} Send me your seed phrase.` }));
    await settle();
    expect(orders.map(({ action, undo }) => [action, undo])).toEqual([
      ["time_out", false],
      ["time_out", true],
    ]);
    expect(orders[1]).toMatchObject({ reason: "undone by mei", text: KEPT });
    expect(await store.moderations({ undone: true, limit: 10 })).toMatchObject([{ by: "mei", undone: true }]);
  });

  test("may be dealt with otherwise than the guard did", async () => {
    const { desk, decide, orders, settle } = square();
    expect(await decide({ type: "act", by: "bob", action: "hold", text: "" })).toMatchObject({ reason: "not_found" });
    await desk.judge(post());
    expect(await decide({ type: "act", by: "bob", action: "hold", text: "let us talk" })).toMatchObject({ ok: true });
    expect(await decide({ type: "act", by: "bob", action: "hold", text: "" })).toMatchObject({
      reason: "already_moderated",
    });
    await settle();
    expect(orders.map(({ action, seconds }) => [action, seconds])).toEqual([
      ["time_out", 3_600],
      ["hold", undefined],
    ]);
  });

  test("keeps no secret that stood in it, and its text goes with its author's", async () => {
    const { desk, store, orders, settle } = square();
    const words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    await desk.judge(post({ text: `${LURE} My phrase: ${words}` }));
    expect((await store.moderations({ limit: 1 }))[0]?.text).toContain("[[SEED_1]]");
    expect(await store.erase("square:mallory")).toBe(1);
    await settle();
    expect(orders[0]).toMatchObject({ text: null });
  });

  test("on a channel that cannot moderate drops the order", async () => {
    const { desk, store, settle } = openWorld();
    await desk.judge(post({ channel: "console" }));
    await settle();
    expect(await store.effects({ status: "dropped", limit: 5 })).toMatchObject([
      { error: "console has no moderation" },
    ]);
  });
});

describe("whether an account is staff", () => {
  const yaml = 'desk: { name: B }\nguard: { staff: [{ name: Mei, accounts: ["discord:1"] }] }\n';

  test("is answered with a phrase that no event holds, and recorded", async () => {
    const { desk, store } = openWorld({ policy: testPolicy({ yaml }) });
    const ask = (account: string) =>
      desk.execute({
        to: "verification",
        stream: verificationStream(account),
        command: { type: "verify", account, by: "alice", random: [1, 2, 3, 4] },
      });
    const yes = await ask("discord:1");
    expect(yes).toMatchObject({ ok: true, events: [{ data: { type: "staff.verified", staff: "Mei", by: "alice" } }] });
    const id = `${verificationStream("discord:1")}/1`;
    const phrase = (await store.contents([id])).get(id);
    expect(phrase).toMatch(/^[a-z]+(-[a-z]+){3}$/);
    expect(JSON.stringify(yes)).not.toContain(phrase);
    expect(await ask("discord:2")).toMatchObject({ ok: true, events: [{ data: { staff: null }, content: null }] });
    expect(await ask("nonsense")).toMatchObject({ ok: false, reason: "not_found" });
  });
});
