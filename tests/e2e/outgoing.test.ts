import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { nightdesk, startDesk, workFolder } from "../harness/cli.ts";

const EXCHANGE = ["--config", "examples/exchange/nightdesk.yaml"];

describe("guard outgoing", () => {
  test("says what would be stopped and what the fact says, in the language of the text", async () => {
    const english = await nightdesk(["guard", "outgoing", "A new password holds it for 36 hours", ...EXCHANGE]);
    expect(english).toMatchObject({ code: 1, err: "" });
    expect(english.out).toContain("✗ “36 hours”: this time is not in the facts; wdl.hold.password says “24 hours”");
    const chinese = await nightdesk(["guard", "outgoing", "请等待 36 小时", ...EXCHANGE]);
    expect(chinese.out).toContain("“36 小时”：该时长不在事实库中");
  });

  test("lets pass what the facts say, reads standard input, and writes JSON and JSON lines", async () => {
    expect(await nightdesk(["guard", "outgoing", "it takes 24h", ...EXCHANGE])).toMatchObject({ code: 0 });
    const one = await nightdesk(["guard", "outgoing", "-", "--json", ...EXCHANGE], { input: "pay 77 USDT" });
    expect(JSON.parse(one.out)).toMatchObject({ ok: false, findings: [{ kind: "amount", text: "77 USDT" }] });
    const input = '{"id":1,"text":"pay 77 USDT"}\n{"id":2,"text":"24 hours"}\n';
    const { out } = await nightdesk(["guard", "outgoing", "--batch", "-", ...EXCHANGE], { input });
    expect(
      out
        .trimEnd()
        .split("\n")
        .map((it) => JSON.parse(it).ok),
    ).toEqual([false, true]);
  });

  test("asks for a text", async () => {
    expect(await nightdesk(["guard", "outgoing", ...EXCHANGE])).toMatchObject({ code: 2 });
  });
});

describe("a desk of one's own", () => {
  let config: string[];
  let folder: string;

  beforeEach(async () => {
    folder = workFolder();
    expect(await nightdesk(["init", folder])).toMatchObject({ code: 0 });
    config = ["--config", join(folder, "nightdesk.yaml")];
  });

  test("lists its macros", async () => {
    const { out } = await nightdesk(["macros", "list", ...config]);
    expect(out).toContain("in-review  zh  提币审核中");
    const { macros } = JSON.parse((await nightdesk(["macros", "list", "--language", "zh", "--json", ...config])).out);
    expect(macros).toMatchObject([{ id: "in-review", language: "zh", text: expect.stringContaining("最长 24 小时") }]);
  });

  test("finds a macro and an article that state what no fact says, each at its place", async () => {
    const macro = "---\nid: refund\ntitle: Refund\nlanguage: en\n---\nThe refund comes in 7 days.\n";
    mkdirSync(join(folder, "macros/en"), { recursive: true });
    writeFileSync(join(folder, "macros/en/refund.md"), macro);
    const { code, out } = await nightdesk(["check", ...config]);
    expect(code).toBe(2);
    expect(out).toContain("macros/en/refund.md:6:21: no fact says “7 days”.");
    expect(out).toContain("{{withdrawal.review}} says “up to 24 hours”");
    expect(await nightdesk(["macros", "list", ...config])).toMatchObject({ code: 2 });
    rmSync(join(folder, "macros/en/refund.md"));
    const file = join(folder, "nightdesk.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("My Exchange", "Borealis (borealis-help.com)"));
    expect((await nightdesk(["check", ...config])).out).toMatch(
      /nightdesk\.yaml:3:9: no fact says “borealis-help\.com”/,
    );
  });
});

test("a responder is stopped, sends with a reason, and sends a macro", async () => {
  const desk = await startDesk(workFolder("exchange"));
  const here = { cwd: desk.folder };
  await nightdesk(["chat", "--thread", "ana"], { ...here, input: "please let me talk to a human\n" });
  const reply = (...args: string[]) => nightdesk(["tickets", "reply", "T-1", ...args, "--as", "mei"], here);

  const stopped = await reply("A new password holds withdrawals for 36 hours.");
  expect(stopped.code).toBe(1);
  expect(stopped.err).toContain("✗ “36 hours”: this time is not in the facts; wdl.hold.password says “24 hours”");
  expect(stopped.err).toContain('--override "reason"');
  const json = JSON.parse((await reply("36 hours", "--json")).err);
  expect(json.error).toMatchObject({ code: "facts_not_known", findings: [{ text: "36 hours" }] });

  expect(await reply("It takes 36 hours.", "--override", "the bank said so")).toMatchObject({ code: 0 });
  expect(await reply("--macro", "in-review")).toMatchObject({ code: 0, out: "T-1 sent\n" });
  expect((await reply("--macro", "in-revew")).err).toContain('Did you mean "in-review"?');
  expect((await reply("text", "--macro", "in-review")).code).toBe(2);
  expect((await reply()).code).toBe(2);

  const { out } = await nightdesk(["explain", "T-1"], here);
  expect(out).toContain("mei sent what no fact says (duration): the bank said so");
  const shown = (await nightdesk(["tickets", "show", "T-1"], here)).out;
  expect(shown).toMatch(/I keep T-1 open[\s\S]*mei, Borealis Exchange/);
  expect(await desk.stop()).toBe(0);
});
