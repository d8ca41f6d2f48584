import { beforeAll, describe, expect, test } from "vitest";
import { loadFiles } from "../../src/cli/files.ts";
import { readLabelled } from "../../src/cli/labelled.ts";
import type { DeskConfig } from "../../src/core/config/schema.ts";
import type { Article } from "../../src/core/knowledge/article.ts";
import { buildKnowledge, type Knowledge } from "../../src/core/knowledge/knowledge.ts";
import { fitModel } from "../../src/core/knowledge/model.ts";
import { type Held, holdOut } from "../harness/held-out.ts";

/** What a support desk is asked and cannot know. */
const OUT_OF_SCOPE = [
  "what is the weather in lisbon tomorrow",
  "tell me a joke",
  "who won the football match last night",
  "how do i cook rice",
  "write me a poem about the sea",
  "my netflix subscription was charged twice",
  "how do i reset my gmail password",
  "best restaurants near me",
  "translate good morning into french",
  "my washing machine leaks",
  "今天天气怎么样",
  "讲个笑话",
  "附近有什么好吃的",
  "怎么做红烧肉",
  "昨晚的球赛谁赢了",
  "帮我写一首诗",
];

let config: DeskConfig;
let articles: Article[];
let held: Held[];
let knowledge: Knowledge;

beforeAll(async () => {
  const loaded = await loadFiles("examples/exchange/nightdesk.yaml");
  if (loaded.config === undefined) throw new Error("the example does not parse");
  config = loaded.config;
  articles = loaded.articles;
  const rest = holdOut(articles);
  held = rest.held;
  const { synonyms } = config.knowledge;
  const model = fitModel(rest.articles, { synonyms });
  knowledge = buildKnowledge(rest.articles, { languages: config.desk.languages, synonyms, model });
}, 180_000);

describe("questions held out of the exchange's articles", () => {
  test.each(["en", "zh"])("find their article among the first three, in %s", (language) => {
    const own = held.filter((it) => it.language === language);
    const rank = (it: Held) => knowledge.search(it.text, { limit: 3 }).findIndex((hit) => hit.article === it.article);
    const ranks = own.map(rank);
    const first = ranks.filter((it) => it === 0).length / own.length;
    const three = ranks.filter((it) => it >= 0).length / own.length;
    console.info(
      `held out, ${language}: ${own.length} questions, first ${percent(first)}, among three ${percent(three)}`,
    );
    expect(three).toBeGreaterThan(FLOOR[language as keyof typeof FLOOR]);
  });

  test("are answered about as often rightly as promised", () => {
    const asked = held.map((it) => ({ it, made: knowledge.assess(it.text) }));
    const judged = asked.map(({ it, made }) => ({
      confidence: made.confidence,
      right: made.hits[0]?.article === it.article,
    }));
    const bins = Array.from({ length: 10 }, (_, i) =>
      judged.filter((it) => Math.min(9, Math.floor(it.confidence * 10)) === i),
    );
    const rows = bins.map((bin) => ({
      count: bin.length,
      promised: mean(bin.map((it) => it.confidence)),
      kept: mean(bin.map((it) => Number(it.right))),
    }));
    const error = rows.reduce(
      (sum, { count, promised, kept }) => sum + (count / judged.length) * Math.abs(promised - kept),
      0,
    );
    const table = rows.map(
      ({ count, promised, kept }) => `  ${promised.toFixed(2)} promised, ${kept.toFixed(2)} kept (${count})`,
    );
    console.info(`reliability, expected calibration error ${error.toFixed(3)}:\n${table.join("\n")}`);
    expect(error).toBeLessThan(0.05);
  });
});

test("what the desk cannot know is not answered", () => {
  const answered = OUT_OF_SCOPE.filter((text) => knowledge.assess(text).confidence >= config.reply.answerAt);
  console.info(`out of scope: ${answered.length} of ${OUT_OF_SCOPE.length} answered: ${answered.join("; ")}`);
  expect(answered.length).toBeLessThanOrEqual(2);
});

test("messages as customers write them, none of which is in an article, find theirs among three", async () => {
  const { languages } = config.desk;
  const { synonyms } = config.knowledge;
  const all = buildKnowledge(articles, { languages, synonyms, model: fitModel(articles, { synonyms }) });
  const { questions } = await readLabelled("examples/exchange/questions.jsonl", all);
  const listed = new Set(articles.flatMap((it) => it.questions));
  expect(questions.filter(({ text }) => listed.has(text))).toEqual([]);
  for (const language of languages) {
    const own = questions.filter((it) => it.language === language && it.article !== null);
    const found = own.filter((it) => all.search(it.text, { limit: 3 }).some((hit) => hit.article === it.article));
    console.info(`customers' own messages, ${language}: ${found.length} of ${own.length} among three`);
    expect(found.length / own.length).toBeGreaterThan(0.95);
  }
});

test("the taxonomy's own phrasings find their article", () => {
  const all = buildKnowledge(articles, { languages: config.desk.languages, synonyms: config.knowledge.synonyms });
  const missed = articles.flatMap(({ id, questions }) =>
    questions.slice(0, 3).filter((text) => all.search(text, { limit: 1 })[0]?.article !== id),
  );
  expect(missed).toEqual([]);
});

const FLOOR = { en: 0.95, zh: 0.95 };
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
