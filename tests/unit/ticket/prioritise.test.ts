import { expect, test } from "vitest";
import type { TicketCommand } from "../../../src/core/ticket/ticket.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const YAML = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, compliance]
people: { mei: { name: Mei }, bob: { name: Bob } }
escalation:
  urgent: { steps: [{ page: [{ person: bob }], wait: 5m }], end: { page: [{ person: mei }] } }
tickets: { escalate: { P0: urgent, P1: urgent } }
rules:
  - { name: a lawyer, when: { text: lawyer }, do: { priority: P3, tags: [law-enforcement] } }
`;

async function lawyerWrote() {
  const world = openWorld({ policy: testPolicy({ yaml: YAML }) });
  await world.customer("alice").says("my lawyer wants a word. human please");
  const view = await world.ticket(1);
  const stream = view?.ticket.id as "ticket:x";
  const order = (command: TicketCommand) => world.desk.execute({ to: "ticket", stream, command });
  return { ...world, view, order };
}

test("a tag that is called like a risk makes the suggestion as grave as the risk, and the ticket waits for a person's word", async () => {
  const { view } = await lawyerWrote();
  expect(view?.ticket).toMatchObject({ priority: "P3", escalation: null });
  expect(view?.suggestion).toMatchObject({ severity: "sev2", risks: ["law_enforcement"] });
});

test("who takes the suggestion raises the ticket, with its targets and its pages", async () => {
  const { order, ticket, view: before } = await lawyerWrote();
  expect(await order({ type: "accept", by: "mei" })).toMatchObject({ ok: true });
  const view = await ticket(1);
  expect(view?.ticket).toMatchObject({ priority: "P1", escalation: "paging", paged: ["bob"] });
  expect(view?.ticket.dueAt).toBeLessThan(before?.ticket.dueAt ?? 0);
  expect(view?.history.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["mei took what was suggested", "mei made it P1"]),
  );
  expect(await order({ type: "accept", by: "bob" })).toMatchObject({ ok: false, reason: "nothing_to_change" });
});

test("a person may say so themselves, and lower it again, with a reason", async () => {
  const { order, ticket } = await lawyerWrote();
  await order({ type: "prioritise", by: "mei", priority: "P0", text: "the press is in it" });
  expect((await ticket(1))?.history.map(({ what }) => what)).toContain("mei made it P0: the press is in it");
  await order({ type: "prioritise", by: "mei", priority: "P2", text: "" });
  expect((await ticket(1))?.ticket.priority).toBe("P2");
  expect(await order({ type: "prioritise", by: "mei", priority: "P2", text: "" })).toMatchObject({
    reason: "nothing_to_change",
  });
});
