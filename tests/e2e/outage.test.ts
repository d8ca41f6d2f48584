import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../src/server/client.ts";
import { nightdesk, startDesk, workFolder } from "../harness/cli.ts";

test("a running desk keeps its rules while the file is wrong, says where, and takes them again once it is right", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const config = join(desk.folder, "nightdesk.yaml");
  const { lead } = JSON.parse(readFileSync(join(desk.folder, ".nightdesk/local.json"), "utf8"));
  const client = connect({ url: desk.url, token: lead });
  const original = readFileSync(config, "utf8").replace(/^rules:[\s\S]*?(?=^\S)/m, "");
  const ruled = (priority: string, key = "when") =>
    `${original}\nrules:\n  - { name: people, ${key}: { reason: asked_for_person }, do: { priority: ${priority} } }\n`;
  const opens = async (thread: string) => {
    await client.consoleSend({ thread, id: thread, text: "human" });
    await client.consoleRead(thread, 0, { wait: 20 });
    const { items } = await client.tickets({ states: ["open"] });
    return items.find(({ customer }) => customer.endsWith(thread))?.priority;
  };

  writeFileSync(config, ruled("P1"));
  await desk.prints(/reloaded: 4 articles/);
  expect(await opens("ana")).toBe("P1");
  writeFileSync(config, ruled("P3", "wen"));
  await desk.prints(/not reloaded, the last good version stays[\s\S]*nightdesk\.yaml:\d+:\d+: .*wen[\s\S]*when/);
  expect(await opens("bob")).toBe("P1");
  writeFileSync(config, ruled("P3"));
  await desk.prints(/not reloaded[\s\S]*reloaded: 4 articles/);
  expect(await opens("chi")).toBe("P3");
});

test("outages, customers, clocks and tags by the command line, on a desk that runs", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const { lead } = JSON.parse(readFileSync(join(desk.folder, ".nightdesk/local.json"), "utf8"));
  const client = connect({ url: desk.url, token: lead });
  const does = async (...args: string[]) => {
    const ran = await nightdesk([...args, "--json"], { cwd: desk.folder });
    return ran.code === 0 ? JSON.parse(ran.out) : JSON.parse(ran.err);
  };

  const wrong = await does("outage", "open", "--article", "WDL-01", "--say", "Write to help@evil.example");
  expect(wrong.error.code).toBe("facts_not_known");
  const { outages } = await does("outage", "open", "--article", "WDL-01", "--say", "Withdrawals are slow.");
  const { id } = outages[0];
  await client.consoleSend({ thread: "ana", id: "1", text: "my withdrawal is stuck" });
  await expect.poll(async () => (await client.consoleRead("ana", 0)).length, { timeout: 10_000 }).toBe(2);
  const said = (await client.consoleRead("ana", 0)).at(-1);
  expect(said?.text).toMatch(/known of since[\s\S]*Withdrawals are slow[\s\S]*do not know yet/);
  await does("outage", "close", id, "--say", "It is repaired.");
  await expect.poll(async () => (await client.consoleRead("ana", said?.seq ?? 0)).length, { timeout: 10_000 }).toBe(1);
  expect((await does("outage", "list")).outages).toMatchObject([{ id, attached: 1, over: {} }]);

  const known = await does("customers", "set", "console:ana", "--tier", "vip", "--since", "2024-05-01");
  expect(known).toMatchObject({ tier: "vip", since: Date.UTC(2024, 4, 1) });
  expect(await does("customers", "show", "console:ana")).toEqual(known);

  await client.consoleSend({ thread: "bob", id: "2", text: "human" });
  await expect.poll(async () => (await client.tickets()).items.length, { timeout: 10_000 }).toBe(1);
  await does("tickets", "clock", "T-1", "major-incident");
  await does("tickets", "clock", "T-1", "--met", "dora-initial");
  await does("tickets", "tag", "T-1", "press");
  const view = await client.ticket(1);
  expect(view?.ticket.tags).toContain("press");
  const clocks = view?.clocks.map(({ target }) => target);
  expect(clocks).toEqual(expect.arrayContaining(["dora-intermediate", "dora-final"]));
  expect(clocks).not.toContain("dora-initial");
});
