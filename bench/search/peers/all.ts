import { flexsearch } from "./flexsearch.ts";
import { fts5 } from "./fts5.ts";
import { fuse } from "./fuse.ts";
import { lunrPeer } from "./lunr.ts";
import { minisearch } from "./minisearch.ts";
import { orama } from "./orama.ts";
import type { Peer } from "./peer.ts";
import { wink } from "./wink.ts";

export const PEERS: Peer[] = [minisearch, orama, flexsearch, lunrPeer, fuse, wink, fts5];

export const OURS = "nightdesk";

/** Those of a list of names separated by commas, by the letters and digits at their beginning; all without one. */
export function chosen(names: string | undefined): { ours: boolean; peers: Peer[] } {
  if (names === undefined) return { ours: true, peers: PEERS };
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const wanted = names.split(",").map(plain);
  const isWanted = (name: string) => wanted.some((it) => plain(name).includes(it));
  const known = [OURS, ...PEERS.map((it) => it.name)];
  const stray = wanted.find((it) => !known.some((name) => plain(name).includes(it)));
  if (stray !== undefined) throw new Error(`There is no library ${stray}; there are ${known.join(", ")}`);
  return { ours: isWanted(OURS), peers: PEERS.filter((it) => isWanted(it.name)) };
}
