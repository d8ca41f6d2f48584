import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocklistReader } from "../../src/cli/blocklist.ts";
import { loadFiles } from "../../src/cli/files.ts";
import type { Author } from "../../src/core/guard/circumstances.ts";
import { judge } from "../../src/core/guard/judge.ts";
import { linkGuard } from "../../src/core/guard/links/guard.ts";
import { judgeLink } from "../../src/core/guard/links/judge-link.ts";
import { WELL_KNOWN } from "../../src/core/guard/links/well-known.ts";
import { bareGuard } from "../../src/core/guard/policy.ts";

const blocked = blocklistReader(undefined);
const guard = bareGuard(blocked);
const NOW = Date.UTC(2026, 10, 22);
const STRANGER: Author = { createdAt: NOW - 86_400_000, firstMessage: true, answersHelpSeeker: true };
const FLAG = guard.config.thresholds.flag;

const share = (hits: number, of: number): string => `${hits} of ${of}`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ways to pretend to be a domain, made from it. */
const TRICKS: Record<string, (name: string, suffix: string) => string[]> = {
  "added words": (n, s) =>
    ["support", "login", "secure", "airdrop", "wallet"].flatMap((w) => [
      `${n}-${w}.${s}`,
      `${w}-${n}.${s}`,
      `${n}${w}.net`,
    ]),
  "another ending": (n) => ["net", "org", "app", "xyz", "co"].map((s) => `${n}.${s}`),
  "as a subdomain": (n, s) => [`${n}.${s}.verify-now.net`, `login.${n}.${s}.evil.org`, `${n}.${s}-id.com`],
  "look-alike letters": (n, s) =>
    [
      n.replace("o", "0"),
      n.replace("a", "а"),
      n.replace("e", "е"),
      n.replace("i", "1"),
      n.replace("i", "l"),
      n.replace("m", "rn"),
    ]
      .filter((it) => it !== n)
      .map((it) => `${it}.${s}`),
  "one letter wrong": (n, s) =>
    [
      `${n.slice(0, 3)}${n.slice(4)}.${s}`,
      `${n.slice(0, 2)}${n[2]}${n.slice(2)}.${s}`,
      `${n.slice(0, 2)}${n[3]}${n[2]}${n.slice(4)}.${s}`,
    ].filter((it) => it !== `${n}.${s}`),
};

test("look-alikes of domains are found", () => {
  let missed = 0;
  for (const [trick, make] of Object.entries(TRICKS)) {
    let found = 0;
    let made = 0;
    for (const domain of ["borealis.com", "kraken.com", "binance.com", "coinmarina.io", "tidewallet.app"]) {
      const [name = "", suffix = ""] = domain.split(".");
      const links = linkGuard({ domains: [domain], allow: [], brands: [] }, blocked);
      for (const url of make(name, suffix).filter((it) => it !== domain && !WELL_KNOWN.has(it))) {
        made += 1;
        if ((judgeLink(url, links)?.score ?? 0) >= FLAG) found += 1;
        else missed += 1;
      }
    }
    say(`links: ${trick.padEnd(20)} ${share(found, made)}`);
  }
  expect(missed).toBe(0);
});

test("sites that everybody knows are never held against anybody", () => {
  const alarms = [...WELL_KNOWN]
    .filter((host) => !/^(?:t\.me|discord\.gg|telegram\.(?:me|dog))$/.test(host))
    .filter((host) => (judgeLink(`https://www.${host}/`, guard.links)?.score ?? 0) >= FLAG);
  say(`links: well-known sites flagged ${share(alarms.length, WELL_KNOWN.size)}`);
  expect(alarms).toEqual([]);
});

test("what customers ask is left alone", async () => {
  const { articles } = await loadFiles("examples/exchange/nightdesk.yaml");
  const asked = articles
    .filter(({ category }) => !/scam|security/.test(category))
    .flatMap(({ questions }) => questions);
  const data = process.env.NIGHTDESK_DATA;
  const bank = data === undefined ? "" : join(data, "banking77/banking77_train.jsonl");
  const more = existsSync(bank)
    ? readFileSync(bank, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { text: string }).text)
    : [];
  const flagged = [...asked, ...more].filter((text) => judge({ text, author: {}, now: NOW }, guard).action !== "none");
  const acted = flagged.filter((text) => judge({ text, author: {}, now: NOW }, guard).action !== "flag");
  say(
    `messages: ordinary questions flagged ${share(flagged.length, asked.length + more.length)}, acted on ${acted.length}`,
  );
  for (const text of flagged) say(`    ${text}`);
  expect(acted).toEqual([]);
  expect(flagged.length / (asked.length + more.length)).toBeLessThan(0.001);
});

test("lures are found, from strangers and from anybody", () => {
  const lures = [
    ...["dm me", "message me", "inbox me", "text me"].flatMap((it) => [
      `${it} for help`,
      `please ${it}, i can help you`,
      `${it} on whatsapp`,
    ]),
    ...["connect", "validate", "synchronize", "verify"].flatMap((it) => [
      `${it} your wallet here`,
      `you need to ${it} your wallet to fix this`,
    ]),
    ...["seed phrase", "recovery phrase", "private key", "12 words"].flatMap((it) => [
      `send me your ${it}`,
      `enter your ${it} to continue`,
    ]),
    ...["助记词", "私钥"].flatMap((it) => [`请提供您的${it}`, `把你的${it}发给客服`]),
    ...[
      "加我微信 abc12345 处理",
      "免费领取空投，点击链接",
      "专业追回被骗资金",
      "充1000返还2000双倍",
      "扫描二维码领取奖励",
    ],
  ];
  const found = lures.filter((text) => judge({ text, author: {}, now: NOW }, guard).action !== "none").length;
  const fromStrangers = lures.filter(
    (text) => judge({ text, author: STRANGER, now: NOW }, guard).action !== "none",
  ).length;
  say(
    `messages: lures flagged or more ${share(found, lures.length)}; from a stranger ${share(fromStrangers, lures.length)}`,
  );
  expect(found / lures.length).toBeGreaterThan(0.85);
  expect(fromStrangers).toBe(lures.length);
});
