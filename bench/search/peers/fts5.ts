import { DatabaseSync } from "node:sqlite";
import { type Peer, TITLE } from "./peer.ts";

/** In memory, with its Porter tokeniser and bm25(); against typing mistakes its trigram tokeniser, any three characters that match. */
export const fts5: Peer = {
  name: "SQLite FTS5",
  build(texts, { typos }) {
    const database = new DatabaseSync(":memory:");
    const tokeniser = typos ? "trigram" : "porter unicode61";
    database.exec(`create virtual table texts using fts5(title, text, tokenize = '${tokeniser}'); begin`);
    const insert = database.prepare("insert into texts (rowid, title, text) values (?, ?, ?)");
    for (const [place, { title, text }] of texts.entries()) insert.run(place + 1, title, text);
    database.exec("commit; insert into texts (texts) values ('optimize')");
    const select = database.prepare(
      `select rowid, bm25(texts, ${TITLE}, 1) as score from texts where texts match ? order by score limit ?`,
    );
    const pragma = (name: string) => Number(database.prepare(`pragma ${name}`).get()?.[name]);
    return {
      search(query, limit) {
        const parts = new Set(typos ? trigrams(query) : query.split(" ").filter(Boolean));
        if (parts.size === 0) return [];
        const asked = [...parts].map((it) => `"${it}"`).join(" OR ");
        return select.all(asked, limit).map((it) => ({ place: Number(it.rowid) - 1, score: -Number(it.score) }));
      },
      bytes: () => pragma("page_count") * pragma("page_size"),
    };
  },
};

const trigrams = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => text.slice(i, i + 3));
