import { CURRENCY, currencyOf } from "../outbound/units.ts";

/** Networks by what people call them. */
const NETWORKS: readonly (readonly [string, RegExp])[] = [
  ["ERC20", /\berc-?20\b|\bethereum(?: network| mainnet)?\b|以太坊网络/giu],
  ["TRC20", /\btrc-?20\b|\btron\b|波场/giu],
  ["BEP20", /\bbep-?20\b|\bbsc\b|\bbnb (?:smart )?chain\b|币安智能链/giu],
  ["SPL", /\bspl\b|\bsolana\b/giu],
  ["ARBITRUM", /\barbitrum(?: one)?\b/giu],
  ["OPTIMISM", /\boptimism\b/giu],
  ["BASE", /\bbase (?:network|chain)\b|\bon base\b/giu],
  ["POLYGON", /\bpolygon\b|\bmatic network\b/giu],
  ["AVALANCHE", /\bavalanche\b|\bc-chain\b/giu],
  ["BITCOIN", /\bbitcoin network\b|比特币网络/giu],
  ["LIGHTNING", /\blightning\b|闪电网络/giu],
  ["TON", /\bton network\b/giu],
];

const ASSET = new RegExp(`(?<![\\p{L}\\p{N}])(?:${CURRENCY})(?![\\p{L}\\p{N}])`, "giu");
/** Written out, these are a way of speaking, not an asset. */
const NO_ASSET = new Set(["元", "$", "u"]);

/** Networks that a text names: TRC20 for trc-20, tron and 波场. */
export const networksIn = (text: string): Set<string> =>
  new Set(NETWORKS.flatMap(([name, pattern]) => (text.search(pattern) >= 0 ? [name] : [])));

/** Assets and currencies that a text names, as codes: BTC for bitcoin, btc and 比特币. Small letters count only for words that are no other. */
export function assetsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [written] of text.matchAll(ASSET)) {
    const lower = written.toLowerCase();
    if (NO_ASSET.has(lower)) continue;
    const code = currencyOf(written);
    if (
      code !== undefined &&
      (written === written.toUpperCase() || code !== written.toUpperCase() || !AMBIGUOUS.has(lower))
    )
      found.add(code);
  }
  return found;
}

/** Codes that are English words too. */
const AMBIGUOUS = new Set([
  "dot",
  "atom",
  "dash",
  "fil",
  "apt",
  "sui",
  "mkr",
  "try",
  "cop",
  "all",
  "php",
  "dai",
  "ton",
]);
