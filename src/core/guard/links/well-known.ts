/** A name that impostors borrow whoever the operator is, and the domains that are really its own. */
export interface Brand {
  label: string;
  domains: string[];
}

const brand = (label: string, ...domains: string[]): Brand => ({ label, domains });

/** The names most often borrowed from people who own coins. */
export const BRANDS: Brand[] = [
  brand(
    "binance",
    "binance.com",
    "binance.us",
    "binance.org",
    "binance.vision",
    "bnbchain.org",
    "binance.info",
    "binancezh.com",
    "binance.cloud",
    "binance.th",
    "binance.tr",
  ),
  brand("coinbase", "coinbase.com", "coinbase.org"),
  brand(
    "kraken",
    "kraken.com",
    "krakenfiles.com",
    "krakenjs.com",
    "krakend.io",
    "kraken.io",
    "krakenrobotics.com",
    "gitkraken.com",
  ),
  brand("bybit", "bybit.com", "bybit.eu", "bybitglobal.com"),
  brand("kucoin", "kucoin.com", "kucoin.io"),
  brand("bitfinex", "bitfinex.com"),
  brand("bitstamp", "bitstamp.net"),
  brand("bitget", "bitget.com", "bitgetapps.com"),
  brand("gemini", "gemini.com"),
  brand("huobi", "huobi.com", "htx.com", "huobi.pro"),
  brand("upbit", "upbit.com"),
  brand("metamask", "metamask.io", "metamask.github.io"),
  brand("trustwallet", "trustwallet.com"),
  brand("ledger", "ledger.com", "ledger.fr", "ledgerinsights.com", "ledgerwallet.com", "ledgerlive.com"),
  brand("trezor", "trezor.io"),
  brand("phantom", "phantom.app", "phantom.com"),
  brand("coinomi", "coinomi.com"),
  brand("exodus", "exodus.com", "exodus.io"),
  brand("walletconnect", "walletconnect.com", "walletconnect.org", "walletconnect.network"),
  brand("myetherwallet", "myetherwallet.com", "mewwallet.com"),
  brand("rabby", "rabby.io"),
  brand("opensea", "opensea.io"),
  brand("uniswap", "uniswap.org", "uniswap.com", "uniswapfoundation.org"),
  brand("pancakeswap", "pancakeswap.finance"),
  brand("sushiswap", "sushi.com", "sushiswap.fi", "sushiswap.org"),
  brand("arbitrum", "arbitrum.io", "arbitrum.foundation"),
  brand("ethereum", "ethereum.org", "ethereum.foundation"),
  brand("solana", "solana.com", "solana.org", "solanabeach.io", "solanamobile.com", "solanafm.com"),
  brand("polkadot", "polkadot.network", "polkadot.com", "polkadot.io", "polkadot.js.org"),
  brand("tether", "tether.to", "tether.io"),
  brand("etherscan", "etherscan.io"),
  brand("tronscan", "tronscan.org"),
  brand("bscscan", "bscscan.com"),
  brand("coinmarketcap", "coinmarketcap.com"),
  brand("coingecko", "coingecko.com"),
  brand("tradingview", "tradingview.com"),
  brand(
    "discord",
    "discord.com",
    "discordapp.com",
    "discord.gg",
    "discord.media",
    "discordapp.net",
    "discordstatus.com",
    "discord.new",
    "discord.gift",
    "discord.js.org",
    "discordjs.guide",
    "discord.me",
  ),
  brand("telegram", "telegram.org", "telegram.me", "telegram.dog", "telegram.com"),
  brand("whatsapp", "whatsapp.com", "whatsapp.net"),
  brand("steamcommunity", "steamcommunity.com"),
  brand("paypal", "paypal.com", "paypal.me", "paypalobjects.com"),
  brand("revolut", "revolut.com", "revolut.me"),
  brand("microsoft", "microsoft.com", "microsoftonline.com"),
  brand("cloudflare", "cloudflare.com", "cloudflarestatus.com", "cloudflare.net"),
];

/** Sites that people name in good faith every day. What is on them is theirs to answer for. */
export const WELL_KNOWN: ReadonlySet<string> = new Set([
  ...BRANDS.flatMap(({ domains }) => domains),
  ..."google.com youtube.com youtu.be gmail.com android.com googleapis.com goo.gle wikipedia.org wikimedia.org apple.com icloud.com amazon.com".split(
    " ",
  ),
  ..."facebook.com fb.com instagram.com threads.net meta.com twitter.com x.com linkedin.com reddit.com redd.it tiktok.com snapchat.com".split(
    " ",
  ),
  ..."pinterest.com tumblr.com medium.com substack.com quora.com stackoverflow.com stackexchange.com github.com gitlab.com bitbucket.org".split(
    " ",
  ),
  ..."npmjs.com pypi.org crates.io docker.com kubernetes.io mozilla.org firefox.com python.org nodejs.org rust-lang.org go.dev php.net".split(
    " ",
  ),
  ..."netflix.com spotify.com twitch.tv steampowered.com epicgames.com roblox.com ebay.com aliexpress.com alibaba.com taobao.com jd.com".split(
    " ",
  ),
  ..."baidu.com qq.com weibo.com zhihu.com bilibili.com douyin.com 163.com sina.com.cn weixin.qq.com csdn.net juejin.cn gitee.com".split(
    " ",
  ),
  ..."yahoo.com bing.com duckduckgo.com yandex.com yandex.ru office.com live.com outlook.com hotmail.com msn.com skype.com zoom.us".split(
    " ",
  ),
  ..."slack.com notion.so notion.site trello.com atlassian.com atlassian.net figma.com canva.com dropbox.com box.com wetransfer.com".split(
    " ",
  ),
  ..."zendesk.com intercom.com intercom.help freshdesk.com statuspage.io hubspot.com salesforce.com typeform.com mailchimp.com".split(
    " ",
  ),
  ..."stripe.com visa.com mastercard.com americanexpress.com wise.com skrill.com neteller.com payoneer.com moneygram.com westernunion.com".split(
    " ",
  ),
  ..."chase.com bankofamerica.com wellsfargo.com citibank.com hsbc.com barclays.co.uk santander.com ing.com n26.com monzo.com starlingbank.com".split(
    " ",
  ),
  ..."cnn.com bbc.com bbc.co.uk nytimes.com theguardian.com reuters.com bloomberg.com wsj.com ft.com forbes.com cnbc.com economist.com".split(
    " ",
  ),
  ..."coindesk.com cointelegraph.com decrypt.co theblock.co bitcoinmagazine.com messari.io glassnode.com defillama.com dune.com nansen.ai".split(
    " ",
  ),
  ..."crypto.com blockchain.com blockchain.info bitcoin.org bitcoin.com bitcointalk.org blockstream.info blockstream.com mempool.space blockchair.com btc.com electrum.org sparrowwallet.com".split(
    " ",
  ),
  ..."okx.com gate.io gate.com mexc.com htx.com bitmart.com bitmex.com deribit.com dydx.exchange dydx.trade coincheck.com bitflyer.com".split(
    " ",
  ),
  ..."korbit.co.kr bithumb.com coinone.co.kr bitpanda.com bitvavo.com bitso.com mercadobitcoin.com.br luno.com coinspot.com.au swyftx.com".split(
    " ",
  ),
  ..."aave.com compound.finance curve.fi curve.finance balancer.fi makerdao.com lido.fi rocketpool.net yearn.fi 1inch.io 1inch.com".split(
    " ",
  ),
  ..."raydium.io jup.ag orca.so magiceden.io tensor.trade blur.io rarible.com foundation.app zora.co looksrare.org x2y2.io sudoswap.xyz".split(
    " ",
  ),
  ..."polygon.technology polygonscan.com optimism.io optimistic.etherscan.io arbiscan.io avax.network snowtrace.io snowscan.xyz near.org".split(
    " ",
  ),
  ..."cosmos.network mintscan.io osmosis.zone cardano.org cardanoscan.io algorand.co algorand.com stellar.org stellar.expert ripple.com xrpl.org".split(
    " ",
  ),
  ..."tron.network trongrid.io ton.org tonscan.org tonkeeper.com litecoin.org monero.org getmonero.org zcash.com z.cash dogecoin.com chain.link".split(
    " ",
  ),
  ..."circle.com paxos.com safe.global argent.xyz zerion.io rainbow.me zapper.xyz debank.com revoke.cash chainlist.org solscan.io solflare.com".split(
    " ",
  ),
  ..."infura.io alchemy.com quicknode.com moralis.io thirdweb.com openzeppelin.com consensys.io consensys.net chainalysis.com elliptic.co".split(
    " ",
  ),
  ..."who.int un.org europa.eu gov.uk irs.gov sec.gov ftc.gov fbi.gov ic3.gov usa.gov cftc.gov finra.org interpol.int ofac.treasury.gov".split(
    " ",
  ),
  ..."haveibeenpwned.com virustotal.com urlscan.io phishtank.org abuse.ch letsencrypt.org archive.org imgur.com giphy.com tenor.com gyazo.com".split(
    " ",
  ),
  ..."prnt.sc lightshot.com docs.rs readthedocs.io unicode.org w3.org ietf.org iana.org icann.org authy.com 1password.com bitwarden.com yubico.com".split(
    " ",
  ),
  ..."openai.com chatgpt.com anthropic.com claude.ai huggingface.co perplexity.ai deepl.com grammarly.com linktr.ee calendly.com eventbrite.com".split(
    " ",
  ),
]);

/** Short addresses that hide where they lead. */
export const SHORTENERS: ReadonlySet<string> = new Set(
  "bit.ly tinyurl.com goo.gl is.gd v.gd cutt.ly rb.gy ow.ly buff.ly shorturl.at rebrand.ly t.ly tiny.cc s.id bl.ink lnkd.in short.gy suo.im dwz.cn url.cn t.cn lnk.to shrtco.de adf.ly bit.do soo.gd clck.ru u.to gg.gg x.gd did.li n9.cl shorturl.com shorte.st tny.im qr.ae bitly.com surl.li tiny.one urlz.fr kutt.it t2m.io dub.sh l.ink reurl.cc lihi.cc pse.is 0rz.tw psce.pw".split(
    " ",
  ),
);

/** Doors to private talks: a host, and how the path begins that leads there. */
export const INVITES: [host: string, path: RegExp, name: string][] = [
  ["discord.gg", /^\/./, "Discord"],
  ["discord.com", /^\/invite\/./, "Discord"],
  ["discordapp.com", /^\/invite\/./, "Discord"],
  ["dsc.gg", /^\/./, "Discord"],
  ["t.me", /^\/./, "Telegram"],
  ["telegram.me", /^\/./, "Telegram"],
  ["telegram.dog", /^\/./, "Telegram"],
  ["wa.me", /^\/./, "WhatsApp"],
  ["chat.whatsapp.com", /^\/./, "WhatsApp"],
  ["api.whatsapp.com", /^\/send/, "WhatsApp"],
  ["signal.group", /^\//, "Signal"],
  ["signal.me", /^\//, "Signal"],
  ["line.me", /^\/(?:r\/)?ti\//i, "LINE"],
  ["u.wechat.com", /^\/./, "WeChat"],
  ["qm.qq.com", /^\/./, "QQ"],
  ["m.me", /^\/./, "Messenger"],
];

/** What impostors put beside a borrowed name. */
export const LURE_WORDS = (
  "support help helpdesk helpcenter helpline customer customers care service services desk center centre contact team official " +
  "login log signin sign in auth oauth sso account accounts my secure security safe safety verify verified verification validate " +
  "validation confirm update upgrade unlock restore recover recovery recall refund refunds claim claims airdrop airdrops drop " +
  "reward rewards bonus gift giveaway promo promotion event events free mint minting presale token tokens wallet wallets connect " +
  "connection sync dapp dapps app apps web web3 site online live chat portal access dashboard user users pro vip plus global " +
  "exchange trade trading trader invest investment earn staking stake swap bridge migrate migration kyc id identity compliance " +
  "desktop download install extension update pay payment payments card cash bank transfer withdraw withdrawal deposit alert " +
  "notice appeal appeals case ticket tickets system server node nodes network chain crypto coin coins btc eth usdt nft www com " +
  "net org io http https mail email info the get go new now 24 24h 247 365 2fa mfa otp us uk eu cn hk jp int intl inc ltd"
).split(" ");

/** Of these, the ones that hardly ever stand beside a name in good faith. */
export const STRONG_LURE_WORDS: ReadonlySet<string> = new Set(
  "support helpdesk helpcenter helpline customer customercare login signin verify verification validate validation unlock restore recover recovery refund claim claims airdrop airdrops reward rewards bonus giveaway presale sync kyc appeal appeals secure account accounts update connect walletconnect".split(
    " ",
  ),
);
