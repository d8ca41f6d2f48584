import { describe, expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { dmWarning } from "../../../src/core/conversation/phrases.ts";
import type { Author } from "../../../src/core/guard/circumstances.ts";
import { judge } from "../../../src/core/guard/judge.ts";
import { judgeLink, judgeLinks } from "../../../src/core/guard/links/judge-link.ts";
import { findLures } from "../../../src/core/guard/lures/find.ts";
import { impersonation } from "../../../src/core/guard/people/impersonation.ts";
import { testPolicy } from "../../harness/policy.ts";

const NOW = Date.UTC(2026, 10, 22, 3);
const DAY = 86_400_000;
const { guard } = testPolicy();
const judged = (text: string, author: Author = {}) => judge({ text, author, now: NOW }, guard);
const STRANGER: Author = { createdAt: NOW - DAY, firstMessage: true, answersHelpSeeker: true };

describe("a lure", () => {
  test.each([
    ["Please enter your seed phrase to validate your wallet", "seed_request"],
    ["c0nnect y0ur wa11et to the dapp to rectify", "wallet_connect"],
    ["Сonnect your wаllet to claim your airdrop now", "wallet_connect"],
    ["Send 0.1 ETH to this address and receive 0.2 ETH back", "doubling"],
    ["Recovery expert helped me recover all my lost funds, contact him on WhatsApp", "recovery"],
    ["Kindly contact our support team on WhatsApp +1 (234) 567-8901", "off_platform"],
    ["Call our toll free number 1-888-555-0100", "phone"],
    ["Congratulations! You have been selected to receive 0.5 BTC.", "giveaway"],
    ["DM me for quick assistance", "dm_me"],
    ["check your dm sir", "private_talk"],
    ["scan the QR code below to verify your account", "qr"],
    ["我是官方客服，请提供您的助记词", "seed_request"],
    ["專業追回被騙資金，聯繫我", "recovery"],
    ["恭喜您获得空投，点击链接连接钱包领取", "wallet_connect"],
    ["转1个ETH返还2个ETH", "doubling"],
    ["请联系官方客服微信：abc12345", "fake_support"],
    ["高价收U，私聊秒到", "otc"],
  ])("%s", (text, lure) => {
    const { verdicts, action } = judged(text);
    expect(verdicts.find(({ kind }) => kind === "lure")?.what).toBe(lure);
    expect(action).not.toBe("none");
  });

  test("weighs more from a stranger who answers somebody in need", () => {
    const text = "DM me for quick assistance";
    expect(judged(text).action).toBe("flag");
    const { action, trace } = judged(text, STRANGER);
    expect(action).toBe("hold");
    expect(trace.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(["answers_help_seeker", "new_account", "first_message"]),
    );
  });

  test("is judged with its links and its author's name", () => {
    const text = "Validate your wallet at borealis-support.com";
    const { verdicts, action } = judge(
      { text, author: { displayName: "Support" }, now: NOW },
      testPolicy({ yaml: "desk: { name: Borealis }\nguard: { domains: [borealis.com] }\n" }).guard,
    );
    expect(verdicts.map(({ kind }) => kind).sort()).toEqual(["impersonation", "link", "lure"]);
    expect(action).toBe("time_out");
  });
});

test("the warning about private messages lures nobody itself", () => {
  for (const language of ["en", "zh", "fr"])
    expect(judged(dmWarning(language), STRANGER)).toMatchObject({ verdicts: [] });
  expect(dmWarning("zh-TW")).toContain("私信");
});

describe("nobody is punished", () => {
  test.each([
    "someone told me to DM him and connect my wallet, is that a scam?",
    "A guy on Telegram asked me for my seed phrase, should I give it?",
    "I got a DM saying my account will be suspended unless I verify at kraken-support.com, is it legit?",
    "Beware: someone is posing as support and tells people to validate your wallet at bit.ly/x",
    'He told me "send 1 BTC and get 2 back" - scam?',
    "I clicked a link and entered my seed phrase",
    "有人私信我说是官方客服，让我提供助记词，是骗子吗？",
    "刚才有个人加我微信说能帮我找回资金，是真的吗",
    "客服说要我把验证码发给他，可以吗？",
  ])("for telling of a scam: %s", (text) => {
    expect(["none", "flag"]).toContain(judged(text, STRANGER).action);
  });

  test.each([
    "How do I connect my wallet?",
    "Can someone from support please message me? My withdrawal is stuck",
    "Never share your seed phrase with anybody.",
    "I sent 2 BTC and want it back",
    "my phone number is +1 234 567 8901",
    "提币一直显示处理中",
    "我把助记词告诉别人了怎么办",
    "请不要把您的助记词发给任何人",
  ])("for an ordinary message: %s", (text) => {
    expect(judged(text, STRANGER)).toMatchObject({ action: "none", verdicts: [] });
  });

  test("who speaks for the desk", () => {
    expect(judged("Please enter your seed phrase here", { isStaff: true }).action).toBe("none");
  });
});

test("thresholds of 1 turn actions off", () => {
  const yaml = "desk: { name: B }\nguard: { thresholds: { flag: 0.3, hold: 1, delete: 1, timeOut: 1 } }\n";
  const text = "Please enter your seed phrase to validate your wallet";
  expect(judge({ text, author: STRANGER, now: NOW }, testPolicy({ yaml }).guard).action).toBe("flag");
});

test("a trace names what was found, never what was written", () => {
  const { trace } = judged("Alice, DM me on whatsapp: validate your wallet at https://bit.ly/private-token", STRANGER);
  expect(JSON.stringify(trace)).not.toMatch(/alice|private-token/i);
});

describe("nonsense in the configuration is named with its place", () => {
  test.each([
    ["guard: { domains: [co.uk] }", /suffix below which anybody/],
    ["guard: { thresholds: { hold: 0.2 } }", /"hold" 0.2 is below "flag"/],
    ["guard: { domains: ['https://x.com'] }", /must be a domain/],
    [
      "guard: { staff: [{ name: Al, accounts: ['discord:1'] }, { name: Bo, accounts: ['discord:1'] }] }",
      /account already/,
    ],
  ])("%s", (yaml, message) => {
    const { config, problems } = parseConfig(`desk: { name: B }\n${yaml}\n`, "nightdesk.yaml");
    expect(config).toBeUndefined();
    expect(problems.map((it) => it.message).join("\n")).toMatch(message);
  });
});

/** Texts made to keep a careless pattern busy. */
const HOSTILE = [
  "a ",
  "dm ",
  "your wallet ",
  "1 ",
  "call 1",
  "联系我",
  "免费领",
  ". ",
  "\n",
  "𝗮",
  "a.",
  "http://",
  "](",
  "a.b ",
  "a@b.com",
  " dot com",
  "w.h.a.t.",
  "is this ",
  "give ",
  "xn--",
  "e\u0301.",
  "http://a.com/",
  "http://a.com?url=http://b.com/ ",
  "[a.com](http://b.com) ",
  "h\u200bt",
  "hxxp[:]//a[.]com ",
  "http://a@",
  "<http://a|b",
  "a\nb\n",
  "а.ру ",
  "🏠.ws ",
  "never send me your seed phrase ",
  "someone told me to dm him on whatsapp ",
  "send 1 btc to get 2 btc back ",
  "加我微信 abc12345 处理，请提供您的助记词，",
  "有人让我",
  "4dmin ",
];

/** Processor time in milliseconds, the least of up to five tries: first use and collections of garbage do not count. */
function cost(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && best >= MOST_MS; tries++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}
const MOST_MS = 50;

describe("100,000 hostile characters", () => {
  const different = Array.from({ length: 9_000 }, (_, i) => `b0rea1is-${i}.com`).join(" ");
  const texts = [...HOSTILE, different].map((it) => it.repeat(Math.ceil(100_000 / it.length)).slice(0, 100_000));
  const yaml = "desk: { name: Borealis }\nguard: { domains: [borealis.com], staff: [{ name: Mei Lindqvist }] }\n";
  const { links, people } = testPolicy({ yaml }).guard;
  const PARTS: [name: string, work: (text: string) => void][] = [
    ["links", (text) => judgeLinks(text, links)],
    ["one link", (text) => judgeLink(text, links)],
    ["lures", (text) => findLures(text).report()],
    ["people", (text) => impersonation({ displayName: text, name: `${text}.` }, people)],
  ];

  test.each(PARTS)("%s", (_, work) => {
    const slow = texts
      .map((text) => [text.slice(0, 12), cost(() => work(text))] as const)
      .filter(([, ms]) => ms >= MOST_MS);
    expect(slow).toEqual([]);
  });
});
