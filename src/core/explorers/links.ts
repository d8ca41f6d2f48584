import { type Entity, screen } from "../guard/screen.ts";
import { assetsIn, networksIn } from "../triage/names.ts";
import type { ExplorersConfig } from "./config.ts";
import { leadsTo } from "./leads-to.ts";
import { type Explorer, NETWORK, NETWORKS, type Network } from "./networks.ts";

export interface ExplorerLink {
  network: Network;
  url: string;
}

/** A wallet address or a transaction that a conversation names, and where to look it up. */
export interface LinkedEntity {
  kind: Entity["kind"];
  value: string;
  links: ExplorerLink[];
}

/** Of networks that write alike so many are offered when nothing says which it is. */
const MOST_LINKS = 3;
const MOST_ENTITIES = 20;
/** Of a long conversation the newest texts are read. */
const MOST_TEXTS = 200;
/** What looks mistyped or may be from a test network leads nowhere. */
const TESTNET = /^tb1/i;

/**
 * Where an address or a transaction is shown. Where networks write alike, those that the text names count; where it names none, the
 * likeliest few; where it names only others, none.
 */
export function explorerLinks(
  { kind, value }: Pick<Entity, "kind" | "value">,
  text: string,
  config: ExplorersConfig,
): ExplorerLink[] {
  const isHash = kind === "tx_hash";
  const able = NETWORKS.filter((it) =>
    isHash ? NETWORK[it].transaction.test(value) : NETWORK[it].address === kind && !TESTNET.test(value),
  );
  const meant = able.length > 1 ? named(able, text) : able;
  return meant.slice(0, MOST_LINKS).flatMap((network) => {
    const template = templateOf(network, isHash ? "transaction" : "address", config);
    const url = template === undefined ? undefined : leadsTo(template, value);
    return url === undefined ? [] : [{ network, url }];
  });
}

function named(able: Network[], text: string): Network[] {
  const networks = networksIn(text);
  if (networks.size > 0) return able.filter((it) => NETWORK[it].named.some((name) => networks.has(name)));
  const assets = assetsIn(text);
  const own = NETWORKS.filter((it) => NETWORK[it].assets.some((asset) => assets.has(asset)));
  return own.length > 0 ? able.filter((it) => own.includes(it)) : able;
}

function templateOf(network: Network, what: keyof Explorer, config: ExplorersConfig): string | undefined {
  const chosen = config[network];
  return chosen === false ? undefined : (chosen?.[what] ?? NETWORK[network].explorer[what]);
}

/**
 * What texts of one conversation name, each once, newest last. Texts were screened before they were stored. In a message with what may
 * be a private key no hash is linked: a press would hand it to the explorer.
 */
export function linkedEntities(texts: readonly (string | null)[], config: ExplorersConfig): LinkedEntity[] {
  const found = new Map<string, LinkedEntity>();
  for (const text of texts.slice(-MOST_TEXTS)) {
    if (text === null) continue;
    const { clean, entities, signals } = screen(text);
    const unclear = signals.includes("key_possible");
    for (const { kind, value } of entities) {
      const links = unclear && kind === "tx_hash" ? [] : explorerLinks({ kind, value }, clean, config);
      const before = found.get(value);
      if (before === undefined || surer(links, before.links)) found.set(value, { kind, value, links });
    }
  }
  return [...found.values()].slice(-MOST_ENTITIES);
}

/** One network is better than several, several are better than none. */
const surer = (links: ExplorerLink[], before: ExplorerLink[]): boolean =>
  links.length > 0 && (before.length === 0 || links.length < before.length);

/** An address or a hash at a length that people compare: its beginning and its end. */
export const shortValue = (value: string): string =>
  value.length <= 20 ? value : `${value.slice(0, 8)}…${value.slice(-6)}`;
