import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect } from "../../src/server/client.ts";
import { nightdesk, startDesk, workFolder } from "../harness/cli.ts";

test("a customer asks, is answered with a source, reaches a person, and reads the person's reply", async () => {
  const desk = await startDesk(workFolder("exchange"));
  const here = { cwd: desk.folder };

  const first = await nightdesk(["chat", "--thread", "alice"], { ...here, input: "how do i turn on 2fa\nhuman\n" });
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/a machine[\s\S]*SEC-05[\s\S]*ticket T-1/);

  const { items } = JSON.parse((await nightdesk(["tickets", "list", "--json"], here)).out);
  expect(items).toMatchObject([{ number: 1, state: "open", subject: "how do i turn on 2fa" }]);
  expect((await nightdesk(["tickets", "ack", "T-1", "--as", "mei"], here)).out).toContain("T-1 acknowledged");
  expect((await nightdesk(["tickets", "ack", "T-1", "--as", "bob"], here)).err).toContain("mei has acknowledged T-1");
  expect(
    (await nightdesk(["tickets", "reply", "T-1", "Hello Alice, which phone do you use?", "--as", "mei"], here)).code,
  ).toBe(0);

  await desk.prints(/mei took it/);
  const shown = (await nightdesk(["tickets", "show", "T-1"], here)).out;
  expect(shown).toMatch(/customer\n +human[\s\S]*mei\n +Hello Alice/);
  const explained = (await nightdesk(["explain", "T-1"], here)).out;
  expect(explained).toMatch(
    /decided: .*SEC-05[\s\S]*handed off: asked for person[\s\S]*routed: P2[\s\S]*rule “asked for a person”/,
  );

  const { url, console: token } = await local(desk.folder);
  const back = await nightdesk(["chat", "--thread", "alice"], { ...here, input: "thank you mei\n" });
  expect(back.out).toContain("Hello Alice, which phone do you use?");
  const heard = await connect({ url, token }).consoleRead("alice", 0);
  expect(heard.at(-1)).toMatchObject({ text: "Hello Alice, which phone do you use?", form: { author: "mei" } });

  expect((await nightdesk(["tickets", "resolve", "T-1", "--reason", "answered", "--as", "mei"], here)).code).toBe(0);
  expect((await nightdesk(["tickets", "resolve", "T-1", "--reason", "answered"], here)).code).toBe(1);
  expect(await desk.stop()).toBe(0);
});

test("what is done while the desk is down is delivered when it is up again", async () => {
  const folder = workFolder("minimal");
  const desk = await startDesk(folder);
  await nightdesk(["chat", "--thread", "bo"], { cwd: folder, input: "human\n" });
  await desk.stop();
  const { code, err } = await nightdesk(["tickets", "reply", "1", "We are back."], { cwd: folder });
  expect(code).toBe(0);
  expect(err).toContain("the customer hears of it once");
  const again = await startDesk(folder);
  const { console: token } = await local(folder);
  const client = connect({ url: again.url, token });
  expect((await client.consoleRead("bo", 1, { wait: 10 })).map(({ text }) => text)).toContain("We are back.");
});

describe("tokens", () => {
  test("are made, used, too low, revoked; none is printed twice or logged", async () => {
    const desk = await startDesk(workFolder("minimal"));
    const here = { cwd: desk.folder };
    await nightdesk(["chat"], { ...here, input: "human\n" });
    const { token, id } = JSON.parse(
      (await nightdesk(["token", "create", "--name", "vera", "--role", "viewer", "--json"], here)).out,
    );
    const as = (secret: string) => ({ ...here, env: { NIGHTDESK_TOKEN: secret } });
    const remote = ["--server", desk.url];
    expect((await nightdesk(["tickets", "list", ...remote], as(token))).out).toContain("T-1");
    const low = await nightdesk(["tickets", "ack", "T-1", ...remote], as(token));
    expect(low).toMatchObject({ code: 4 });
    await nightdesk(["token", "revoke", id], here);
    expect(await nightdesk(["tickets", "list", ...remote], as(token))).toMatchObject({ code: 4 });
    expect(await nightdesk(["tickets", "list", ...remote], as("nd_viewer_wrong"))).toMatchObject({ code: 4 });
    expect(await nightdesk(["tickets", "list", ...remote], here)).toMatchObject({ code: 4 });
    expect((await nightdesk(["token", "list"], here)).out).not.toContain(token);
    expect(desk.output()).not.toContain(token);
  });

  test("a file that holds more than a token is refused, and not repeated", async () => {
    const folder = workFolder("minimal");
    const file = join(folder, "mei.token");
    const secret = `nd_viewer_${"A".repeat(43)}`;
    writeFileSync(file, `${secret}\nand more\n`);
    const { code, out, err } = await nightdesk([
      "tickets",
      "list",
      "--server",
      "http://127.0.0.1:9",
      "--token-file",
      file,
    ]);
    expect(code).toBe(4);
    expect(out + err).not.toContain(secret);
    const written = (await nightdesk(["token", "create", "--name", "mei", "--role", "viewer"], { cwd: folder })).out;
    expect(written).toMatch(/^nd_viewer_[\w-]{43}\n$/);
  });

  test("the local ones can be read by their owner only", async () => {
    const desk = await startDesk(workFolder("minimal"));
    expect(statSync(join(desk.folder, ".nightdesk/local.json")).mode & 0o077).toBe(0);
    expect(statSync(join(desk.folder, ".nightdesk/desk.key")).mode & 0o077).toBe(0);
  });
});

test("the demonstration's customers arrive by themselves", async () => {
  const desk = await startDesk(workFolder("exchange"), ["--demo"]);
  await desk.prints(/ticket T-1 opened/);
  expect(desk.output()).toMatch(/nightdesk chat .*talk as a customer/);
});

test("a second desk of the same folder is refused", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const { code, err } = await nightdesk(["up", "--no-tui", "--port", "0"], { cwd: desk.folder });
  expect(code).toBe(2);
  expect(err).toContain(`running already, at ${desk.url}`);
});

test("a second desk on the same port says what to do", async () => {
  const desk = await startDesk(workFolder("minimal"));
  const { code, err } = await nightdesk(["up", "--no-tui", "--port", new URL(desk.url).port], {
    cwd: workFolder("minimal"),
  });
  expect(code).not.toBe(0);
  expect(err).toMatch(/port|in use/i);
});

async function local(folder: string): Promise<{ url: string; lead: string; console: string }> {
  const { readFile } = await import("node:fs/promises");
  return JSON.parse(await readFile(join(folder, ".nightdesk/local.json"), "utf8"));
}
