import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { masterKeys } from "../../src/cli/master-key.ts";
import { loadPolicy } from "../../src/cli/policy.ts";
import { parseArticle } from "../../src/core/knowledge/parse.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { nightdesk, workFolder } from "../harness/cli.ts";
import { openWorld } from "../harness/world.ts";

const REPLY =
  "You can stake ETH straight from a Ledger: connect it under Earn, choose ETH and confirm the amount on the device.";

/** A folder whose desk has lived: customers were answered, were not, and responders helped. */
async function deskWithHistory(): Promise<string> {
  const folder = workFolder("minimal");
  // Two articles know few words, so the desk has to be sure before it says anything.
  appendFileSync(join(folder, "nightdesk.yaml"), "\nreply: { answerAt: 0.8, clarifyAt: 0.75 }\n");
  const { policy } = await loadPolicy({ config: join(folder, "nightdesk.yaml") });
  mkdirSync(join(folder, ".nightdesk"));
  const store = await sqliteStore(join(folder, ".nightdesk", "desk.db"), {
    master: masterKeys(join(folder, ".nightdesk")),
  });
  const world = openWorld({ store, policy, start: Date.now() - 3 * 86_400_000 });
  const mei = world.responder("mei");
  await world.customer("old").says("my withdrawal is stuck");
  await world.customer("ann").says("can i stake eth with a ledger?");
  await world.customer("bob").says("staking eth through a ledger wallet");
  await world.customer("cat").says("does eth staking take a ledger wallet");
  await world.customer("dan").says("怎么质押以太坊");
  await world.customer("eve").says("以太坊质押");
  await world.settle();
  await mei.replies(1, `Hello Ann, ${REPLY}`);
  await mei.replies(
    2,
    `Hi Bob! ${REPLY} We wrote to bob.s@mail.example about 0x52908400098527886E0F7030069857D2E4169EE7.`,
  );
  await world.settle();
  await mei.resolves(1);
  await mei.resolves(2);
  await world.settle();
  await store.erase("console:cat");
  await store.close();
  return folder;
}

describe("a desk that has lived", () => {
  test("knows what customers ask in vain, proposes an article for it, and closes the gap when it is published", async () => {
    const folder = await deskWithHistory();
    const here = { cwd: folder };

    const gaps = await nightdesk(["kb", "gaps"], here);
    expect(gaps.code).toBe(0);
    expect(gaps.out).toMatch(/5 questions found no answer in the last 30 days, with 1 erased/);
    expect(gaps.out).toMatch(/2 conversations {2}en {2}last [\s\S]*“can i stake eth with a ledger\?”/);
    expect(gaps.out).toMatch(/2 conversations {2}zh {2}last [\s\S]*“怎么质押以太坊”/);
    const json = JSON.parse((await nightdesk(["kb", "gaps", "--json", "--limit", "1"], here)).out);
    expect(json).toMatchObject({ questions: 5, erased: 1, answeredNow: 0, gaps: [{ conversations: 2 }] });

    const printed = await nightdesk(["kb", "suggest"], here);
    expect(printed.out).toMatch(/^---\n# A draft from T-1 and T-2\./);
    expect(printed.out).not.toMatch(/Ann|Bob|mail\.example|0x5290/);
    expect(parseArticle(printed.out, "NEW-01.md", new Map()).problems).toEqual([]);

    const drafts = join(folder, "drafts");
    expect((await nightdesk(["kb", "suggest", "--out", drafts], here)).code).toBe(0);
    expect(readdirSync(drafts)).toEqual(["NEW-01.md"]);
    expect(readFileSync(join(drafts, "NEW-01.md"), "utf8")).toBe(printed.out.replace(/\n$/, ""));
    const again = await nightdesk(["kb", "suggest", "--out", drafts], here);
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toMatch(/NEW-01\.md: it exists already[\s\S]*Nothing was written/);

    const read = readFileSync(join(drafts, "NEW-01.md"), "utf8")
      .replace("NEW-01", "STK-01")
      .replace("audience: staff\n", "")
      .replace(/reviewed: .*/, "reviewed: 2026-11-20");
    writeFileSync(join(folder, "knowledge/en/STK-01.md"), read);
    const closed = await nightdesk(["kb", "gaps", "--json"], here);
    expect(JSON.parse(closed.out)).toMatchObject({ answeredNow: 2, gaps: [{ languages: [{ language: "zh" }] }] });
    expect((await nightdesk(["kb", "suggest"], here)).out).toContain("No 2 resolved tickets");
  });

  test("counts what its articles hold and what customers use of them", async () => {
    const folder = await deskWithHistory();
    const text = (await nightdesk(["kb", "stats"], { cwd: folder })).out;
    expect(text).toMatch(/LG +CATEGORY +ARTICLES +QUESTIONS/);
    expect(text).toMatch(/Last 30 days: 6 conversations with a question, 16\.7 % without a person/);
    expect(text).toMatch(/WDL-01 +1 +0 +0 +Withdrawal is pending/);
    expect(text).toMatch(/Never used \(1\): SUP-02/);
    expect(text).toMatch(/shipped example \(\d+ of \d+\): /);
    const { holdings, history } = JSON.parse((await nightdesk(["kb", "stats", "--json"], { cwd: folder })).out);
    expect(holdings).toContainEqual(expect.objectContaining({ language: "zh", category: null, articles: 2 }));
    expect(history).toMatchObject({ conversations: 6, answered: 1, handedOff: 5, reasons: { no_answer: 5 } });
    const earlier = JSON.parse((await nightdesk(["kb", "stats", "--days", "1", "--json"], { cwd: folder })).out);
    expect(earlier.history).toMatchObject({ conversations: 0, deflected: null });
  });
});

test("a desk that has not run has articles to count and nothing to look back on; looking makes no store", async () => {
  const folder = workFolder("minimal");
  const here = { cwd: folder };
  expect(JSON.parse((await nightdesk(["kb", "stats", "--json"], here)).out)).toMatchObject({ history: null });
  expect((await nightdesk(["kb", "gaps"], here)).out).toContain("the desk has not run");
  expect(JSON.parse((await nightdesk(["kb", "suggest", "--json"], here)).out)).toMatchObject({ drafts: [] });
  expect(existsSync(join(folder, ".nightdesk", "desk.db"))).toBe(false);
  const other = workFolder();
  const counted = await nightdesk(["kb", "stats", "--knowledge", join(folder, "knowledge")], { cwd: other });
  expect(counted.out).toMatch(/en +all +2/);
});

test("kb fit says what each threshold kept", async () => {
  const folder = workFolder();
  const knowledge = "examples/exchange/knowledge/en";
  mkdirSync(join(folder, "en"));
  for (const name of readdirSync(knowledge).filter((it) => it.startsWith("DEP-0")))
    writeFileSync(
      join(folder, "en", name),
      readFileSync(join(knowledge, name), "utf8")
        .replaceAll(/\{\{.*?\}\}/g, "10")
        .replace(/^facts:\n(?: +- .*\n)+/m, ""),
    );
  const { out, err } = await nightdesk(["kb", "fit", "--knowledge", folder], { env: { XDG_CACHE_HOME: folder } });
  expect(err).not.toContain("wrong");
  expect(out).toMatch(/^learnt from [\s\S]*THRESHOLD +RIGHT +AT LEAST +ANSWERED\n0\.50 +\d+\.\d %/);
  expect(out).toMatch(/0\.98 +too little to promise it/);
});

test("a model of another version is refused with a message, and learnt again", async () => {
  const folder = workFolder("minimal");
  const here = { cwd: folder };
  const ask = () => nightdesk(["ask", "my withdrawal is stuck"], here);
  await nightdesk(["kb", "fit"], here);
  expect((await ask()).err).toBe("");
  const models = join(folder, ".nightdesk/models");
  const file = join(models, readdirSync(models).find((it) => it.endsWith(".model")) ?? "");
  writeFileSync(file, "a model of another version");
  const asked = await ask();
  expect(asked.err).toContain("damaged or of another version");
  expect(asked.code).toBe(0);
  expect((await nightdesk(["kb", "fit"], here)).err).toContain("learning from");
  expect((await ask()).err).toBe("");
});

describe("kb eval", () => {
  const lines = (...all: object[]) => `${all.map((line) => JSON.stringify(line)).join("\n")}\n`;
  const QUESTIONS = lines(
    { text: "my withdrawal is stuck", article: "WDL-01" },
    { text: "提币一直处理中", article: "WDL-01", language: "zh" },
    { text: "withdrawal pending for hours", article: "SUP-02" },
    { text: "what is the weather in paris tomorrow", article: null },
  );

  test("measures, remembers, compares, and stores no question", async () => {
    const folder = workFolder("minimal");
    const here = { cwd: folder };
    writeFileSync(join(folder, "questions.jsonl"), QUESTIONS);
    const first = await nightdesk(["kb", "eval", "questions.jsonl"], here);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/all +4 +66\.7 %/);
    expect(first.out).toMatch(/en +3 +50\.0 %[\s\S]*zh +1 +100\.0 %/);
    expect(first.out).toMatch(/0\.9 to 1\.0/);
    expect(first.out).toMatch(/OUT OF SCOPE +QUESTIONS.*\nall +1 .*\nen +1 /);
    expect(first.out).toMatch(/ANSWERING FROM +ANSWERS +ANSWERED +RIGHT +AT LEAST\n0\.60 /);
    expect(first.out).not.toContain("Since");
    expect(first.out).toMatch(
      /Wrong, the surest first:\n.*\n +\d+\.\d % +WDL-01 +SUP-02 +withdrawal pending for hours/,
    );
    expect(readFileSync(join(folder, ".nightdesk/kb-eval.json"), "utf8")).not.toMatch(/stuck|提币|weather/);

    writeFileSync(join(folder, "questions.jsonl"), QUESTIONS.replace('"SUP-02"', '"WDL-01"'));
    const second = await nightdesk(["kb", "eval", "questions.jsonl"], here);
    expect(second.out).toMatch(/Since .* \(other questions\):\nall +top-1 \+33\.3/);
    expect(second.out).not.toContain("surest");
    expect((await nightdesk(["kb", "eval", "questions.jsonl"], here)).out).toMatch(/Since .*: no change\./);
    const third = JSON.parse((await nightdesk(["kb", "eval", "questions.jsonl", "--json"], here)).out);
    expect(third).toMatchObject({
      all: { questions: 4, answerable: 3, top1: 1, mrr: 1 },
      change: { all: { top1: 0, mrr: 0 }, zh: { top1: 0 } },
      misses: [],
    });
    expect(third.reliability).toHaveLength(10);
  });

  test("fails a build below a share, and needs no configuration for a folder of articles", async () => {
    const knowledge = join(workFolder("minimal"), "knowledge");
    const folder = workFolder();
    const evaluate = (...args: string[]) =>
      nightdesk(["kb", "eval", "-", "--knowledge", knowledge, ...args], {
        cwd: folder,
        env: { XDG_CACHE_HOME: folder },
        input: QUESTIONS,
      });
    expect((await evaluate("--fail-below", "0.6")).code).toBe(0);
    const failed = await evaluate("--fail-below", "0.9");
    expect(failed.code).toBe(1);
    expect(failed.err).toContain("top-1 is 0.667, below 0.9");
    expect(existsSync(join(folder, ".nightdesk"))).toBe(false);
  });

  test.each([
    ["not json\n", /-:1:1: not a line of JSON with "text" and "article"/],
    [
      '{"text":"a","article":"WDL-01"}\n\n{"text":"b","article":"WDL-10"}\n',
      /-:3:1: there is no article WDL-10[\s\S]*Did you mean "WDL-01"/,
    ],
    ["\n", /there is no question in -/],
  ])("says where %j is wrong", async (input, message) => {
    const { code, err } = await nightdesk(["kb", "eval", "-"], { cwd: workFolder("minimal"), input });
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test.each([
    [["kb", "eval", "missing.jsonl"], /cannot read missing\.jsonl/],
    [["kb", "eval", "-", "--fail-below", "90"], /A share is a number from 0 to 1/],
    [["kb", "gaps", "--days", "0"], /A whole number from 1 to 500/],
  ])("%j", async (args, message) => {
    const { code, err } = await nightdesk(args, { cwd: workFolder("minimal") });
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});
