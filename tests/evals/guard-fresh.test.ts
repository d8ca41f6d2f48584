import { expect, test } from "vitest";
import { NO_BLOCKLIST } from "../../src/core/guard/blocklist.ts";
import type { Author } from "../../src/core/guard/circumstances.ts";
import { judge } from "../../src/core/guard/judge.ts";
import { bareGuard } from "../../src/core/guard/policy.ts";
import { screen } from "../../src/core/guard/screen.ts";

/* Written after what scammers, victims and customers say; nothing is copied from the table of lures or from its own tests. */

const guard = bareGuard(() => NO_BLOCKLIST);
const NOW = Date.UTC(2026, 10, 22);
const STRANGER: Author = { createdAt: NOW - 86_400_000, firstMessage: true, answersHelpSeeker: true };

const SCAMS = [
  "Sorry to hear that, kindly open a ticket with our assistance desk so a tech can look: discord.gg/abc123",
  "Hello mate, had this too. The guys at @CryptoFixDesk sorted mine within minutes, message them",
  "You need to rectify your wallet through the decentralised portal: walletfix-dapps.online",
  "Drop me a line in private and I'll walk you through",
  "Please forward your complaint to the helpdesk on Telegram @exch_support_01",
  "Give us a ring on one-eight-hundred 555 0199 for support",
  "Call our helpline 1 (8O8) 555-O137",
  "Elon is doubling all deposits today, send 0.5 BTC get 1 BTC",
  "I make 4k weekly with Mrs Anna's guidance, hit her up on WhatsApp +1 412 555 0123",
  "lost your coins? certified hackers can retrieve them, email recoverypro@gmail.com",
  "🎁 USDT giveaway! First 500 wallets to connect get 1000 USDT",
  "Your wallet must be validated before 12:00 UTC or assets will be frozen https://validate-node.app",
  "Type your 12 word phrase in this form so we can sync the node",
  "亲，您的问题我可以处理，加我飞机 @abc_help",
  "您好，我是官方客服，请添加我的微信 kf88990",
  "点击链接连接钱包即可领取空投 https://airdrop-claim.vip",
  "专业追回被骗的USDT，先追回后付款，加V：zhui888",
  "充值100U返200U，限时活动，速来",
  "跟着老师做合约，稳赚不赔，进群 t.me/abc",
  "把你的助记词发我，我帮你同步节点",
  "账户异常，请24小时内点击验证，否则冻结 http://verify-acc.top",
  "高价收U，安全秒到，私聊",
];
const VICTIMS_AND_CUSTOMERS = [
  "Someone on telegram claiming to be your support asked me for my seed phrase, is this real?",
  "I got scammed, a guy told me to connect my wallet at some site and everything is gone",
  "There's a fake admin DMing people, be careful everyone",
  "How do I connect my wallet to withdraw?",
  "Why was I asked to verify my account again?",
  "Can I get my airdrop reward? I completed the tasks",
  "Please call me back on this matter",
  "有人自称客服加我微信让我给助记词，是骗子吗",
  "我被骗了，他让我把USDT转到一个地址，能追回吗",
  "怎么绑定钱包？",
  "请问空投什么时候发放",
  "我忘记了资金密码怎么办",
  "客服电话是多少",
  "I sent ETH to the wrong address, can you recover my funds?",
  "My friend lost 2 BTC after entering his recovery phrase on a website that looked like yours. What should he do?",
  "They said they'd double my bitcoin and I sent 0.3 BTC. Please help me get it back",
  "A stranger offered me a job paying 200 USDT daily, should I trust it?",
  "他们说充1000返2000，我充了现在提不出来",
  "I was told to pay an unlock fee to withdraw, is that you?",
  "Where can I join the official Telegram group?",
];

const actionOn = (text: string, author: Author) => judge({ text, author, now: NOW }, guard).action;

test("scams from a stranger are flagged at least, most of them taken away", () => {
  const acted = SCAMS.map((text) => [text, actionOn(text, STRANGER)] as const);
  const missed = acted.filter(([, action]) => action === "none");
  const away = acted.filter(([, action]) => action !== "none" && action !== "flag");
  process.stdout.write(`fresh scams: missed ${missed.length}, taken away ${away.length} of ${SCAMS.length}\n`);
  expect(missed).toEqual([]);
  expect(away.length / SCAMS.length).toBeGreaterThan(0.9);
});

test("victims and customers are never punished, whoever they are", () => {
  for (const text of VICTIMS_AND_CUSTOMERS) {
    expect(actionOn(text, {}), text).toBe("none");
    expect(["none", "flag"], text).toContain(actionOn(text, STRANGER));
  }
});

test("a phrase whose words are numbered in words, and a key for codes in groups", () => {
  const words = "legal winner thank year wave sausage worth useful legal winner thank yellow".split(" ");
  const said = words.map((it, i) => `word ${i + 1} is ${it}`).join(", ");
  expect(screen(said).signals).toEqual(["seed_shared"]);
  expect(screen("google authenticator key jbsw y3dp ehpk 3pxp").signals).toEqual(["code_shared"]);
});
