import { describe, expect, test } from "vitest";
import { clusterQuestions } from "../../../src/core/insight/cluster.ts";
import { distinctTexts } from "../../../src/core/insight/vectors.ts";

const ask = (...texts: string[]) => texts.map((text) => ({ text }));
const textsOf = (clusters: { questions: { text: string }[] }[]) =>
  clusters.map(({ questions }) => questions.map(({ text }) => text));

const STAKING = ["can i stake eth with a ledger", "stake eth with my ledger", "how to stake eth using a ledger wallet"];
const GIFTS = ["do you sell gift cards", "where can i buy a gift card"];
const ZH = ["怎么质押以太坊", "以太坊怎么质押", "如何质押以太坊"];
const BACKGROUND = [
  "how do i log in",
  "where can i see my fees",
  "do you have an app",
  "can i use a wallet",
  "怎么登录",
];

describe("questions that ask the same", () => {
  test("are one cluster, in English and in Chinese, the largest first", () => {
    const clusters = clusterQuestions(ask(...GIFTS, ...ZH, ...STAKING, ...STAKING.slice(0, 1)), {
      background: BACKGROUND,
    });
    expect(textsOf(clusters).map((texts) => texts.toSorted())).toEqual(
      [[...STAKING, STAKING[0]], ZH, GIFTS].map((texts) => texts.toSorted()),
    );
  });

  test("are the same whatever the amount, the date or the transaction", () => {
    const clusters = clusterQuestions(
      ask(
        "deposit of 125 missing since 2026-11-20, tx 0x52908400098527886e0f7030069857d2e4169ee7",
        "deposit of 0.5 missing since 2026-11-22",
        "Deposit of 99999 missing since yesterday",
      ),
    );
    expect(clusters).toHaveLength(1);
  });

  test("are told once, whatever the hash, the address or the amount of a coin", () => {
    const [one, other] = ["9f3c5a7be21d4c86", "0a1b2c3d4e5f6071"].map((it) => `0x${it.repeat(4)}`);
    const texts = [`where is 5 usdt ${one}`, `Where is 0.25 USDT, ${other}?`, `${one}`, "my 2fa is lost"];
    expect(distinctTexts(texts)).toEqual([texts[0], texts[2], texts[3]]);
  });

  test("need not be there: every question is then by itself", () => {
    expect(clusterQuestions(ask("alpha beta", "gamma delta", "epsilon zeta"))).toHaveLength(3);
    expect(clusterQuestions([])).toEqual([]);
  });
});

test("the first of a cluster is its medoid", () => {
  const [cluster] = clusterQuestions(ask("ledger", "stake ledger", "stake ledger eth", "stake ledger eth now"), {
    threshold: 0.2,
  });
  expect(cluster?.questions).toHaveLength(4);
  expect(["stake ledger", "stake ledger eth"]).toContain(cluster?.questions[0]?.text);
});

test("the order in which questions come does not matter", () => {
  const all = [...STAKING, ...GIFTS, ...ZH, ...STAKING, "unrelated words here"];
  const forwards = textsOf(clusterQuestions(ask(...all)));
  expect(textsOf(clusterQuestions(ask(...all.toReversed())))).toEqual(forwards);
  expect(textsOf(clusterQuestions(ask(...all.slice(5), ...all.slice(0, 5))))).toEqual(forwards);
});

test("every question with a word is in one cluster, and one without is in none", () => {
  const all = [...STAKING, ...GIFTS, ...ZH, "???", "12345", ""];
  const inside = textsOf(clusterQuestions(ask(...all))).flat();
  expect(inside.toSorted()).toEqual([...STAKING, ...GIFTS, ...ZH].toSorted());
});

test("ten thousand questions take seconds", () => {
  const word = (seed: number) => `w${((seed * 2_654_435_761) % 4_093).toString(36)}`;
  const questions = Array.from({ length: 10_000 }, (_, i) => ({
    text: Array.from({ length: 9 }, (_, j) => word(((i * 31) % 2_500) * 9 + j)).join(" "),
  }));
  const started = performance.now();
  const clusters = clusterQuestions(questions);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(clusters.slice(0, 2_000).every((it) => it.questions.length >= 4)).toBe(true);
});
