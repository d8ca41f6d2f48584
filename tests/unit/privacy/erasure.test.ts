import { describe, expect, it } from "vitest";
import { configSchema } from "../../../src/core/config/schema.ts";
import type { PrivacyCommand } from "../../../src/core/privacy/privacy.ts";
import { PRIVACY } from "../../../src/core/privacy/privacy.ts";
import { goesAndStays, readPrivacy, standingOf } from "../../../src/core/privacy/standing.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

type Wish = { [Type in PrivacyCommand["type"]]: Omit<Extract<PrivacyCommand, { type: Type }>, "customer"> }[
  | "ask"
  | "confirm"
  | "hold"
  | "release"
  | "withdraw"];

const ALICE = "console:alice";
const ask = { type: "ask", by: "mei", ground: "consent_withdrawn" } as const;
const confirm = { type: "confirm", by: "lead" } as const;

/** A desk where alice has asked for a person, and bob too. */
async function deskWithAlice(privacy: object = {}) {
  const policy = testPolicy();
  const config = { ...policy.config, privacy: configSchema.shape.privacy.parse(privacy) };
  const world = openWorld({ policy: { ...policy, config } });
  for (const name of ["alice", "bob"]) {
    const customer = world.customer(name);
    await customer.says(`${name} speaking, pomegranate`);
    await customer.says("human");
  }
  await world.responder("mei").takes(1);
  await world.settle();
  const { store } = world;
  const wish = async (command: Wish, customer = ALICE) => {
    const done = await world.desk.execute({
      to: "privacy",
      stream: PRIVACY,
      command: { ...command, customer } as PrivacyCommand,
    });
    await world.settle();
    return done.ok ? done.events.map(({ data }) => data) : done;
  };
  const standing = async () =>
    standingOf(ALICE, { store, policy: world.policy(), now: world.now(), state: await readPrivacy(store) });
  const recorded = async () => (await store.read(PRIVACY)).at(-1)?.data;
  return { world, store, wish, standing, recorded };
}

describe("an erasure", () => {
  it("takes two people, waits until nothing is open, and leaves nothing that the customer wrote or was", async () => {
    const { world, store, wish, standing, recorded } = await deskWithAlice();
    expect(await standing()).toMatchObject({ obstacles: [{ why: "open_ticket", ticket: 1 }] });
    expect(await wish(ask)).toMatchObject([{ type: "erasure.asked", ground: "consent_withdrawn" }]);
    expect(await wish(ask)).toMatchObject({ ok: false, reason: "already_open" });
    expect(await wish({ ...confirm, by: "mei" })).toMatchObject({ ok: false, reason: "not_yours" });
    expect(await wish(confirm)).toMatchObject({
      ok: false,
      reason: "must_be_kept",
      detail: "T-1 is open: resolve it first",
    });
    expect(await recorded()).toMatchObject({
      type: "erasure.refused",
      step: "confirm",
      obstacles: [{ why: "open_ticket" }],
    });
    await world.responder("mei").resolves(1, "alice is content");
    await world.settle();
    const { goes, stays } = goesAndStays(await standing());
    expect([goes > 3, stays]).toEqual([true, 0]);

    expect(await wish(confirm)).toMatchObject([{ type: "erasure.confirmed", kept: [] }]);
    expect(await store.held(ALICE)).toEqual([]);
    const view = await world.ticket(1);
    expect(view?.ticket).toMatchObject({ customer: expect.stringMatching(/^erased:/), subject: null });
    expect(view?.transcript.every(({ text }) => text === null)).toBe(true);
    expect(view?.history.at(-1)?.what).toBe("what the customer wrote was erased");
    const events = JSON.stringify(await store.changes(0, 1_000));
    expect(events).not.toContain(ALICE);
    expect(events).not.toContain("pomegranate");
    expect(events).toContain("erasure.carried_out");
    expect((await readPrivacy(store)).erasures).toEqual({});
    expect((await world.ticket(2))?.transcript.some(({ text }) => text?.includes("pomegranate"))).toBe(true);

    // Who writes again is somebody new, in the same place too.
    await world.customer("alice").says("hello, it is me again", "new-1");
    await world.customer("alice").says("human", "new-2");
    await world.settle();
    expect(await world.ticket(3)).toMatchObject({ ticket: { customer: ALICE } });
    expect((await world.ticket(1))?.ticket.customer).toMatch(/^erased:/);
  });

  it.each([
    [
      "a legal hold",
      { type: "hold", by: "counsel", kind: "legal", until: null, text: "a claim is threatened" },
      "legal_hold",
    ],
    [
      "an authority's request",
      { type: "hold", by: "counsel", kind: "authority", until: null, text: "file 12" },
      "authority_request",
    ],
  ] as const)("is refused by %s until that ends, with the reason on record", async (_, hold, why) => {
    const { world, wish, recorded } = await deskWithAlice();
    await world.responder("mei").resolves(1);
    expect(await wish(hold)).toMatchObject([{ type: "hold.placed" }]);
    expect(await wish(ask)).toMatchObject({ ok: false, reason: "must_be_kept" });
    expect(await recorded()).toMatchObject({ type: "erasure.refused", step: "ask", obstacles: [{ why }] });
    expect(await wish(confirm)).toMatchObject({ ok: false, reason: "not_found" });
    expect(await wish({ type: "release", by: "counsel", kind: hold.kind })).toMatchObject([{ type: "hold.released" }]);
    expect(await wish(ask)).toMatchObject([{ type: "erasure.asked" }]);
    expect(await wish({ type: "withdraw", by: "mei" })).toMatchObject([{ type: "erasure.withdrawn" }]);
  });

  it("is refused while a security incident is open", async () => {
    const world = openWorld();
    await world.customer("alice").says("someone is in my account please stop withdrawals");
    await world.settle();
    const command = { ...ask, customer: ALICE } as const;
    const done = await world.desk.execute({ to: "privacy", stream: PRIVACY, command });
    const detail = expect.stringContaining("T-1 is an open security incident");
    expect(done).toMatchObject({ ok: false, reason: "must_be_kept", detail });
  });

  it("leaves what the law keeps, says what and until when, and takes it when that time is over", async () => {
    const because = "Directive (EU) 2015/849 art. 40: five years after the business relationship";
    const { world, store, wish, standing } = await deskWithAlice({
      keep: { "aml-records": { because, for: "10d", tags: ["identified"] } },
    });
    const ticket = (await store.ticket({ number: 1 }))?.id ?? "ticket:none";
    await world.desk.execute({
      to: "ticket",
      stream: ticket,
      command: { type: "tag", by: "mei", add: ["identified"], remove: [] },
    });
    await world.responder("mei").resolves(1);
    await world.settle();
    expect(goesAndStays(await standing()).goes).toBe(0);
    await wish(ask);
    expect(await wish(confirm)).toMatchObject([{ type: "erasure.confirmed", kept: [{ name: "aml-records" }] }]);
    const { obstacles } = await standing();
    expect(obstacles).toMatchObject([{ why: "kept_by_law", ticket: 1, because, until: world.now() + 10 * 86_400_000 }]);
    expect((await world.ticket(1))?.transcript.some(({ text }) => text?.includes("pomegranate"))).toBe(true);
    await world.fastForward("11d");
    await world.settle();
    expect((await world.ticket(1))?.transcript.every(({ text }) => text === null)).toBe(true);
    expect((await readPrivacy(store)).erasures).toEqual({});
  });
});
