import { availableParallelism, loadavg } from "node:os";
import { expect, test } from "vitest";
import { openDesk } from "../harness/slack/desk.ts";

const RESPONDERS = `
people:
  mei: { name: Mei, slack: U0000MEI }
slack:
  tickets: { room: C0000001 }
  responders: [U0000IVY]
`;

test("an outage, failed reconnects and a listener that throws lose nothing and do nothing twice", async () => {
  const { slack, customer, mei } = await openDesk({ more: RESPONDERS });
  const cy = customer("cy");
  await cy.says("human");
  const card = await slack.shows(/T-1 ·/);
  slack.trouble("apps.connections.open", { times: 3, status: 503 });
  slack.drop();
  // Written while nobody is connected: Slack keeps it until somebody is.
  await mei.says("C0000001", "written in the outage", card.ts);
  await cy.hears(/written in the outage/);
  expect(slack.calls.filter(({ method }) => method === "apps.connections.open").length).toBeGreaterThanOrEqual(5);

  // The name of the author cannot be read: what throws is not acknowledged, and comes again.
  const ivy = slack.person("U0000IVY", "ivy");
  slack.trouble("users.info", { times: 1, status: 500 });
  await ivy.says("C0000001", "from ivy", card.ts);
  await cy.hears(/from ivy/);
  const heard = await cy.all();
  for (const text of ["written in the outage", "from ivy"]) expect(heard.filter((it) => it === text)).toHaveLength(1);
});

test("when many events come at once, each is acknowledged within three seconds and carried out once", async () => {
  const { slack, customer, mei } = await openDesk({ more: RESPONDERS });
  const di = customer("di");
  await di.says("human");
  const card = await slack.shows(/T-1 ·/);
  slack.waits(3_000);
  const waits = await Promise.all(
    Array.from({ length: 30 }, async (_, i) => {
      const before = performance.now();
      if (i % 6 === 0) await mei.commands("queue");
      else await mei.says("C0000001", `word ${i}.`, card.ts);
      return performance.now() - before;
    }),
  );
  // A machine that others use too gives the desk a share of itself.
  const share = Math.max(1, loadavg()[0] ?? 1) / availableParallelism();
  expect(Math.max(...waits)).toBeLessThan(3_000 * Math.max(1, share));
  const heard = async () => (await di.all()).filter((it) => /^word \d+\.$/.test(it));
  await expect.poll(async () => new Set(await heard()).size, { timeout: 30_000 }).toBe(25);
  expect(await heard()).toHaveLength(25);
});

test("a missing scope and an archived channel are said, with what to do", async () => {
  const { slack, desk, customer, mei } = await openDesk({ more: RESPONDERS });
  slack.trouble("chat.postMessage", { times: 1, error: "missing_scope" });
  await customer("fu").says("human");
  await desk.prints(/slack: dead: Slack says missing_scope\. Run `nightdesk slack manifest`/);
  await slack.shows(/T-1 ·/, {}, 10);
  expect(await mei.commands("status")).toMatch(/slack: up/);
  slack.archived.add("C0000001");
  await customer("gus").says("human");
  await expect.poll(() => mei.commands("status"), { timeout: 10_000 }).toMatch(/[1-9]\d* dead letters/);
});
