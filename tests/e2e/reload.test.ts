import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../src/server/client.ts";
import { startDesk, workFolder } from "../harness/cli.ts";

test("a changed article is in force without a restart, a broken one is not, and no question is lost", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const { lead } = JSON.parse(readFileSync(join(desk.folder, ".nightdesk/local.json"), "utf8"));
  const client = connect({ url: desk.url, token: lead });
  const file = join(desk.folder, "knowledge/en/WDL-01.md");
  const original = readFileSync(file, "utf8");
  const answer = async () => (await client.article("WDL-01", "en"))?.body;

  let asking = true;
  let asked = 0;
  const questions = (async () => {
    while (asking) {
      expect((await client.ask("my withdrawal is stuck")).article).toBe("WDL-01");
      asked += 1;
    }
  })();

  writeFileSync(file, original.replace("Your funds are safe", "Your coins are safe"));
  await desk.prints(/reloaded: 4 articles/);
  expect(await answer()).toContain("Your coins are safe");

  writeFileSync(file, original.replace("route: verify", "route: sometimes"));
  await desk.prints(/not reloaded, the last good version stays[\s\S]*WDL-01\.md:\d+:\d+: "route" must be one of/);
  expect(await answer()).toContain("Your coins are safe");

  writeFileSync(file, original);
  await desk.prints(/reloaded[\s\S]*not reloaded[\s\S]*reloaded: 4 articles/);
  expect(await answer()).toContain("Your funds are safe");
  asking = false;
  await questions;
  expect(asked).toBeGreaterThan(5);
});
