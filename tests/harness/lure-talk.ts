import { filled } from "./talk.ts";

/* Wordings of lures and of those who tell of them, written from what such messages want, not from the guard's table. */

const EN = {
  who: ["our support desk", "the help center agent", "a verified technician", "the admin on duty", "our recovery team"],
  app: ["WhatsApp", "Telegram", "Signal"],
  at: ["@fix_desk_01", "+1 (415) 555-0142", "@helpline_agent", "t.me/support_fix"],
  site: ["sync-wallets.app", "https://node-validate.net/start", "claim-portal.xyz"],
  coin: ["BTC", "ETH", "USDT", "SOL"],
  n: ["0.1", "1", "500", "50"],
  m: ["0.2", "2", "1000", "100"],
  polite: ["Dear customer,", "Hi there,", "Hello mate,", "Good day,"],
  name: ["Mrs. Clara", "Mr Andre", "expert Leon", "coach Victor"],
};
const ZH = {
  你: ["亲", "您好", "用户您好", "朋友"],
  号: ["kf66802", "help9921", "usdt_kefu", "vip10086"],
  软: ["微信", "飞机", "telegram", "QQ"],
  站: ["wallet-check.top", "https://airdrop-get.vip", "verify-id.cc"],
  数: ["100", "500", "1000"],
  倍: ["200", "1000", "2000"],
  币: ["USDT", "BTC", "ETH", "SOL"],
};

export const LURES_EN: Record<string, string[]> = {
  "private talk, English": filled(
    [
      "{polite} write to {who} on {app}: {at}",
      "{polite} I had the same, {at} on {app} solved it in ten minutes",
      "Send me a private message and I will walk you through it",
      "Kindly contact {who} through {app} {at} to get it fixed",
      "My inbox is open, message me and I'll resolve it for you",
    ],
    EN,
    40,
  ),
  "wallet and phrase, English": filled(
    [
      "{polite} connect your wallet on {site} to fix the pending transaction",
      "You have to validate your wallet at {site} before midnight or your {coin} will be lost",
      "Enter your recovery phrase on {site} so that our node can sync",
      "Provide the 12 words of your wallet to {who} for verification",
      "To restore your balance import your seed words at {site}",
    ],
    EN,
    40,
  ),
  "giveaway, English": filled(
    [
      "Send {n} {coin} to the address below and get {m} {coin} back right away",
      "{coin} airdrop is live, claim your reward at {site} before it ends",
      "Congratulations, you won {m} {coin}! Collect it at {site}",
      "We are doubling every deposit today, send {n} {coin} and receive {m} {coin}",
    ],
    EN,
    40,
  ),
  "investment, English": filled(
    [
      "I earn {m} {coin} every week with {name}, write to {at} on {app}",
      "{name} turned my {n} {coin} into {m} {coin} in three days, guaranteed profit, contact {at}",
      "Join our signals group {at}, daily profit guaranteed with {n} {coin}",
    ],
    EN,
    40,
  ),
  "recovery, English": filled(
    [
      "Lost your {coin} to a scammer? {name} can get it all back, contact {at}",
      "I got my stolen {coin} back thanks to {name}, reach out on {app} {at}",
      "We are certified hackers and recover lost {coin}, message {at} on {app}",
      "{name} helped me recover my {coin} from a fake broker, text {at}",
    ],
    EN,
    40,
  ),
};

export const LURES_ZH: Record<string, string[]> = {
  "private talk, Chinese": filled(
    [
      "{你}，这个问题加我{软} {号} 我来处理",
      "{你}，请联系官方客服{软}：{号}",
      "{你}私聊我，五分钟帮你解决",
      "{你}，客服{软}{号}，在线为您服务",
    ],
    ZH,
    40,
  ),
  "wallet and phrase, Chinese": filled(
    [
      "{你}，请把助记词发给技术人员核对",
      "{你}，打开 {站} 连接钱包即可恢复{币}",
      "{你}，把{币}钱包的助记词提供给客服核对，{软}{号}",
      "{你}，在 {站} 输入私钥同步节点",
      "账户异常，{你}请到 {站} 验证钱包，否则资产冻结",
    ],
    ZH,
    40,
  ),
  "giveaway, Chinese": filled(
    [
      "转{数}{币}返{倍}{币}，先到先得",
      "免费领取{数}{币}，名额有限，{站}",
      "{币}空投开始了，到 {站} 连接钱包领取",
      "恭喜您中奖{倍}{币}，点击 {站} 领取",
      "充值{数}送{倍}，今天最后一天",
    ],
    ZH,
    40,
  ),
  "investment, Chinese": filled(
    [
      "跟单老师带你做{币}，稳赚不赔，加{软} {号}",
      "每天稳赚{数}U，进群联系{号}",
      "内部消息，{币}明天翻十倍，加{软}{号}进群",
    ],
    ZH,
    40,
  ),
  "recovery, Chinese": filled(
    [
      "被骗的{币}可以追回，不成功不收费，联系{软} {号}",
      "专业黑客团队追款，加{软}{号}",
      "我被骗的{币}就是这位老师追回来的，{软} {号}，推荐给大家",
      "网赌黑钱出款困难找我，{软}{号}",
    ],
    ZH,
    40,
  ),
};

export const REPORTS: string[] = [
  ...filled(
    [
      "Someone calling himself {who} messaged me on {app}, is he from you?",
      "I sent {n} {coin} because they promised {m} {coin} back and now they are silent",
      "A guy named {name} told me to connect my wallet at {site} and my {coin} is gone",
      "{at} asked me for my seed phrase on {app}, please ban him",
      "My father was told to pay {n} {coin} to unlock his account, what can we do?",
      "Beware of {at}, he pretends to be {who}",
      "They said I won {m} {coin} and want a fee of {n} {coin} first, is this a scam?",
    ],
    EN,
    70,
  ),
  ...filled(
    [
      "有人用{软}加我说是官方客服，号是{号}，是真的吗",
      "我被骗了，对方让我转{数}{币}，说返{倍}，现在联系不上",
      "骗子让我在 {站} 连接钱包，我的{币}全没了，怎么办",
      "刚才有个人私信我要助记词，大家小心，{软}是{号}",
      "我妈被人带去投资，说每天赚{数}U，现在提不出来",
    ],
    ZH,
    50,
  ),
];
