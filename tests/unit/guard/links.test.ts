import { describe, expect, test } from "vitest";
import { NO_BLOCKLIST, openBlocklist, packBlocklist } from "../../../src/core/guard/blocklist.ts";
import { parseBadDomains } from "../../../src/core/guard/links/bad-domains.ts";
import { extractLinks } from "../../../src/core/guard/links/extract.ts";
import { linkGuard } from "../../../src/core/guard/links/guard.ts";
import { judgeLink, judgeLinks } from "../../../src/core/guard/links/judge-link.ts";

const list = openBlocklist(
  packBlocklist(["evil.example.net", "bad.pages.dev"], { source: "test", made: "2026-11-26" }),
);
const guard = linkGuard(
  { domains: ["borealis.com"], allow: ["t.me/borealis", "partner.org"], brands: ["Borealis Exchange"] },
  () => list ?? NO_BLOCKLIST,
);
const judged = (url: string) => judgeLink(url, guard);

describe("what pretends to be the operator's site", () => {
  test.each([
    ["borealis-support.com", /adds words/],
    ["login-borealis.com", /adds words/],
    ["borealissupport.help", /adds words/],
    ["borealis.com.evil.net", /shows borealis.com but belongs to evil.net/],
    ["borealis.com-verify.xyz", /shows borealis.com/],
    ["https://borealis.com@evil.net/x", /leads to evil.net/],
    ["b0realis.com", /reads like borealis.com/],
    ["boreal1s.com", /reads like borealis.com/],
    ["bоrealis.com", /reads like borealis.com/],
    ["xn--brealis-3bg.com", /reads like borealis.com|alphabets/],
    ["boréalis.com", /reads like/],
    ["ｂｏｒｅａｌｉｓ．ｃｏ", /another ending/],
    ["borealis.co", /another ending/],
    ["boraelis.com", /one or two letters away/],
    ["borealis.pages.dev", /anybody gets a site/],
    ["boraelis-support.com", /mistyped/],
    ["borealis.evil.net", /before evil.net/],
    ["[borealis.com](https://evil.net/a)", /shows borealis.com but leads to evil.net/],
    ["https://www.google.com/url?q=https://borealis-login.com", /leads on to borealis-login.com/],
    ["https://borealis.com/out?url=https%3A%2F%2Fborealis-login.com", /leads on to borealis-login.com/],
    ["hxxps://borealis-login[.]com", /adds words/],
  ])("%s", (url, because) => {
    const verdict = judged(url);
    expect(verdict?.because.join("\n")).toMatch(because);
    expect(verdict?.score).toBeGreaterThanOrEqual(0.6);
  });
});

describe("what is bad for everybody", () => {
  test.each([
    ["rnetamask.io", /reads like metamask.io/],
    ["metamask-support.io", /adds words/],
    ["steamcommunlty.com", /reads like steamcommunity.com/],
    ["coinbase.com.login.net", /shows coinbase.com/],
    ["http://3221226219/", /hides the machine/],
    ["http://203.0.113.7/wallet", /without a name/],
    ["bit.ly/abc", /hides where it leads/],
    ["discord.gg/abc", /private place on Discord/],
    ["https://wa.me/15550100", /private place on WhatsApp/],
    ["t.me/someone", /private place on Telegram/],
    ["javascript:alert(1)", /runs a script/],
    ["www.login.evil.example.net", /list of known phishing sites/],
    ["bad.pages.dev/claim", /list of known phishing sites/],
  ])("%s", (url, because) => {
    expect(judged(url)?.because.join("\n")).toMatch(because);
  });
});

test.each([
  "borealis.com",
  "https://help.borealis.com/articles/1?next=/home",
  "t.me/borealis",
  "https://t.me/borealis/15",
  "partner.org/x",
  "google.com",
  "https://finance.yahoo.com",
  "github.com/borealis",
  "coinbase.com",
  "metamask.io",
  "uniswap.github.io",
  "discordjs.guide",
  "example.net",
  "good.pages.dev",
  "http://192.168.0.1/",
  "discord.com/channels/1/2",
])("%s has nothing against it", (url) => {
  expect(judged(url)).toMatchObject({ score: 0, because: [] });
});

test("no address is none", () => {
  for (const text of ["", "hello", "http://", "not a link at all", "5.0"]) expect(judged(text)).toBeUndefined();
});

describe("addresses in a text", () => {
  const hosts = (text: string) => [...new Set(extractLinks(text).map(({ address }) => address.site.unicode))];
  test.each([
    ["go to evil-site . com now", ["evil-site.com"]],
    ["visit evil-site(dot)com!", ["evil-site.com"]],
    ["evil-site [.] com", ["evil-site.com"]],
    ["evil-site dot com", ["evil-site.com"]],
    ["请访问evil-site.com领取奖励", ["evil-site.com"]],
    ["请访问https://evil-site.com领取", ["evil-site.com"]],
    ["访问evil-site。com", ["evil-site.com"]],
    ["https://evil-site．com。", ["evil-site.com"]],
    ["ev\u200bil-si\u00adte.com", ["evil-site.com"]],
    ["(https://a.net/x), https://b.net/y_(z).", ["a.net", "b.net"]],
    ["write to bob@evil-site.com", ["evil-site.com"]],
    ["ht\n> tp\n> s\n> ://di\n> sco\n> rd.\n> gg/abc", ["discord.gg"]],
    ["my deposit.It is late, e.g. i.e. 5.0 v1.2 screenshot.zip and node.js", []],
    ["我的充值没有到账。怎么办", []],
  ])("%s", (text, expected) => {
    expect(hosts(text)).toEqual(expected);
  });

  test("a mask counts in Markdown as in Slack's own form", () => {
    for (const text of ["[borealis.com](https://evil.net)", "<https://evil.net|borealis.com>"])
      expect(judgeLinks(text, guard).verdicts[0]?.because[0]).toBe("shows borealis.com but leads to evil.net");
  });

  test("only the host is kept of an address", () => {
    const { verdicts } = judgeLinks("https://borealis-login.com/reset?mail=alice@mail.net", guard);
    expect(JSON.stringify(verdicts)).not.toContain("alice");
  });
});

describe("the list of bad domains", () => {
  test("is read in the forms in which others publish it", () => {
    const expected = new Set(["evil.net", "bad.org"]);
    for (const text of [
      '{"deny":["evil.net","bad.org"],"allow":["fine.com"]}',
      '["evil.net","www.bad.org"]',
      "# comment\n0.0.0.0 evil.net\n127.0.0.1 bad.org # why\n",
      "||evil.net^\n! note\n||bad.org^$third-party\n",
      "https://evil.net/\nBAD.org.\n",
    ])
      expect(parseBadDomains(text).domains).toEqual(expected);
  });

  test("never takes honest sites with a bad one", () => {
    const { domains, leftOut } = parseBadDomains("pages.dev\ncom\ngithub.com\nx.com/scammer\nevil.pages.dev");
    expect([...domains]).toEqual(["evil.pages.dev"]);
    expect(leftOut).toBe(4);
  });

  test("that is damaged does not open", () => {
    const bytes = packBlocklist(["evil.net"], { source: "test", made: "2026-11-26" });
    for (const at of [1, bytes.length - 1]) {
      const broken = bytes.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      expect(openBlocklist(broken)).toBeUndefined();
    }
    expect(openBlocklist(new Uint8Array())).toBeUndefined();
    expect(openBlocklist(bytes)?.about).toEqual({ domains: 1, source: "test", made: "2026-11-26" });
  });

  test("finds what is on it, and nothing else", () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `site${i}.net`);
    const opened = openBlocklist(packBlocklist(many, { source: "test", made: "2026-11-26" }));
    expect(many.every((host) => opened?.find(host, host) === host)).toBe(true);
    expect(opened?.find("a.b.site7.net", "site7.net")).toBe("site7.net");
    expect(Array.from({ length: 5_000 }, (_, i) => opened?.find(`good${i}.net`, `good${i}.net`)).some(Boolean)).toBe(
      false,
    );
  });
});
