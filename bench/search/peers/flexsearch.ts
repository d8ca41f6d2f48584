import { Charset, Encoder, Index } from "flexsearch";
import english from "flexsearch/lang/en";
import type { Peer } from "./peer.ts";

/** With its English preset (stemmer, stop words); against typing mistakes its phonetic encoder. It ranks, but gives no scores. */
export const flexsearch: Peer = {
  name: "FlexSearch",
  build(texts, { typos }) {
    const encoder = typos ? new Encoder(Charset.LatinAdvanced) : new Encoder(english);
    const index = new Index({ tokenize: "strict", encoder });
    for (const [place, { title, text }] of texts.entries()) index.add(place, `${title} ${text}`);
    return {
      search: (query, limit) =>
        index
          .search(query, { limit, suggest: true })
          .map((id, rank) => ({ place: Number(id), score: 1 / (10 + rank) })),
    };
  },
};
