import { expect, it } from "vitest";
import { dataRequests } from "../../../src/core/privacy/requests.ts";
import { sayPrivacy } from "../../../src/core/privacy/say.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

it("lists who waits for an answer about their data, the most urgent first, until that is made", async () => {
  const policy = testPolicy({
    yaml: `desk: { name: Test }
rules:
  - { name: privacy, group: clocks, when: { text: ['erase my data'] }, do: { clock: privacy } }
`,
  });
  const world = openWorld({ policy });
  const asks = async (name: string, text: string) => {
    const customer = world.customer(name);
    await customer.says(text);
    await customer.says("human");
    await world.settle();
  };
  await asks("alice", "please erase my data");
  await world.fastForward("3d");
  await asks("bob", "what are your fees");
  await asks("carol", "please erase my data, agent");
  const found = await dataRequests(world.store);
  expect(found.map(({ ticket }) => ticket.customer)).toEqual(["console:alice", "console:carol"]);
  expect((found[1]?.dueAt ?? 0) - (found[0]?.dueAt ?? 0)).toBe(3 * 86_400_000);
  const alice = found[0]?.ticket.id ?? "ticket:none";
  await world.desk.execute({
    to: "ticket",
    stream: alice,
    command: { type: "meet-clock", by: "mei", target: "privacy" },
  });
  expect((await dataRequests(world.store)).map(({ ticket }) => ticket.customer)).toEqual(["console:carol"]);
});

it("never names a customer in a sentence that a log keeps", () => {
  const customer = "discord:1234";
  const because = "a law";
  const kept = { why: "kept_by_law", ticket: 1, name: "aml", because, until: 0, streams: [] } as const;
  const said = [
    sayPrivacy({ type: "erasure.asked", by: "mei", customer, ground: "objection" }),
    sayPrivacy({ type: "erasure.refused", by: "mei", customer, step: "ask", obstacles: [{ ...kept, streams: [] }] }),
    sayPrivacy({ type: "erasure.confirmed", by: "lea", customer, kept: [] }),
    sayPrivacy({ type: "data.exported", by: "lea", customer }),
    sayPrivacy({ type: "hold.placed", by: "lea", customer, kind: "legal", until: null }),
  ];
  for (const sentence of said) expect(sentence).not.toContain("1234");
  expect(said[1]).toBe(
    "an erasure was refused: T-1 and its conversation stay until 1970-01-01 as aml: a law (GDPR art. 17(3)(b))",
  );
});
