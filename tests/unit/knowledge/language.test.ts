import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../../src/core/knowledge/language.ts";

const WORLD = ["en", "zh", "ja", "ko", "ru", "uk", "es", "pt", "fr", "de", "tr", "vi", "ar", "fa", "id", "nb"];

describe("the language of a text", () => {
  test.each([
    ["my withdrawal has been pending for two hours", "en"],
    ["我的提现已经两个小时没到账了", "zh"],
    ["出金がまだ届いていません", "ja"],
    ["출금이 아직 안 왔어요", "ko"],
    ["где мой вывод средств, уже два часа", "ru"],
    ["де мій вивід коштів, вже дві години", "uk"],
    ["mi retiro lleva dos horas pendiente", "es"],
    ["meu saque não chegou ainda, preciso de ajuda", "pt"],
    ["mon retrait n'est toujours pas arrivé", "fr"],
    ["meine Auszahlung ist noch nicht angekommen", "de"],
    ["para çekme işlemim hala gelmedi", "tr"],
    ["tôi rút tiền mà vẫn chưa nhận được", "vi"],
    ["لم يصل السحب الخاص بي بعد", "ar"],
    ["saya belum menerima penarikan saya", "id"],
  ])("of %j is %s", (text, language) => {
    expect(detectLanguage(text, WORLD)).toBe(language);
  });

  test("is the script's own where coins and networks are in Latin letters", () => {
    expect(detectLanguage("USDT TRC20 充值没到", ["en", "zh"])).toBe("zh");
    expect(detectLanguage("btc 提现", ["en", "zh"])).toBe("zh");
    expect(detectLanguage("usdt trc20 deposit 沒到", ["en", "zh"])).toBe("zh");
    expect(detectLanguage("我的withdraw一直pending", ["en", "zh"])).toBe("zh");
    expect(detectLanguage("withdrawal still pending 怎么办", ["en", "zh"])).toBe("zh");
    expect(detectLanguage("what does 充值 mean in the app menu", ["en", "zh"])).toBe("en");
  });

  test("is the first of the desk when it cannot be told or is not spoken", () => {
    for (const text of ["", "123", "🙂", "où est mon argent", "где деньги"])
      expect(detectLanguage(text, ["en", "zh"])).toBe("en");
    expect(detectLanguage("βοήθεια", ["de", "en"])).toBe("de");
    expect(detectLanguage("anything", ["zh"])).toBe("zh");
    expect(detectLanguage("anything", [])).toBe("en");
  });

  test("may be a variant of a language", () => {
    expect(detectLanguage("充值沒有到帳", ["en", "zh-Hant"])).toBe("zh-Hant");
  });
});
