import bm25 from "wink-bm25-text-search";
import nlp from "wink-nlp-utils";
import { type Peer, TITLE } from "./peer.ts";

/** With the preparation that its examples show: no stop words, stems. It has no tolerance of typing mistakes. */
export const wink: Peer = {
  name: "wink-bm25",
  build(texts) {
    const index = bm25();
    index.defineConfig({ fldWeights: { title: TITLE, text: 1 } });
    index.definePrepTasks([(text: string) => text.split(" ").filter(Boolean), nlp.tokens.removeWords, nlp.tokens.stem]);
    for (const [place, it] of texts.entries()) index.addDoc(it, place);
    index.consolidate();
    return {
      search: (query, limit) => index.search(query, limit).map(([place, score]) => ({ place: Number(place), score })),
    };
  },
};
