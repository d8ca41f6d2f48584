import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import { BIN, nightdesk, startDesk, workFolder } from "../harness/cli.ts";
import { gateway, mailServer, WEBHOOK_SECRET } from "../harness/peers.ts";

const ENV = { NIGHTDESK_WEBHOOK_PHONE: WEBHOOK_SECRET, NIGHTDESK_WEBHOOK_SWITCH: WEBHOOK_SECRET };

async function setUp(phoneStatus: number) {
  const [phone, off, mail] = [await gateway(phoneStatus), await gateway(204), await mailServer()];
  const folder = workFolder("minimal");
  const file = join(folder, "nightdesk.yaml");
  writeFileSync(
    file,
    `${readFileSync(file, "utf8")}
paging:
  mail: { host: 127.0.0.1, port: ${mail.port}, from: desk@example.org }
  webhooks: { phone: { url: "${phone.url}" }, switch: { url: "${off.url}" } }
  heartbeat:
    every: 300ms
    after: 600ms
    repeat: 1h
    reach: [{ webhook: phone }, { mail: lead@example.org }]
    ping: switch
`,
  );
  return { folder, phone, off, mail };
}

const read = (it: { body: string; headers: Record<string, string> }) =>
  new Webhook(WEBHOOK_SECRET).verify(it.body, it.headers) as { type: string; data: { summary: string } };

/** A watcher, ended with its test. */
function watch(folder: string, url: string) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(BIN, ["heartbeat", "watch", "--url", url], { cwd: folder, env: { PATH, HOME, ...ENV } });
  const ended = new Promise<number | null>((done) => child.on("exit", done));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    stop(): Promise<number | null> {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

test("a desk that is killed is heard of by telephone, and so is its return; while it lives it says so elsewhere", async () => {
  const { folder, phone, off, mail } = await setUp(204);
  const desk = await startDesk(folder, [], ENV);
  expect(read(await off.next())).toMatchObject({ type: "desk.alive" });
  const watcher = watch(folder, desk.url);
  await desk.stop("SIGKILL");
  const heard = read(await phone.next());
  expect(heard.type).toBe("desk.silent");
  expect(heard.data.summary).toMatch(/has been silent for .*: it does not answer/);

  const again = await startDesk(folder, ["--port", new URL(desk.url).port], ENV);
  expect(read(await phone.next())).toMatchObject({ type: "desk.back" });
  expect(mail.heard).toEqual([]);
  expect(await watcher.stop()).toBe(0);
  expect(await again.stop()).toBe(0);
});

test("when the telephone fails there is mail; a test tells by every way", async () => {
  const { folder, phone, mail } = await setUp(500);
  void watch(folder, "http://127.0.0.1:1");
  const letter = await mail.next();
  expect(letter).toContain("lead@example.org");
  expect(letter).toMatch(/Subject: .*has been silent/);

  const tried = await nightdesk(["heartbeat", "test"], { cwd: folder, env: ENV });
  expect(tried.code).toBe(1);
  expect(tried.out).toContain("! webhook phone failed: webhook phone answered 500");
  expect(tried.out).toContain("told by mail to lead@example.org");
  phone.answer.status = 204;
  expect((await nightdesk(["heartbeat", "test"], { cwd: folder, env: ENV })).code).toBe(0);
  expect((await mail.next()) + (await mail.next())).toContain("this is a test");
});
