import type { Article } from "../src/core/knowledge/article.ts";
import { buildKnowledge } from "../src/core/knowledge/knowledge.ts";
import { generator } from "../src/core/knowledge/random.ts";

/*
 * Times search over made-up articles whose words follow Zipf's law, as those of people do: a title, three questions of eight words,
 * an answer of forty. Queries are made the same way, and every third has a typing mistake. One thread; prints one line a size.
 */
const VOCABULARY = 20_000;
const QUERIES = 2_000;
const SYLLABLES = "ba de ki lo mu na pe ri so tu va we xi yo za cha dro fle gri sta".split(" ");

const random = generator(11);
const words = Array.from({ length: VOCABULARY }, (_, i) => {
  const base = SYLLABLES.length;
  const spelling = [
    i % base,
    Math.floor(i / base) % base,
    Math.floor(i / base ** 2) % base,
    Math.floor(i / base ** 3) % base,
  ];
  return spelling
    .slice(0, i < base ** 2 ? 2 : 4)
    .map((it) => SYLLABLES[it])
    .join("");
});
const TOP = 30;
const harmonic = Math.log(VOCABULARY / TOP);
const word = () => words[Math.min(VOCABULARY - 1, Math.floor(TOP * Math.exp(random() * harmonic)))] ?? "";
const sentence = (length: number) => Array.from({ length }, word).join(" ");

const article = (n: number): Article => ({
  id: `ART-${n}`,
  title: sentence(5),
  questions: [sentence(8), sentence(8), sentence(8)],
  body: sentence(40),
  category: "support",
  language: "en",
  audience: "public",
  route: "self",
  owner: "bench",
  reviewed: "2026-01-01",
  facts: [],
  related: [],
  file: `${n}.md`,
});

for (const size of process.argv
  .slice(2)
  .map(Number)
  .filter((it) => it > 0)
  .concat(process.argv.length > 2 ? [] : [1_000, 10_000, 100_000])) {
  const articles = Array.from({ length: size }, (_, n) => article(n));
  const started = performance.now();
  const knowledge = buildKnowledge(articles, { languages: ["en"] });
  const build = performance.now() - started;
  const queries = Array.from({ length: QUERIES }, (_, i) =>
    i % 3 === 0 ? sentence(8).replace(/(\w)(\w)/, "$2$1") : sentence(8),
  );
  for (const query of queries.slice(0, 300)) knowledge.search(query);
  const times = queries.map((query) => {
    const start = performance.now();
    knowledge.search(query);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(3).padStart(7);
  console.log(
    `${String(size).padStart(7)} articles  build ${(build / 1_000).toFixed(2)} s  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`,
  );
}
