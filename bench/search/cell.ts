import type { Article } from "../../src/core/knowledge/article.ts";
import { buildKnowledge } from "../../src/core/knowledge/knowledge.ts";
import { quantile } from "../figures.ts";
import { PEERS } from "./peers/all.ts";
import { spaced } from "./peers/peer.ts";
import { SLOW } from "./quality.ts";

/** What a process is asked to measure; null is ours. */
export interface Order {
  library: string | null;
  size: number;
  queries: number;
}

/** Milliseconds and bytes; `p50` and `p99` of one query. */
export interface Speed {
  build: number;
  /** Processor time of the build on all threads, which other programs of a busy machine do not lengthen much. */
  cpu: number;
  /** Of the heap and of buffers beside it, after what is garbage has gone. */
  bytes: number;
  /** All that the process has resident then, with the texts, Node itself and what the build left behind. */
  resident: number;
  p50: number;
  p99: number;
  slow: boolean;
}

export type Message = { step: "ready" } | { step: "built" } | { step: "done"; speed: Speed };
type Say = (message: Message) => Promise<void>;
interface Made {
  articles: Article[];
  queries: string[];
}

const LIMIT = 10;
const FIRST_QUERIES = 10;
/** No round takes much longer, in milliseconds: a slow library is asked fewer queries. */
const MOST = 3_000;
/** The best of so many rounds over all queries counts, because a busy machine only ever adds. */
const ROUNDS = 3;

export const measureOurs = ({ articles, queries }: Made, say: Say): Promise<void> =>
  measure(say, queries, () => {
    const knowledge = buildKnowledge(articles, { languages: ["en"] });
    return { search: (query) => knowledge.search(query, { limit: LIMIT }) };
  });

export function measurePeer(name: string, { articles, queries }: Made, say: Say): Promise<void> {
  const peer = PEERS.find((it) => it.name === name);
  if (!peer) throw new Error(`There is no library ${name}`);
  // Preparing texts and queries is the benchmark's doing, so it is not the library's time.
  const texts = articles.map((it) => ({
    title: spaced(it.title),
    text: spaced([...it.questions, it.body].join("\n")),
  }));
  return measure(say, queries.map(spaced), async () => {
    const index = await peer.build(texts, { typos: false });
    return { search: (query) => index.search(query, LIMIT), ...(index.bytes ? { bytes: index.bytes } : {}) };
  });
}

interface Searched {
  search(query: string): unknown;
  bytes?(): number;
}

async function measure(say: Say, queries: string[], make: () => Searched | Promise<Searched>): Promise<void> {
  const before = await memory();
  await say({ step: "ready" });
  const used = process.cpuUsage();
  const begun = performance.now();
  const index = await make();
  const build = performance.now() - begun;
  const { user, system } = process.cpuUsage(used);
  await say({ step: "built" });
  const bytes = (await memory()) - before + (index.bytes?.() ?? 0);
  const resident = process.memoryUsage().rss;
  const first = await times(index, queries.slice(0, FIRST_QUERIES));
  const mean = first.reduce((sum, it) => sum + it, 0) / first.length;
  const slow = mean > SLOW;
  const rounds: number[][] = [];
  const asked = queries.slice(0, Math.max(FIRST_QUERIES, Math.floor(MOST / mean)));
  for (let round = 0; round < ROUNDS && !slow; round++) rounds.push(await times(index, asked));
  const best = (q: number) => Math.min(...(slow ? [first] : rounds).map((it) => quantile(it, q)));
  await say({
    step: "done",
    speed: { build, cpu: (user + system) / 1_000, bytes, resident, p50: best(0.5), p99: best(0.99), slow },
  });
}

async function times({ search }: Searched, queries: string[]): Promise<number[]> {
  const took: number[] = [];
  for (const query of queries) {
    const begun = performance.now();
    const found = search(query);
    if (found instanceof Promise) await found;
    took.push(performance.now() - begun);
  }
  return took;
}

/** Bytes of the heap and of buffers beside it, after what is garbage has gone. */
async function memory(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
