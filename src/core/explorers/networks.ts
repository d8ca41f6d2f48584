import type { EntityKind } from "../guard/kinds.ts";

export const NETWORKS = [
  "bitcoin",
  "ethereum",
  "bsc",
  "polygon",
  "arbitrum",
  "optimism",
  "base",
  "avalanche",
  "tron",
  "solana",
  "litecoin",
  "dogecoin",
  "xrp",
  "stellar",
  "cardano",
  "ton",
] as const;
export type Network = (typeof NETWORKS)[number];

/** Where an address or a transaction of a network is shown; `{value}` stands for it. */
export interface Explorer {
  address: string;
  transaction: string;
}

export interface NetworkOf {
  /** What its addresses are called among the entities of a message. */
  address: EntityKind;
  /** How its transactions are written. */
  transaction: RegExp;
  /** What people call it, as triage/names.ts spells networks and assets. */
  named: readonly string[];
  assets: readonly string[];
  explorer: Explorer;
}

const HEX = /^[0-9a-f]{64}$/i;
const EVM = { address: "eth_address", transaction: /^0x[0-9a-f]{64}$/i } as const;

const at = (start: string, address = "address", transaction = "tx"): { explorer: Explorer } => ({
  explorer: { address: `https://${start}/${address}/{value}`, transaction: `https://${start}/${transaction}/{value}` },
});

/** Networks and the explorer that is most used for each, the likelier of those with one form of address first. */
export const NETWORK: Record<Network, NetworkOf> = {
  bitcoin: { address: "btc_address", transaction: HEX, named: ["BITCOIN"], assets: ["BTC"], ...at("mempool.space") },
  ethereum: { ...EVM, named: ["ERC20"], assets: ["ETH"], ...at("etherscan.io") },
  bsc: { ...EVM, named: ["BEP20"], assets: ["BNB"], ...at("bscscan.com") },
  polygon: { ...EVM, named: ["POLYGON"], assets: ["MATIC", "POL"], ...at("polygonscan.com") },
  arbitrum: { ...EVM, named: ["ARBITRUM"], assets: ["ARB"], ...at("arbiscan.io") },
  optimism: { ...EVM, named: ["OPTIMISM"], assets: ["OP"], ...at("optimistic.etherscan.io") },
  base: { ...EVM, named: ["BASE"], assets: [], ...at("basescan.org") },
  avalanche: { ...EVM, named: ["AVALANCHE"], assets: ["AVAX"], ...at("snowtrace.io") },
  tron: {
    address: "trx_address",
    transaction: HEX,
    named: ["TRC20"],
    assets: ["TRX"],
    ...at("tronscan.org/#", "address", "transaction"),
  },
  solana: {
    address: "sol_address",
    transaction: /^[1-9A-HJ-NP-Za-km-z]{86,88}$/,
    named: ["SPL"],
    assets: ["SOL"],
    ...at("solscan.io", "account"),
  },
  litecoin: { address: "ltc_address", transaction: HEX, named: [], assets: ["LTC"], ...at("litecoinspace.org") },
  dogecoin: { address: "doge_address", transaction: HEX, named: [], assets: ["DOGE"], ...at("dogechain.info") },
  xrp: { address: "xrp_address", transaction: HEX, named: [], assets: ["XRP"], ...at("xrpscan.com", "account") },
  stellar: {
    address: "xlm_address",
    transaction: HEX,
    named: [],
    assets: ["XLM"],
    ...at("stellar.expert/explorer/public", "account"),
  },
  cardano: {
    address: "ada_address",
    transaction: HEX,
    named: [],
    assets: ["ADA"],
    ...at("cardanoscan.io", "address", "transaction"),
  },
  ton: { address: "ton_address", transaction: HEX, named: ["TON"], assets: ["TON"], ...at("tonscan.org") },
};
