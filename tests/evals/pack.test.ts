import { beforeAll, describe, expect, test } from "vitest";
import { loadFiles } from "../../src/cli/files.ts";
import { readLabelled } from "../../src/cli/labelled.ts";
import type { DeskConfig } from "../../src/core/config/schema.ts";
import { calibrationError, coverageAt, outOfScope, promises, reliability } from "../../src/core/insight/evaluate.ts";
import { judge } from "../../src/core/insight/judge.ts";
import type { Article } from "../../src/core/knowledge/article.ts";
import { buildKnowledge, type Knowledge } from "../../src/core/knowledge/knowledge.ts";
import { fitModel } from "../../src/core/knowledge/model.ts";
import { type Held, holdOut } from "../harness/held-out.ts";

/** What a support desk is asked and cannot know: the weather, jokes, daily life, other companies' products. */
const OUT_OF_SCOPE = {
  en: [
    "what is the weather in lisbon tomorrow",
    "will it rain this weekend",
    "tell me a joke",
    "sing me a song",
    "who won the football match last night",
    "how do i cook rice",
    "write me a poem about the sea",
    "my netflix subscription was charged twice",
    "how do i reset my gmail password",
    "spotify keeps stopping on my phone",
    "my paypal account is limited",
    "where is my amazon parcel",
    "how do i return shoes to zalando",
    "uber charged me for a ride i did not take",
    "my playstation will not turn on",
    "how do i change my whatsapp number",
    "cancel my gym membership",
    "best restaurants near me",
    "translate good morning into french",
    "my washing machine leaks",
  ],
  zh: [
    "今天天气怎么样",
    "周末会下雨吗",
    "讲个笑话",
    "给我唱首歌",
    "附近有什么好吃的",
    "怎么做红烧肉",
    "昨晚的球赛谁赢了",
    "帮我写一首诗",
    "淘宝退货怎么退",
    "微信密码忘了怎么办",
    "支付宝余额怎么转到银行卡",
    "京东快递到哪了",
    "抖音怎么注销",
    "美团外卖还没送到",
    "滴滴多扣了我的钱",
    "爱奇艺会员怎么取消",
    "洗衣机漏水怎么办",
    "怎么办理护照",
    "早上好用法语怎么说",
    "推荐一部电影",
  ],
};

const LANGUAGES = ["en", "zh"] as const;
const foreign = LANGUAGES.flatMap((language) =>
  OUT_OF_SCOPE[language].map((text) => ({ text, article: null, language })),
);

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
    const judged = held.map((it) => judge(it, knowledge));
    const rows = reliability(judged).map(
      ({ confidence, right, questions }) =>
        `  ${(confidence ?? 0).toFixed(2)} promised, ${(right ?? 0).toFixed(2)} kept (${questions})`,
    );
    const error = calibrationError(judged) ?? 1;
    console.info(`reliability, expected calibration error ${error.toFixed(3)}:\n${rows.join("\n")}`);
    expect(error).toBeLessThan(0.05);
  });

  test.each([0.8, 0.9, 0.95])("keep the promise of a threshold of %d, among what has no answer too", (promised) => {
    const [kept] = promises(
      [...held, ...foreign].map((it) => judge(it, knowledge)),
      [promised],
    );
    console.info(
      `from ${promised}: ${percent(kept?.answered ?? 0)} answered, ${percent(kept?.right ?? 0)} of those right, at least ${percent(kept?.bound ?? 0)}; out of scope ${percent(kept?.outOfScope ?? 0)} answered`,
    );
    expect(kept?.right).toBeGreaterThanOrEqual(promised);
    expect(kept?.answered).toBeGreaterThan(0.15);
  });

  test.each(LANGUAGES)(
    "leave what the desk cannot know unanswered where 95 in 100 answers are right, in %s",
    (language) => {
      const own = held.filter((it) => it.language === language).map((it) => judge(it, knowledge));
      const out = foreign.filter((it) => it.language === language).map((it) => judge(it, knowledge));
      const from = coverageAt([...own, ...out], 0.95).from ?? 1;
      const answered = outOfScope(out, from) ?? 1;
      const atThreshold = outOfScope(out, config.reply.answerAt) ?? 1;
      console.info(
        `out of scope, ${language}: ${percent(answered)} of ${out.length} answered from ${from.toFixed(2)}, where 95 % is right; ${percent(atThreshold)} from answerAt`,
      );
      expect(answered).toBeLessThanOrEqual(0.2);
      expect(atThreshold).toBeLessThanOrEqual(0.15);
    },
  );
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
