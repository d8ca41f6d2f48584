import { readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { masterKeys } from "../../src/cli/master-key.ts";
import { loadPolicy } from "../../src/cli/policy.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { nightdesk, workFolder } from "../harness/cli.ts";
import { openWorld } from "../harness/world.ts";

test("a customer is exported and erased by two people from the command line, under a key that is changed in between", async () => {
  const cwd = workFolder("minimal");
  const { policy } = await loadPolicy({ config: join(cwd, "nightdesk.yaml") });
  const open = () => sqliteStore(join(cwd, ".nightdesk/desk.db"), { master: masterKeys(join(cwd, ".nightdesk")) });
  let store = await open();
  const world = openWorld({ store, policy });
  await world.desk.receive({
    channel: "console",
    thread: "900",
    externalId: "m1",
    customer: "console:alice",
    text: "pomegranate, where is my deposit",
  });
  await world.responder("mei").resolves(1);
  await world.settle();
  await store.close();

  const privacy = (...args: string[]) => nightdesk(["privacy", ...args], { cwd });
  const exported = await privacy("export", "console:alice", "--json");
  const [json = ""] = JSON.parse(exported.out).files;
  expect(statSync(json).mode & 0o777).toBe(0o600);
  expect(readFileSync(json, "utf8")).toContain("pomegranate");

  const key = join(cwd, ".nightdesk.master.key");
  const before = readFileSync(key, "utf8");
  expect((await privacy("rotate-key")).out).toContain("keys wrapped with the new master key");
  expect(readFileSync(key, "utf8")).not.toBe(before);
  renameSync(key, `${key}.away`);
  const locked = await privacy("requests");
  expect(locked).toMatchObject({ code: 3, err: expect.stringContaining("NIGHTDESK_MASTER_KEY") });
  renameSync(`${key}.away`, key);

  expect((await privacy("erase", "console:alice", "--as", "mei")).out).toContain("Somebody else confirms it");
  expect(await privacy("erase", "console:alice", "--confirm", "--as", "mei")).toMatchObject({ code: 1 });
  expect((await privacy("erase", "console:alice", "--confirm", "--as", "lea")).out).toContain("when the desk runs");

  store = await open();
  await openWorld({ store, policy, start: Date.now() }).settle();
  expect(await store.held("console:alice")).toEqual([]);
  await store.close();
  const names = readdirSync(join(cwd, ".nightdesk")).filter((name) => name.startsWith("desk.db"));
  for (const name of names) {
    const bytes = readFileSync(join(cwd, ".nightdesk", name)).toString("latin1");
    expect(bytes).not.toContain("pomegranate");
    expect(bytes).not.toContain("console:alice");
  }
});
