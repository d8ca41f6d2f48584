import MiniSearch from "minisearch";
import stem from "wink-porter2-stemmer";
import { type Peer, STOP_WORDS, TITLE } from "./peer.ts";

const stopped = new Set(STOP_WORDS);

/** It has no stemmer; its documentation shows how `processTerm` takes one, and recommends fuzzy: 0.2 for typing mistakes. */
export const minisearch: Peer = {
  name: "MiniSearch",
  build(texts, { typos }) {
    const index = new MiniSearch<{ id: number; title: string; text: string }>({
      fields: ["title", "text"],
      processTerm: (term) => (stopped.has(term) ? null : stem(term)),
      searchOptions: { boost: { title: TITLE }, ...(typos ? { fuzzy: 0.2 } : {}) },
    });
    index.addAll(texts.map((it, id) => ({ id, ...it })));
    return {
      search: (query, limit) =>
        index
          .search(query)
          .slice(0, limit)
          .map((it) => ({ place: Number(it.id), score: it.score })),
    };
  },
};
