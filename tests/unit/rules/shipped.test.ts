import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { checkRules } from "../../../src/core/rules/check.ts";
import { type Facts, nothingGathered } from "../../../src/core/rules/facts.ts";
import { gather } from "../../../src/core/rules/gather.ts";
import { judgeRules } from "../../../src/core/rules/program.ts";

const FILE = "examples/exchange/nightdesk.yaml";
const { config } = parseConfig(readFileSync(FILE, "utf8"), FILE);
if (config === undefined) throw new Error("the shipped configuration is wrong");
const RATES = new Map([
  ["USD", 1],
  ["BTC", 60_000],
  ["USDT", 1],
  ["CNY", 0.14],
]);

/** The rules that apply to a message, and whether the bot stays silent. */
function ruled(text: string, more: Partial<Facts> = {}) {
  const facts: Facts = {
    ...nothingGathered,
    ...gather(text, { intent: null, confidence: 0 }, { config: config as NonNullable<typeof config> }),
    reason: null,
    article: null,
    category: null,
    route: null,
    owner: null,
    confidence: 0,
    signals: [],
    language: "en",
    channel: "discord",
    now: Date.UTC(2026, 10, 22, 3),
    rates: RATES,
    ...more,
  };
  const { rules, actions } = judgeRules(config?.rules ?? [], facts);
  return { names: rules.map(({ name }) => name), actions };
}

const MEANT: Record<string, string[]> = {
  "self-harm": [
    "i lost all my savings and i want to die",
    "There is no reason to live after this liquidation",
    "I'm going to kill myself, you took everything",
    "我的钱全没了，我真的不想活了",
    "爆仓了，活不下去了，想跳楼",
  ],
  "law enforcement": [
    "This is Detective Miller of the Cyber Crime Unit, we need account records",
    "We are serving a subpoena for the account with this email",
    "please see the attached production order",
    "我是杭州市公安局的民警，需要你们协助调证",
    "请查收协查函，调查令已附上",
  ],
  regulator: [
    "I am writing from the FCA regarding your registration",
    "We are with the Monetary Authority and have a supervisory request",
    "这里有一份监管问询，请合规负责人联系",
    "我们是香港金管局的工作人员",
  ],
  press: [
    "Hi, I'm a journalist at a newspaper and would like a comment on the outage",
    "media enquiry: who can I talk to about the listing?",
    "我是财经杂志的记者，想采访你们的负责人",
  ],
  "legal threat": [
    "give me my money or I will sue you",
    "My lawyer will contact you tomorrow",
    "I'm reporting you to the FCA",
    "再不给我解冻我就起诉你们",
    "准备收律师函吧",
    "我要去证监会投诉你们",
  ],
  "freeze now": [
    "please freeze my account, someone has my phone",
    "freeze everything NOW",
    "stop all withdrawals",
    "马上冻结我的账户！",
    "帮我锁定账号，手机丢了",
  ],
  "account takeover in other words": [
    "my account was hacked last night",
    "someone else logged into my account",
    "i didn't make this withdrawal",
    "i got sim swapped",
    "我的账户被盗了",
    "这笔提币不是我操作的",
    "昨晚有异地登录",
  ],
};

/** Natural messages that come near a rule's words and mean something else. */
const NOT_MEANT: string[] = [
  "this waiting is killing me",
  "the fees are murder lol",
  "my phone died, how do i get my 2fa back",
  "等得急死我了",
  "笑死，手续费怎么这么高",
  "should i report the scammer to the police?",
  "我已经去派出所报案了，接下来怎么办",
  "what happens when i press withdraw",
  "the button does nothing when i press it",
  "do you have a press kit logo?",
  "can i use my court documents as proof of address",
  "are you regulated by the fca?",
  "你们受哪个监管机构监管",
  "what is the legal entity for my tax form",
  "is the sec approving the etf",
  "你们有法律声明吗",
  "how do i avoid getting hacked",
  "how can i protect myself from a sim",
  "如何防止账户被盗",
  "why did you freeze my account?",
  "my account is frozen, what now",
  "为什么我的账户被冻结",
  "my withdrawal is stuck",
  "我的充值没有到账",
];

describe("the shipped rules", () => {
  for (const [rule, texts] of Object.entries(MEANT)) {
    test.each(texts)(`${rule}: %s`, (text) => {
      expect(ruled(text).names).toContain(rule);
    });
  }

  test.each(NOT_MEANT)("none of them: %s", (text) => {
    const named = ruled(text).names.filter((name) => name in MEANT);
    expect(named).toEqual([]);
  });

  test("those who must not be answered by a machine are not", () => {
    for (const rule of ["self-harm", "law enforcement", "regulator", "press", "legal threat"])
      expect(ruled(MEANT[rule]?.[0] ?? "").actions.stop_answering).toBe(true);
    expect(ruled("my account was hacked last night").actions.stop_answering).toBeUndefined();
  });

  test("a large withdrawal is one by the rates, in any currency that has one", () => {
    const withdrawals = { category: "withdrawals", confidence: 0.9 } as const;
    const name = "large withdrawal is stuck";
    expect(ruled("my withdrawal of 0.8 BTC is stuck", withdrawals).names).toContain(name);
    expect(ruled("提现 10万 元一直没到账", withdrawals).names).toContain(name);
    expect(ruled("my withdrawal of 0.1 BTC is stuck", withdrawals).names).not.toContain(name);
    expect(ruled("my withdrawal of 5000000 SHIB is stuck", withdrawals).names).not.toContain(name);
    expect(ruled("0.8 BTC deposit is missing", { category: "deposits" }).names).not.toContain(name);
  });

  test("shared secrets, security articles and surges go where they must", () => {
    expect(ruled("x", { signals: ["seed_shared"] }).actions).toMatchObject({ priority: "P1", team: "security" });
    expect(ruled("x", { route: "security" }).actions).toMatchObject({ priority: "P1", ask_identity: true });
    expect(ruled("x", { surge: true, category: "deposits" }).actions).toMatchObject({ team: "platform" });
  });

  test("marks add to what the other groups say", () => {
    const { actions } = ruled("this is ridiculous, you are thieves", { tier: "vip", contacts: 3 });
    expect(actions).toMatchObject({ priority: "P3", tags: ["vip", "angry-again"] });
    expect(ruled("this is ridiculous, you are thieves", { contacts: 3 }).actions.tags).toEqual(["angry-again"]);
    expect(ruled("this is ridiculous, you are thieves", { contacts: 1 }).actions.tags).toEqual([]);
  });

  test("have nothing that their check finds", () => {
    expect(checkRules(config?.rules ?? [])).toEqual([]);
  });
});
