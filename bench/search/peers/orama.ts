import { create, insertMultiple, search } from "@orama/orama";
import { tokenizer } from "@orama/orama/components";
import { type Peer, STOP_WORDS, TITLE } from "./peer.ts";

/** With its English stemmer; words that are not in ASCII, which its tokeniser drops, are left as they are. */
export const orama: Peer = {
  name: "Orama",
  async build(texts, { typos }) {
    const english = tokenizer.createTokenizer({ language: "english", stemming: true, stopWords: STOP_WORDS });
    const tokenize = (raw: string, language?: string, property?: string) =>
      raw.split(" ").flatMap((it) => (/^[\0-\x7f]*$/.test(it) ? english.tokenize(it, language, property) : [it]));
    const index = create({
      schema: { title: "string", text: "string" } as const,
      components: { tokenizer: { language: "english", normalizationCache: new Map(), tokenize } },
    });
    const ids = await insertMultiple(
      index,
      texts.map(({ title, text }, place) => ({ id: String(place), title, text })),
      10_000,
    );
    if (ids.length !== texts.length) throw new Error("Orama left texts out");
    return {
      async search(query, limit) {
        const { hits } = await search(index, {
          term: query,
          limit,
          threshold: 1,
          boost: { title: TITLE },
          ...(typos ? { tolerance: 1 } : {}),
        });
        return hits.map((it) => ({ place: Number(it.id), score: it.score }));
      },
    };
  },
};
