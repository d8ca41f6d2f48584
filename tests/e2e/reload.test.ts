import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

test("every change is seen, however an editor saves it, and in new folders; what does not fit together changes nothing", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const file = join(desk.folder, "knowledge/en/WDL-01.md");
  const original = readFileSync(file, "utf8");
  const save = (text: string) => {
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
  };
  let seen = "";
  const then = async (pattern: string) => {
    seen += `${seen === "" ? "" : "[\\s\\S]*"}${pattern}`;
    await desk.prints(new RegExp(seen));
  };

  save(original.replace("route: verify", "route: sometimes"));
  await then('not reloaded[\\s\\S]*"route" must be');
  save(original);
  await then("reloaded: 4 articles");
  save(original.replace("route: verify", "route: never"));
  await then("not reloaded");
  save(original);
  await then("reloaded: 4 articles");

  const more = join(desk.folder, "knowledge/en/more");
  mkdirSync(more);
  copyFileSync(file, join(more, "WDL-01.md"));
  await then("not reloaded[\\s\\S]*more/WDL-01\\.md:2:1: WDL-01 in en is also in");
  rmSync(more, { recursive: true });
  await then("reloaded: 4 articles");
});

test("a schedule that is wrong changes nothing: whoever was on call stays so, and the desk says where and what to do", async () => {
  const folder = workFolder("minimal");
  const file = join(folder, "nightdesk.yaml");
  const yaml = (people: string, zone = "Europe/London") =>
    `desk: { name: Borealis }
people: { ana: { name: Ana }, bob: { name: Bob } }
schedules:
  night:
    zone: ${zone}
    layers: [{ name: all, people: [${people}], start: "2020-01-06" }]
`;
  writeFileSync(file, yaml("ana"));
  const desk = await startDesk(folder);
  const { lead } = JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));
  const client = connect({ url: desk.url, token: lead });
  const person = async () => (await client.onCall()).schedules[0]?.person;
  expect(await person()).toBe("ana");

  writeFileSync(file, yaml("bop", "Europe/Londn"));
  await desk.prints(
    /not reloaded, the last good version stays in force:\n.*nightdesk\.yaml:5:11: "zone" must be a time zone/,
  );
  writeFileSync(file, yaml("bop"));
  await desk.prints(/nightdesk\.yaml:6:36: there is no person "bop"\. Did you mean "bob"\?/);
  expect(await person()).toBe("ana");

  writeFileSync(file, yaml("bob"));
  await desk.prints(/not reloaded[\s\S]*\nreloaded: 4 articles/);
  expect(await person()).toBe("bob");
});

test("changed macros and facts are in force without a restart, and what a macro states and no fact says is not", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const { lead } = JSON.parse(readFileSync(join(desk.folder, ".nightdesk/local.json"), "utf8"));
  const client = connect({ url: desk.url, token: lead });
  const macro = (days: number) =>
    `---\nid: refund\ntitle: Refund\nlanguage: en\n---\nIt comes within ${days} business days.\n`;
  const file = join(desk.folder, "macros/en/refund.md");
  writeFileSync(file, macro(9));
  await desk.prints(/not reloaded, the last good version stays[\s\S]*refund\.md:6:17: no fact says “9 business days”/);
  expect((await client.macros()).map(({ id }) => id)).not.toContain("refund");

  writeFileSync(join(desk.folder, "facts/refund.yaml"), 'refund.time: { value: "9 business days" }\n');
  await desk.prints(/not reloaded[\s\S]*\nreloaded: 4 articles/);
  expect((await client.macros()).map(({ id }) => id)).toContain("refund");
});
