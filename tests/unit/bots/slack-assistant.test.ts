import { describe, expect, test } from "vitest";
import { assist, wishIn } from "../../../src/bots/slack/assist.ts";
import { usageOf } from "../../../src/core/insight/usage.ts";
import { ARTICLES, article, testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

describe("what is wanted of the assistant", () => {
  test.each([
    ["draft an answer to T-12", [], { want: "draft", number: 12 }],
    ["what about #7?", [], { want: "draft", number: 7 }],
    ["为 T-3 起草回复", [], { want: "draft", number: 3 }],
    ["make a shorter reply", ["about T-4", "and T-5"], { want: "draft", number: 5 }],
    ["suggest a reply", [], { want: "which" }],
    ["哪些工单是我的？", [], { want: "mine" }],
    ["which tickets are mine", ["T-4"], { want: "mine" }],
    ["how long do withdrawals take", ["T-4"], { want: "article" }],
  ] as const)("%s", (text, before, wish) => {
    expect(wishIn(text, before)).toEqual(wish);
  });
});

const mei = { user: "U0000MEI", name: "mei" };
const INTERNAL = article("OPS-01", {
  title: "Trading fees for market makers",
  category: "fees",
  questions: ["fees of market makers"],
});
const policy = testPolicy({ articles: [...ARTICLES, { ...INTERNAL, audience: "staff" }] });

test("an answer is the article as it stands, with its sources, and marked where it is for staff", async () => {
  const world = openWorld({ policy });
  const ask = (text: string) =>
    assist(wishIn(text, []), text, mei, { store: world.store, desk: world.desk, policy: () => policy });
  const open = await ask("what are your trading fees");
  expect(open.articles).toEqual(["FEE-01"]);
  expect(open.parts.join("\n")).toMatch(
    /\*Trading fee schedule\* \[FEE-01\][\s\S]*• \[FEE-01\] Trading fee schedule, reviewed/,
  );
  const internal = await ask("fees of market makers");
  expect(internal.articles).toEqual(["OPS-01"]);
  expect(internal.parts[0]).toMatch(/^🔒 _only for staff: do not pass it on_/);
  expect((await ask("账户被盗，马上帮我冻结")).parts.join("\n")).toMatch(/紧急：立即锁定账户[\s\S]*\*来源\*/);
  expect((await ask("qwertyuiop zxcvbnm")).parts).toEqual(["No article says anything about that."]);
  expect((await ask("draft T-9")).parts).toEqual(["There is no ticket T-9."]);
});

test("each member of staff counts once for an answer, with what they said last", async () => {
  const { desk, store } = openWorld();
  const stream = "assist:slack:D1:1.1" as const;
  const rate = (by: string, helpful: boolean) =>
    desk.execute({ to: "assist", stream, command: { type: "rate", by, helpful, articles: ["FEE-01"] } });
  expect(await rate("mei", true)).toMatchObject({ ok: true });
  expect(await rate("mei", true)).toMatchObject({ ok: false, reason: "nothing_to_change" });
  await rate("mei", false);
  await rate("bob", true);
  const used = usageOf(await store.changes(0, 100)).articles.get("FEE-01");
  expect(used).toMatchObject({ helpedStaff: 1, failedStaff: 1, answered: 0 });
});
