import { expect, test } from "vitest";
import { createHealth } from "../../../src/bots/slack/health.ts";
import { homeBlocks } from "../../../src/bots/slack/home.ts";
import type { SlackPorts } from "../../../src/bots/slack/ports.ts";
import type { Connection } from "../../../src/core/channel.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const policy = testPolicy({
  yaml: `
desk: { name: Borealis, languages: [en] }
people: { mei: { name: Mei }, bob: { name: Bob } }
schedules:
  night: { zone: UTC, layers: [{ name: turns, people: [bob, mei], turn: 1 day, start: 2026-01-05, handover: "09:00" }] }
sla: { P2: { first: 1h, next: 2h, resolution: 1d } }
`,
});

/** What the Home of somebody shows, a line each; times as [time]. */
async function homeOf(name: string, world: ReturnType<typeof openWorld>, connections: Connection[] = []) {
  const health = createHealth(() => undefined, world.now);
  health.up();
  const ports = { ...world, policy: () => policy, health, connections: () => connections } as unknown as SlackPorts;
  const blocks = await homeBlocks({ user: "U1", name }, ports);
  return blocks.map((it) => {
    const text =
      it.type === "header"
        ? `# ${it.text.text}`
        : it.type === "context"
          ? (it.elements[0] as { text: string }).text
          : it.type;
    return text.replace(/<!date[^>]*>/g, "[time]");
  });
}

test("the Home of a quiet desk says so, with who is on call and the reader's own next shift", async () => {
  expect(await homeOf("mei", openWorld({ policy }))).toEqual([
    "# My tickets",
    "None is yours.",
    "# Due within half an hour, or overdue",
    "Nothing is due soon.",
    "# On call",
    "*night* bob until [time], then mei",
    "# My shift",
    "*night* [time] to [time]",
    "# The desk",
    "0 open · 0 waiting for customers · 0 dead letters",
    "slack: up, connected",
    "as of [time]",
  ]);
});

test("the Home of a busy one lists what is the reader's and what is due, as data, and each platform", async () => {
  const world = openWorld({ policy });
  await world.customer("ana").says("human <!channel> please");
  await world.responder("mei").takes(1);
  await world.customer("bo").says("human");
  await world.settle();
  await world.fastForward("35m");
  const dead: Connection = { name: "discord", state: "dead", detail: "Discord does not accept the token" };
  const home = await homeOf("mei", world, [dead, { name: "slack", state: "ready" }]);
  expect(home.slice(0, 5)).toEqual([
    "# My tickets",
    "*T-1* P2 human &lt;!channel&gt; please · due [time]",
    "# Due within half an hour, or overdue",
    "*T-1* P2 human &lt;!channel&gt; please · due [time]",
    "*T-2* P2 human · due [time]",
  ]);
  expect(home).toContain("2 open · 0 waiting for customers · 0 dead letters");
  expect(home).toContain("discord: dead, Discord does not accept the token");
  expect((await homeOf("zoe", world)).slice(0, 2)).toEqual(["# My tickets", "None is yours."]);
  expect(await homeOf("zoe", world)).toContain("None within a week.");
});
