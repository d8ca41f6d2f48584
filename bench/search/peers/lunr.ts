import lunr from "lunr";
import { type Peer, TITLE } from "./peer.ts";

/** With its stemmer and stop words, without its trimmer, which empties words that are not in ASCII; one edit against typing mistakes. */
export const lunrPeer: Peer = {
  name: "lunr",
  build(texts, { typos }) {
    const index = lunr((builder) => {
      builder.pipeline.remove(lunr.trimmer);
      builder.ref("place");
      builder.field("title", { boost: TITLE });
      builder.field("text");
      for (const [place, it] of texts.entries()) builder.add({ place, ...it });
    });
    return {
      search(query, limit) {
        const found = index.query((asked) => {
          for (const word of query.split(" ")) {
            if (word === "") continue;
            asked.term(word, typos ? { boost: 2 } : {});
            if (typos && word.length > 3) asked.term(word, { editDistance: 1 });
          }
        });
        return found.slice(0, limit).map((it) => ({ place: Number(it.ref), score: it.score }));
      },
    };
  },
};
