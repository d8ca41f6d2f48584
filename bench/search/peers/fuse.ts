import Fuse from "fuse.js";
import { type Peer, TITLE } from "./peer.ts";

/** Its token search, which its documentation recommends for queries of several words; it always allows for typing mistakes. */
export const fuse: Peer = {
  name: "Fuse.js",
  build(texts) {
    const index = new Fuse(texts, {
      keys: [
        { name: "title", weight: TITLE },
        { name: "text", weight: 1 },
      ],
      useTokenSearch: true,
      ignoreLocation: true,
      includeScore: true,
    });
    return {
      search: (query, limit) =>
        index.search(query, { limit }).map((it) => ({ place: it.refIndex, score: 1 - (it.score ?? 1) })),
    };
  },
};
