import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nightdesk, workFolder } from "../harness/cli.ts";

const EXCHANGE = ["--config", "examples/exchange/nightdesk.yaml"];
const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("ask", () => {
  test("shows the answer, its source and the reasons", async () => {
    const { code, out } = await nightdesk(["ask", "i posted my seed phrase by mistake", ...EXCHANGE]);
    expect(code).toBe(0);
    expect(out).toMatch(/Source: SEC-12, reviewed \d{4}-\d\d-\d\d/);
    expect(out).toMatch(/=> (security|confidence) +/);
  });

  test("sees what was changed since the articles were kept", async () => {
    const folder = workFolder("minimal");
    const ask = async () => JSON.parse((await nightdesk(["ask", "minimum deposit", "--json"], { cwd: folder })).out);
    const file = join(folder, "knowledge/en", readdirSync(join(folder, "knowledge/en"))[0] ?? "");
    const first = await ask();
    const kept = readdirSync(join(folder, ".nightdesk/models")).filter((it) => it.endsWith(".articles"));
    expect(kept).toHaveLength(1);
    expect(await ask()).toEqual(first);
    appendFileSync(file, "\nThe minimum deposit is in your account's limits.\n");
    expect(await ask()).not.toEqual(first);
    appendFileSync(file, "\n{{no.such.fact}}\n");
    const broken = await nightdesk(["ask", "minimum deposit"], { cwd: folder });
    expect(broken).toMatchObject({ code: 2, err: expect.stringContaining("no.such.fact") });
  });

  test("answers Chinese in Chinese", async () => {
    const { out } = await nightdesk(["ask", "USDT充错网络了怎么办", ...EXCHANGE, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ article: "DEP-03", language: "zh" });
  });

  test("reads and writes JSON lines, ten thousand in seconds", async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      JSON.stringify({ id: `q${i}`, text: i % 2 ? "my withdrawal is stuck" : "手续费是多少" }),
    );
    // Learnt once for these articles; from then on a batch is as quick as its lines.
    expect(await nightdesk(["kb", "fit", ...EXCHANGE])).toMatchObject({ code: 0 });
    const started = performance.now();
    const { code, out } = await nightdesk(["ask", "--batch", "-", ...EXCHANGE], { input: `${lines.join("\n")}\n` });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(code).toBe(0);
    const answers = jsonLines(out);
    expect(answers).toHaveLength(10_000);
    expect(Object.keys(answers[0])).toEqual([
      "id",
      "outcome",
      "article",
      "confidence",
      "language",
      "intent",
      "signals",
      "trace",
    ]);
    expect(answers[9_999]).toMatchObject({ id: "q9999", article: "WDL-01", language: "en" });
  });

  test("a line that is not one is named", async () => {
    const { code, err } = await nightdesk(["ask", "--batch", "-", ...EXCHANGE], {
      input: '{"id":"1","text":"hi"}\nnot json\n',
    });
    expect(code).toBe(2);
    expect(err).toContain("-:2:1: not a line of JSON");
  });

  test("a batch takes what JSON allows, and gives what it has before a line that is none", async () => {
    const separator = String.fromCharCode(0x2028);
    const input = `\ufeff{"id":1,"text":"where is${separator} my deposit"}\n{"id":2,"text":"hi"}\nnot json\n`;
    const { code, out, err } = await nightdesk(["ask", "--batch", "-", ...EXCHANGE], { input });
    expect(jsonLines(out).map(({ id }) => id)).toEqual([1, 2]);
    expect(err).toContain("-:3:1: not a line of JSON");
    expect(code).toBe(2);
  });

  test("a secret in the question does not come back", async () => {
    const { out } = await nightdesk([
      "ask",
      "legal winner thank year wave sausage worth useful legal winner thank yellow",
      ...EXCHANGE,
      "--json",
    ]);
    expect(out).not.toContain("sausage");
    expect(JSON.parse(out)).toMatchObject({ outcome: "hand_off", signals: ["seed_shared"] });
  });
});

describe("kb search", () => {
  test("uses the articles of a folder that has no configuration", async () => {
    const folder = workFolder("minimal");
    const { out } = await nightdesk(["kb", "search", "--batch", "-", "--knowledge", join(folder, "knowledge")], {
      cwd: workFolder(),
      input: '{"id":7,"text":"提币卡住了"}\n',
    });
    expect(jsonLines(out)).toMatchObject([{ id: 7, hits: [{ article: "WDL-01" }] }]);
  });
});

describe("a new desk", () => {
  test("init, check, ask", async () => {
    const folder = workFolder();
    expect(await nightdesk(["init", "desk"], { cwd: folder })).toMatchObject({ code: 0 });
    // The keys lie beside what people keep in a repository.
    expect(readFileSync(join(folder, "desk/.gitignore"), "utf8")).toMatch(/^\.nightdesk\*$/m);
    const desk = join(folder, "desk");
    expect((await nightdesk(["check"], { cwd: desk })).code).toBe(0);
    expect((await nightdesk(["ask", "my withdrawal is stuck"], { cwd: desk })).out).toContain("WDL-01");
    const again = await nightdesk(["init", "desk"], { cwd: folder });
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain("exists already");
  });
});

describe("what is wrong is said at once, with its place, and nothing starts", () => {
  test("configuration and articles", async () => {
    const folder = workFolder("minimal");
    const config = join(folder, "nightdesk.yaml");
    writeFileSync(config, `${readFileSync(config, "utf8")}\nrepli: {}\nserver: { port: 99999 }\n`);
    const broken = await nightdesk(["up", "--no-tui"], { cwd: folder });
    expect(broken.code).toBe(2);
    expect(broken.err).toMatch(/nightdesk\.yaml:\d+:1: unknown key "repli"\. Did you mean "reply"\?/);
    expect(broken.err).toMatch(/nightdesk\.yaml:\d+:17: "port" must be at most 65535\./);
  });

  test("articles, each with file, line and column", async () => {
    const folder = workFolder("minimal");
    const file = join(folder, "knowledge/en/WDL-01.md");
    writeFileSync(
      file,
      readFileSync(file, "utf8")
        .replace("route: verify", "route: sometimes")
        .replace("{{withdrawal.review}}", "{{withdrawal.reviw}}"),
    );
    const { code, out } = await nightdesk(["check"], { cwd: folder });
    expect(code).toBe(2);
    expect(out).toMatch(/knowledge\/en\/WDL-01\.md:\d+:\d+: "route" must be one of/);
  });

  test.each([
    [["nonsense"], /unknown command/],
    [["tickets", "list", "--state", "sleeping"], /there is no state “sleeping”/],
    [["up", "--port", "many"], /A port is a whole number/],
    [["token", "create", "--name", "x", "--role", "king"], /Allowed choices are viewer, responder/],
    [["chat", "--server", "ftp://x"], /not the address of a server/],
    [["ask"], /give a text, or --batch/],
  ])("%j", async (args, message) => {
    const { code, err } = await nightdesk([...args, ...EXCHANGE]);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test("as JSON, for programs", async () => {
    for (const args of [["nonsense"], ["explain", "T-999"], ["ask"]]) {
      const { err } = await nightdesk([...args, "--json", "--config", join(workFolder("minimal"), "nightdesk.yaml")]);
      expect(JSON.parse(err)).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    }
  });

  test("a key that is none is not replaced", async () => {
    const folder = workFolder("minimal");
    mkdirSync(join(folder, ".nightdesk"));
    writeFileSync(join(folder, ".nightdesk/desk.key"), "");
    const { code, err } = await nightdesk(["tickets", "list"], { cwd: folder });
    expect(code).toBe(3);
    expect(err).toContain("does not hold a key");
  });

  test("names that would drive a terminal", async () => {
    const { code } = await nightdesk(["token", "create", "--name", "e\u001b[31mvil", "--role", "viewer"], {
      cwd: workFolder("minimal"),
    });
    expect(code).toBe(2);
  });

  test("no configuration at all", async () => {
    const { code, err } = await nightdesk(["check"], { cwd: workFolder() });
    expect(code).toBe(2);
    expect(err).toContain("nightdesk init");
  });

  test("no desk to talk to", async () => {
    const folder = workFolder("minimal");
    const { code, err } = await nightdesk(["chat"], { cwd: folder, input: "hi\n" });
    expect(code).toBe(3);
    expect(err).toContain("nightdesk up");
  });
});

test("every shell gets a completion that knows the commands", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out } = await nightdesk(["completion", shell]);
    expect(code).toBe(0);
    expect(out).toMatch(/tickets[\s\S]*resolve/);
  }
});

test("doctor asks the servers that the environment names, and says what to do where one does not answer", async () => {
  const nowhere = { DATABASE_URL: "postgres://nightdesk@127.0.0.1:1/nightdesk", REDIS_URL: "redis://127.0.0.1:1" };
  const { code, out } = await nightdesk(["doctor"], { cwd: workFolder("minimal"), env: nowhere });
  expect(out).toMatch(/BAD postgres +.*ECONNREFUSED.*\n +Check DATABASE_URL/);
  expect(out).toMatch(/BAD redis +.*ECONNREFUSED.*\n +Check REDIS_URL/);
  expect(code).toBe(1);
});

test("doctor says what is right", async () => {
  const { code, out } = await nightdesk(["doctor"], { cwd: workFolder("minimal") });
  expect(out).toMatch(/ok\s+node/);
  expect(out).toMatch(/ok\s+store/);
  expect(code).toBe(0);
});
