/** Fills each template with each of its words in turn: "{coin}" takes one of the list of that name. The same texts at every run. */
export function filled(
  templates: string[],
  words: Record<string, string[]>,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const made = new Set<string>();
  for (let turn = 0; turn < 24; turn++) {
    templates.forEach((template, i) => {
      let slot = 0;
      made.add(
        template.replace(/\{([^}]+)\}/g, (_, name: string) => {
          const list = words[name] ?? [];
          return list[(turn * 7 + i + 3 * slot++) % list.length] ?? "";
        }),
      );
    });
  }
  return [...made].slice(0, most);
}

const WORDS = {
  coin: ["BTC", "ETH", "SOL", "USDT", "XRP", "bitcoin", "doge", "ADA"],
  net: ["TRC20", "ERC20", "BEP20", "Arbitrum", "Polygon", "the Lightning network"],
  wallet: ["Ledger Nano X", "Trezor Safe 3", "MetaMask", "Phantom", "Trust Wallet", "my hardware wallet"],
  phone: ["iPhone 15 Pro", "Galaxy S24 Ultra", "Pixel 8a", "Redmi Note 13", "Xperia 1 V"],
  n: ["3", "12", "24", "100", "2500", "41000", "0.05", "64,250.75"],
  version: ["1.20.3", "4.0.0-beta.2", "v2.11.1", "10.0.19045", "17.4.1"],
  order: ["8812733190024417", "ORD-20261126-00412", "2024112655501234", "1029384756", "0049301177238841"],
  hash: [
    "tx 3f9a1c7be2d04f5586aa97c1d2e3b4f5a6978811c0d1e2f3a4b5c6d7e8f90a1b",
    "transaction hash 0x9fd3a1b2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f",
    "txid c0ffee11c0ffee22c0ffee33c0ffee44c0ffee55c0ffee66c0ffee77c0ffee88",
  ],
  币: ["比特币", "以太坊", "USDT", "SOL", "狗狗币", "BTC"],
  网: ["TRC20", "ERC20", "BEP20", "Polygon", "闪电网络"],
  数: ["3", "12", "24", "100", "2500", "0.05", "64,250.75"],
  号: ["8812733190024417", "2024112655501234", "1029384756", "202611260041277"],
  机: ["苹果15 Pro", "小米14", "华为Mate 60", "三星S24"],
};

/** What customers of an exchange say on an ordinary day, near everything that the guard looks for. */
export const TALK_EN = filled(
  [
    "{coin} went from {n} to {n} in an hour, is the chart right?",
    "they closed a seed round of {n} million and the token unlocks in {n} months",
    "where does {wallet} keep the private key, and can I export it later?",
    "do I need a new seed phrase when I move from {wallet} to {wallet}?",
    "what is the difference between a seed phrase and a private key",
    "I wrote my recovery phrase on paper and put it in a safe, all {n} words of it",
    "never type your private key anywhere, I tell my students",
    "order {order} for {n} {coin} is still open",
    "my order id is {order}, opened on an {phone}",
    "deposit over {net} missing, {hash}",
    "{hash} has {n} confirmations since this morning",
    "app version {version} crashes on my {phone} when I open the wallet page",
    "I updated to {version} and the API returns error {n}",
    "is the minimum withdrawal of {coin} on {net} {n}?",
    "block {n} took ages, gas is {n} gwei right now",
    "my referral code gave me {n} USDT, is that correct",
    "how is the key rate of the central bank moving {coin}",
    "limit buy {n} {coin} at {n}, stop at {n}, take profit at {n}",
    "I passed KYC level {n} with my passport last week",
    "does the {wallet} support passphrases of {n} characters",
    "what does secret sharing mean in {wallet}, 2 of 3 or 3 of 5?",
    "tax year 2025: can I export {n} trades as csv, reference {order}",
    "the API key page says that a key expires in {n} days",
    "why does the password need {n} characters and a sign",
    "my 2FA code comes late on the {phone}, about {n} seconds",
    "can I send {coin} from {wallet} to your exchange over {net}",
  ],
  WORDS,
);

export const TALK_ZH = filled(
  [
    "{币}从{数}涨到{数}了，行情对吗",
    "他们种子轮融了{数}百万，代币什么时候解锁",
    "助记词和私钥有什么区别，换钱包要重新备份吗",
    "我把助记词抄在纸上放保险柜了，一共{数}个单词",
    "私钥可以导出吗，存在手机里安全吗",
    "订单号 {号}，买了{数}个{币}一直没成交",
    "我的订单{号}是用{机}下的",
    "{网}充值没到账，{hash}",
    "{hash} 已经{数}个确认了",
    "更新到 {version} 以后{机}打开钱包就闪退",
    "{币}走{网}最小提币数量是{数}吗",
    "区块高度{数}，手续费{数}，正常吗",
    "邀请码返佣{数}U，对不对",
    "接口返回错误码 {数}，版本 {version}",
    "限价{数}买{数}个{币}，止损{数}",
    "上周用护照做了{数}级认证，多久能过",
    "密码要{数}位还要符号，为什么",
    "验证码要等{数}秒才收到，手机是{机}",
    "报税要导出{数}笔交易，流水号 {号}",
    "API密钥{数}天过期，可以延长吗",
    "我从冷钱包转{币}到交易所，选{网}可以吗",
    "今天{币}的资金费率是{数}，太高了",
    "{机}上看不到{币}的{网}地址，换成{机}就有",
    "客服你好，{币}划转{数}个，流水 {号}，什么时候到",
    "昨晚{币}插针到{数}，我的{数}倍合约爆了",
    "老师讲过私钥千万别告诉任何人，我记住了，{币}放冷钱包",
    "种子词是{数}个英文单词还是中文也行，{机}能用吗",
    "用{机}扫码登录一直转圈，版本 {version}",
    "{币}质押{数}天年化多少，{网}上能取吗",
    "我{数}号买的{币}，单号{号}，帮我查一下",
  ],
  WORDS,
);
