import { expect, test } from "vitest";
import { openDesk } from "../harness/slack/desk.ts";

const PAGING = `
people:
  mei: { name: Mei, slack: U0000MEI, reach: [{ slack: direct }] }
  bob: { name: Bob, slack: U0000BOB, reach: [{ slack: direct }] }
escalation:
  urgent:
    steps:
      - { page: [{ person: mei }, { channel: slack, thread: "#security" }], wait: 5m }
      - { page: [{ person: bob }], wait: 5m }
    end: { page: [{ person: mei }] }
tickets: { escalate: { P0: urgent, P1: urgent, P2: urgent, P3: urgent } }
slack:
  tickets: { room: C0000001 }
`;

test("a page rings in a direct message and a channel, and shows for all of them who took it", async () => {
  const { slack, customer, mei, bob } = await openDesk({ more: PAGING });
  await customer("ana").says("human, my account number is very private");
  const direct = await slack.shows(/🚨 \*T-1\* P\d for [\s\S]*named by the policy/, { channel: "D0000MEI" });
  const room = await slack.shows(/🚨 \*T-1\*/, { channel: "C0000002" });
  expect(slack.read(direct) + slack.read(room)).not.toContain("very private");
  expect(direct).toMatchObject({ parse: "none", unfurl_links: false });

  await mei.clicks(room, "ticket.escalate");
  await expect.poll(() => slack.views.length).toBe(1);
  await mei.submits(slack.views[0] as never, "funds are moving");
  const second = await slack.shows(/🚨 \*T-1\*/, { channel: "D0000BOB" });
  await slack.shows(/escalation: step 2/, { ts: direct.ts });
  await slack.shows(/escalation: step 2/, { ts: room.ts });

  await bob.clicks(second, "ticket.acknowledge");
  for (const { ts } of [direct, room, second]) {
    const shown = await slack.shows(/^T-1.*: bob acknowledged/, { ts });
    expect(slack.read(shown)).not.toMatch(/🚨|\nAcknowledge/);
  }
  const pages = slack.messages.filter((it) => /T-1\*/.test(slack.read(it)) && it.channel !== "C0000001");
  expect(pages).toHaveLength(3);
});

test("a page that Slack took although it failed rings once", async () => {
  const { slack, customer } = await openDesk({ more: PAGING.replace(', { channel: slack, thread: "#security" }', "") });
  slack.trouble("chat.postMessage", { times: 2, status: 500, applied: true });
  await customer("cy").says("human");
  const page = await slack.shows(/🚨 \*T-1\*/, { channel: "D0000MEI" });
  const calls = (name: string) => slack.calls.filter(({ method }) => method === name).length;
  await expect.poll(() => calls("conversations.history"), { timeout: 15_000 }).toBeGreaterThan(1);
  await expect.poll(() => calls("chat.update"), { timeout: 15_000 }).toBeGreaterThan(0);
  expect(slack.messages.filter((it) => it.channel === page.channel)).toHaveLength(1);
});
