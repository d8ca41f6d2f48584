import { join } from "node:path";
import { expect, test } from "vitest";
import { masterKeys } from "../../src/cli/master-key.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { nightdesk, workFolder } from "../harness/cli.ts";
import { change, conversation, send } from "../harness/commits.ts";

test("dead letters are listed with their reason, and put back in line", async () => {
  const cwd = workFolder("minimal");
  const store = await sqliteStore(join(cwd, ".nightdesk/desk.db"), { master: masterKeys(join(cwd, ".nightdesk")) });
  const effects = [send("a#0", { key: "a" }), send("b#0", { key: "b" })];
  await store.commit(change(conversation("c1"), 0, { effects }));
  await store.claim({ now: Date.now(), limit: 10, leaseUntil: Date.now() + 60_000 });
  const dead = effects.map(({ id }) => ({ id, outcome: "dead" as const, error: "Discord says 403: no access" }));
  await store.settle(dead, Date.now());
  await store.close();

  const listed = await nightdesk(["queue", "list"], { cwd });
  expect(listed.out).toMatch(/a#0\s+send message to discord\s+1 .*Discord says 403: no access/);
  expect(listed.out).toContain("2 dead letters");
  const retried = await nightdesk(["queue", "retry", "a#0"], { cwd });
  expect(retried.out).toContain("Back in line: a#0; nightdesk is not running");
  const json = await nightdesk(["queue", "list", "--json"], { cwd });
  expect(JSON.parse(json.out)).toMatchObject({ counts: { dead: 1, pending: 1 }, items: [{ id: "b#0" }] });
  expect(await nightdesk(["queue", "retry", "nothing"], { cwd })).toMatchObject({ code: 1 });
  expect((await nightdesk(["queue", "retry", "--all", "--json"], { cwd })).out).toContain('{"retried":["b#0"]}');
}, 60_000);
