import { expect, it } from "vitest";
import { configSchema } from "../../../src/core/config/schema.ts";
import { commandOf } from "../../../src/core/desk-command.ts";
import { PRIVACY } from "../../../src/core/privacy/privacy.ts";
import { tooOld } from "../../../src/core/privacy/too-old.ts";
import { conversation, message } from "../../harness/commits.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const DAY = 86_400_000;

/** A desk that keeps texts for ten days, and looks once a day. */
async function forgetfulDesk(privacy: object) {
  const policy = testPolicy();
  const config = { ...policy.config, privacy: configSchema.shape.privacy.parse(privacy) };
  const world = openWorld({ policy: { ...policy, config } });
  await world.desk.execute(commandOf({ stream: PRIVACY, kind: "retention", at: 0 }));
  await world.settle();
  const daysGoBy = async (days: number) => {
    for (let i = 0; i < days; i++) await world.fastForward("1d");
    await world.settle();
  };
  const swept = async () =>
    (await world.store.read(PRIVACY)).map(({ data }) => data).filter(({ type }) => type === "retention.swept");
  return { world, daysGoBy, swept };
}

it("removes what is too old once a day, never what is open, and records how much", async () => {
  const { world, daysGoBy, swept } = await forgetfulDesk({ retention: { conversations: "10d", tickets: "10d" } });
  await world.customer("alice").says("my withdrawal is stuck");
  for (const [name, text] of [
    ["bob", "human"],
    ["carol", "human"],
  ] as const)
    await world.customer(name).says(text);
  await world.settle();
  await world.responder("mei").resolves(1, "all is well");
  await world.settle();
  await daysGoBy(9);
  expect(await swept()).toEqual([]);
  expect((await world.store.held("console:alice")).length).toBeGreaterThan(0);
  await daysGoBy(1);
  const ports = { store: world.store, policy: world.policy, now: () => world.now() + DAY };
  const soon = await tooOld(ports, { remove: false });
  expect(soon).toMatchObject({ counts: { conversations: 2, tickets: 1 }, next: null });
  await daysGoBy(2);
  expect(await swept()).toMatchObject([{ counts: { tickets: expect.any(Number) } }]);
  for (const name of ["alice", "bob"]) expect(await world.store.held(`console:${name}`)).toEqual([]);
  expect((await world.store.held("console:carol")).length).toBeGreaterThan(0);
  expect(await tooOld(ports, { remove: false })).toMatchObject({ counts: { conversations: 0, tickets: 0 } });
});

it("leaves what is held for a claim, and keeps everything where nothing is said", async () => {
  const { world, daysGoBy } = await forgetfulDesk({ retention: { conversations: "10d" } });
  await world.customer("alice").says("my withdrawal is stuck");
  const hold = {
    type: "hold",
    by: "counsel",
    kind: "legal",
    until: null,
    text: "a claim",
    customer: "console:alice",
  } as const;
  await world.desk.execute({ to: "privacy", stream: PRIVACY, command: hold });
  await daysGoBy(12);
  expect((await world.store.held("console:alice")).length).toBeGreaterThan(0);

  const other = await forgetfulDesk({});
  await other.world.customer("alice").says("my withdrawal is stuck");
  await other.daysGoBy(20);
  expect((await other.world.store.held("console:alice")).length).toBeGreaterThan(0);
});

it("looks at so many at a time, and goes on where it was", async () => {
  const { world, swept } = await forgetfulDesk({ retention: { conversations: "10d" } });
  const { store, desk, policy } = world;
  const row = { holder: "bot" as const, ticket: null, customer: "console:many", version: 1, updatedAt: world.now() };
  for (let i = 0; i < 250; i++) {
    const id = conversation(String(1_000 + i));
    await store.commit(message(id, 0, "old", { effects: [], conversation: { ...row, id } }));
  }
  const ports = { store, policy, now: () => world.now() + 11 * DAY };
  const first = await tooOld(ports, { remove: true, most: 200 });
  expect(first).toMatchObject({
    counts: { conversations: 200 },
    next: { class: "conversations", after: "conversation:1199" },
  });
  // What the event says of it makes the desk go on there.
  await desk.execute({ to: "privacy", stream: PRIVACY, command: { type: "swept", ...first } });
  await world.fastForward("11d");
  await world.settle();
  expect(await store.held("mei")).toEqual([]);
  expect((await swept()).length).toBeGreaterThan(1);
});
