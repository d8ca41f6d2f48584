import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loginName } from "../../src/cli/desk-access.ts";
import { personName } from "../../src/cli/names.ts";
import { connect } from "../../src/server/client.ts";
import { BIN, nightdesk, startDesk, workFolder } from "../harness/cli.ts";
import { openTerminal } from "../harness/terminal.ts";

const CTRL_S = "\u0013";
const ENTER = "\r";

const localDesk = (folder: string): { url: string; lead: string; console: string } =>
  JSON.parse(readFileSync(join(folder, ".nightdesk/local.json"), "utf8"));

test("a responder works a ticket from its arrival to its end, and the customer hears it", async () => {
  const folder = workFolder("minimal");
  const screen = openTerminal(BIN, ["up", "--port", "0"], { cwd: folder, columns: 100, rows: 30 });
  await screen.shows("● live");
  await nightdesk(["chat", "--thread", "ana"], { cwd: folder, input: "my withdrawal is stuck\nhuman\n" });
  await screen.shows(/T-1 .*my withdrawal is stuck/);

  screen.type(ENTER);
  await screen.shows(/customer[\s\S]*human/);
  screen.type("a");
  await screen.shows(/T-1.* acknowledged/);
  screen.type("R");
  await screen.shows("reply to T-1");
  screen.type("Hello Ana 你好, it is on its way.");
  screen.type(CTRL_S);
  await screen.shows(/Goes to the customer of T-1/);

  const { url, console: token } = localDesk(folder);
  const customer = connect({ url, token });
  await expect
    .poll(async () => (await customer.consoleRead("ana", 0)).at(-1)?.text, { timeout: 15_000 })
    .toBe("Hello Ana 你好, it is on its way.");

  screen.type("x");
  screen.type(ENTER);
  await screen.shows(/reason/i);
  screen.type("credited");
  screen.type(ENTER);
  await expect.poll(async () => (await customer.consoleRead("ana", 0)).at(-1)?.text).toContain("T-1 is resolved");

  screen.type("\u001b");
  await screen.shows("The queue is empty");
  screen.type("q");
  expect(await screen.ended).toBe(0);
});

test("a shift goes from its beginning to the hand-over, through a desk that dies and a window that changes", async () => {
  const folder = workFolder("minimal");
  const me = personName(loginName());
  appendFileSync(
    join(folder, "nightdesk.yaml"),
    `\npeople: { ${me}: { name: Me }, somebody: { name: Somebody } }\nschedules:\n  night:\n    layers: [{ name: all, people: [${me}, somebody], turn: 1 day, start: "2026-01-01", handover: "00:00" }]\n`,
  );
  const desk = await startDesk(folder);
  const { port } = new URL(desk.url);
  const screen = openTerminal(BIN, ["tui"], { cwd: folder, columns: 100, rows: 30 });
  await screen.shows("● live");
  await desk.stop("SIGKILL");
  await screen.shows(/reconnecting|OFFLINE/);
  const again = await startDesk(folder, ["--port", port]);
  await screen.shows("● live", 40);
  await nightdesk(["chat", "--thread", "late"], { cwd: again.folder, input: "human\n" });
  await screen.shows("T-1");
  screen.resize(80, 24);
  await screen.shows(/8 snoozed/);
  screen.type("i");
  await screen.shows(`T-1 is with ${me}`);
  screen.type("go");
  await screen.shows(/WHAT HAPPENED SINCE[\s\S]*1 opened/);
  screen.type("H");
  await screen.shows(/hand over night to \w+[\s\S]*1 ticket to look after/);
  screen.type("Wait for the bank.");
  screen.type(CTRL_S);
  await screen.shows("Handed over; it waits for");
  screen.resize(120, 40);
  await screen.shows(/waits: from [\s\S]*Wait for the bank\./);
});

test("what was being written is back after the terminal was killed", async () => {
  const folder = workFolder("minimal");
  const desk = await startDesk(folder);
  await nightdesk(["chat", "--thread", "ana"], { cwd: folder, input: "human\n" });
  const first = openTerminal(BIN, ["tui"], { cwd: folder, columns: 100, rows: 30 });
  await first.shows(/T-1 .*human/, 30);
  first.type("R");
  await first.shows("reply to T-1");
  first.type("Half a sentence 你好");
  await first.shows("Half a sentence 你好");
  const kept = () => readdirSync(join(folder, ".state/nightdesk/drafts"));
  await expect
    .poll(() => existsSync(join(folder, ".state/nightdesk/drafts")) && kept().length, { timeout: 10_000 })
    .toBe(1);
  first.kill();
  await first.ended;

  const second = openTerminal(BIN, ["tui"], { cwd: folder, columns: 100, rows: 30 });
  await second.shows(/T-1 .*human/, 30);
  second.type("r");
  await second.shows("Half a sentence 你好");
  second.type(CTRL_S);
  await expect.poll(() => kept().filter((name) => name.endsWith(".draft")), { timeout: 15_000 }).toEqual([]);
  await desk.stop();
});

test("it can be made smaller and larger without a broken frame", async () => {
  const folder = workFolder("minimal");
  const screen = openTerminal(BIN, ["up", "--port", "0"], { cwd: folder, columns: 120, rows: 40 });
  await screen.shows("● live");
  screen.resize(50, 10);
  await screen.shows(/60.?x.?15/);
  screen.resize(80, 24);
  await screen.shows("● live");
  expect(screen.text().split("\n")).toHaveLength(24);
});

test("the customer can be talked as with one key in the demonstration", async () => {
  const screen = openTerminal(BIN, ["up", "--demo", "--port", "0"], {
    cwd: workFolder("exchange"),
    columns: 100,
    rows: 30,
  });
  await screen.shows("● live");
  screen.type("C");
  await screen.shows(/customer/i);
  screen.type("how do i turn on 2fa");
  screen.type(ENTER);
  await screen.shows("Source: SEC-05");
});

test("what a customer writes cannot drive the terminal", async () => {
  const folder = workFolder("minimal");
  const screen = openTerminal(BIN, ["up", "--port", "0"], { cwd: folder, columns: 100, rows: 30 });
  await screen.shows("● live");
  const { url, console: token } = localDesk(folder);
  const client = connect({ url, token });
  await client.consoleSend({
    thread: "mallory",
    id: "1",
    text: "\u001b[2J\u001b]0;owned\u0007 human please \u202e\u009b31m",
  });
  await screen.shows(/T-1 .*human please/);
  expect(screen.text()).toContain("queue");
});
