import { describe, expect, test } from "vitest";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { fitModel } from "../../../src/core/knowledge/model.ts";
import { decodeModel, encodeModel } from "../../../src/core/knowledge/model-file.ts";
import { article, KNOWN } from "./articles.ts";

const model = fitModel(KNOWN);
const learnt = (articles = KNOWN, of = model) => buildKnowledge(articles, { languages: ["en"], model: of });

describe("a model", () => {
  test("is learnt the same each time", () => {
    expect(encodeModel(fitModel(KNOWN))).toEqual(encodeModel(model));
  });

  test("learns all three parts from a few questions per article", () => {
    expect(model).toMatchObject({
      classifier: { classes: KNOWN.length },
      fusion: expect.any(Array),
      confidence: { calibration: expect.any(Object), thresholds: expect.any(Array) },
    });
  });

  test("knows what is asked from what none answers", () => {
    expect(learnt().assess("my deposit has not arrived")).toMatchObject({ intent: { article: "DEP-01" } });
    const sure = learnt().assess("my deposit has not arrived").confidence;
    expect(sure).toBeGreaterThan(learnt().assess("what is the best pizza in naples").confidence + 0.3);
  });

  test("is left aside when the articles have changed since", () => {
    const changed = KNOWN.map((it) => ({ ...it, body: `${it.body} More.` }));
    const without = buildKnowledge(changed, { languages: ["en"] });
    expect(learnt(changed).assess("lost my password")).toEqual(without.assess("lost my password"));
  });

  test("survives articles with one question, one article, or none", () => {
    const single = KNOWN.map((it) => ({ ...it, questions: it.questions.slice(0, 1) }));
    for (const articles of [single, KNOWN.slice(0, 1), []]) {
      const little = fitModel(articles);
      expect(little).toMatchObject({ confidence: null, fusion: null, classifier: null });
      expect(() => learnt(articles, little).assess("my deposit")).not.toThrow();
    }
  });

  test("learns Chinese too", () => {
    const chinese = [
      article("DEP-01", ["充值没到账", "充值一直没有到", "转入的币不见了", "币充进来没显示", "充值丢了"], {
        language: "zh",
      }),
      article("WDL-01", ["提现卡住了", "提币一直处理中", "提现怎么还没到", "取消提币", "提现多久到"], {
        language: "zh",
      }),
      article("ACC-01", ["忘记密码了", "怎么重置密码", "密码错误登录不上", "修改登录密码", "找回密码"], {
        language: "zh",
      }),
    ];
    const knowledge = buildKnowledge(chinese, { languages: ["zh"], model: fitModel(chinese) });
    expect(knowledge.assess("密码想不起来了").intent?.article).toBe("ACC-01");
    expect(knowledge.assess("提現還在處理").intent?.article).toBe("WDL-01");
  });
});

describe("the file of a model", () => {
  test("reads back what was written", () => {
    const bytes = encodeModel(model);
    const back = decodeModel(bytes);
    expect(back).toEqual(model);
    expect(learnt(KNOWN, back ?? model).assess("my depost is gone")).toEqual(learnt().assess("my depost is gone"));
    expect(
      decodeModel(encodeModel({ version: "x", classifier: null, fusion: null, confidence: null, meaning: null })),
    ).toEqual({
      version: "x",
      classifier: null,
      fusion: null,
      confidence: null,
      meaning: null,
    });
  });

  test("is read wherever in a larger buffer it lies", () => {
    const bytes = encodeModel(model);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    // As a file is read: a Buffer, somewhere in memory that it shares.
    expect(decodeModel(Buffer.from(shifted.buffer, 3, shifted.length - 3))).toEqual(model);
    expect(decodeModel(shifted.subarray(3))).toEqual(model);
  });

  test("is refused when it is cut short, changed or something else", () => {
    const bytes = encodeModel(model);
    const changed = bytes.slice();
    changed[bytes.length - 1] = (changed[bytes.length - 1] ?? 0) ^ 1;
    for (const bad of [
      bytes.slice(0, -1),
      bytes.slice(0, 40),
      changed,
      new Uint8Array(),
      new TextEncoder().encode("{}"),
    ]) {
      expect(decodeModel(bad)).toBeUndefined();
    }
  });
});
