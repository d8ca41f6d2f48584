import { describe, expect, test } from "vitest";
import { normalise, read, terms } from "../../../src/core/knowledge/analyse.ts";
import { buildIndex } from "../../../src/core/knowledge/article-index.ts";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { isStemmed, stemOf, stemsIn } from "../../../src/core/knowledge/stemming.ts";
import { article, KNOWN } from "./articles.ts";

/** Languages, articles in them, and questions in other forms of the same words, with accents and without. */
const SPOKEN: Record<string, { articles: Record<string, string[]>; asked: [text: string, id: string][] }> = {
  de: {
    articles: {
      "DEP-01": ["Meine Einzahlung ist nicht angekommen", "Wo bleibt die Überweisung"],
      "WDL-01": ["Auszahlung hängt seit Stunden", "Warum dauert die Auszahlung so lange"],
      "FEE-01": ["Wie hoch ist die Gebühr", "Gebühr für den Handel"],
    },
    asked: [
      ["zwei Einzahlungen fehlen", "DEP-01"],
      ["Überweisungen kommen nicht an", "DEP-01"],
      ["mehrere Auszahlungen hängen", "WDL-01"],
      ["welche Gebuhren zahle ich", "FEE-01"],
    ],
  },
  es: {
    articles: {
      "DEP-01": ["Mi depósito no ha llegado", "¿Dónde está la transacción?"],
      "KYC-01": ["Verificación de identidad rechazada", "Qué documento necesito"],
      "FEE-01": ["Cuánto cuesta la comisión", "Comisión de retiro"],
    },
    asked: [
      ["mis depositos no llegaron", "DEP-01"],
      ["transacciones perdidas", "DEP-01"],
      ["verificaciones rechazadas", "KYC-01"],
      ["verificacion", "KYC-01"],
      ["las comisiones son altas", "FEE-01"],
    ],
  },
  fr: {
    articles: {
      "DEP-01": ["Mon dépôt n'est pas arrivé", "Où est mon virement"],
      "ACC-01": ["Mon compte est bloqué", "Je ne peux plus me connecter"],
      "KYC-01": ["Ma vérification est refusée", "Quel document envoyer"],
    },
    asked: [
      ["mes depots ne sont pas arrivés", "DEP-01"],
      ["comptes bloqués", "ACC-01"],
      ["toutes les vérifications refusées", "KYC-01"],
    ],
  },
  it: {
    articles: {
      "WDL-01": ["Il mio prelievo è in sospeso", "Prelievo non arrivato"],
      "FEE-01": ["Quanto costa la commissione", "Commissione di scambio"],
    },
    asked: [
      ["prelievi in sospeso", "WDL-01"],
      ["commissioni alte", "FEE-01"],
    ],
  },
  nl: {
    articles: {
      "DEP-01": ["Mijn storting is niet aangekomen", "Waar is mijn storting"],
      "ACC-01": ["Wachtwoord vergeten", "Ik kan niet inloggen"],
    },
    asked: [
      ["twee stortingen kwijt", "DEP-01"],
      ["nieuwe wachtwoorden", "ACC-01"],
    ],
  },
  pt: {
    articles: {
      "WDL-01": ["Meu saque está pendente", "Saque não chegou"],
      "ACC-01": ["Esqueci a minha senha", "Conta bloqueada"],
    },
    asked: [
      ["saques pendentes", "WDL-01"],
      ["contas bloqueadas", "ACC-01"],
    ],
  },
  ru: {
    articles: {
      "WDL-01": ["Вывод средств завис", "Почему вывод долго идёт"],
      "FEE-01": ["Какая комиссия за сделку", "Комиссия биржи"],
    },
    asked: [
      ["выводы зависли", "WDL-01"],
      ["размер комиссий", "FEE-01"],
    ],
  },
};

const foreign = Object.entries(SPOKEN).flatMap(([language, { articles }]) =>
  Object.entries(articles).map(([id, questions]) => article(id, questions, { language, body: questions[0] ?? "" })),
);
const zh = [
  article("DEP-01", ["充值没有到账", "我的充值在哪里"], { language: "zh" }),
  article("WDL-01", ["提现一直处理中", "提币没到"], { language: "zh" }),
];
const languages = ["en", "zh", ...Object.keys(SPOKEN)];
const desk = buildKnowledge([...KNOWN, ...zh, ...foreign], { languages });

describe("articles in one index", () => {
  for (const [language, { asked }] of Object.entries(SPOKEN)) {
    test.each(asked)(`are found by other forms of their words, ${language}: %s`, (text, id) => {
      expect(desk.search(text)[0]).toMatchObject({ article: id, language });
    });
  }

  test("in English and Chinese are found as before", () => {
    expect(desk.search("two deposits are missing")[0]).toMatchObject({ article: "DEP-01", language: "en" });
    expect(desk.search("withdrawals pending")[0]).toMatchObject({ article: "WDL-01", language: "en" });
    expect(desk.search("充值還沒到賬")[0]).toMatchObject({ article: "DEP-01", language: "zh" });
  });

  test("are found by a word of another language than the question seems to have", () => {
    expect(desk.search("ok Gebühren")[0]).toMatchObject({ article: "FEE-01", language: "de" });
    expect(desk.search("cancel the transacciones")[0]).toMatchObject({ article: "DEP-01", language: "es" });
  });

  test("mean the same by synonyms in their language", () => {
    const synonyms = [["tarifa", "comisión"]];
    const both = buildKnowledge([...KNOWN, ...foreign], { languages, synonyms });
    expect(both.search("¿dónde veo las tarifas?")[0]).toMatchObject({ article: "FEE-01", language: "es" });
  });
});

describe("stems", () => {
  test("of English are those of Porter2, and need no list of words", () => {
    expect(["deposits", "verification", "missing"].map(stemOf)).toEqual(["deposit", "verif", "miss"]);
    expect(stemsIn("en")).toBeUndefined();
    expect(buildIndex([...KNOWN, ...zh]).stems.size).toBe(0);
  });

  test("are of the language that an article is written in", () => {
    expect(terms(read("verificación", "es"))).toEqual(terms(read("verificaciones", "es")));
    expect(terms(read("Überweisungen", "de-AT"))).toEqual(terms(read("Überweisung", "de")));
    expect(terms(read("комиссией", "ru"))).toEqual(terms(read("комиссия", "ru")));
    expect(["en-GB", "pt-BR", "zh", "ja"].map(isStemmed)).toEqual([true, true, false, false]);
  });

  test("leave codes, names with figures and Chinese alone", () => {
    expect(terms(read("2FA TRC20 充值 50111", "de"))).toEqual(["2fa", "trc20", "充", "值", "充值", "50111"]);
  });

  test("take any text", () => {
    for (const language of Object.keys(SPOKEN))
      for (const text of ["", "a", "ß", "é".repeat(5_000), "y".repeat(5_000), "\ud800\0", "ıİ", "й"])
        expect(() => read(text, language)).not.toThrow();
  });

  test("keep the letter й and lose the dots of ё", () => {
    expect(normalise("Йёлка")).toBe("йелка");
    expect(normalise("crème brûlée")).toBe("creme brulee");
  });
});
