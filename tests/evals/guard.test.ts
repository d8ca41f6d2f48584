import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { base58 } from "@scure/base";
import { describe, expect, test } from "vitest";
import { screen } from "../../src/core/guard/screen.ts";
import type { Signal } from "../../src/core/guard/signals.ts";
import { base58check, type Dice, dice, FORMS, LISTS, phraseOf } from "../harness/secrets.ts";

/** Texts that may not stand in this repository: their folder is named by NIGHTDESK_DATA. */
const DATA = process.env.NIGHTDESK_DATA ?? process.env.NIGHTDESK_BENCH_DATA;
const EACH = 200;

const SAID_EN = [
  (it: string) => it,
  (it: string) => `my seed phrase is ${it}`,
  (it: string) => `hi, can you check this? ${it}. please help me`,
  (it: string) => `I lost access to my wallet. ${it}. What should I do?`,
];
const SAID_ZH = [(it: string) => it, (it: string) => `我的助记词：${it}`, (it: string) => `请帮我看看 ${it}`];

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const raises = (text: string, ...signals: Signal[]): boolean => screen(text).signals.some((it) => signals.includes(it));

describe("recovery phrases", () => {
  test("are found however they are written", () => {
    const roll = dice(20_261_126);
    const languages = Object.keys(LISTS);
    const rows = [`${"".padEnd(16)}${languages.map((it) => it.padStart(9)).join("")}`];
    const totals = new Map<string, { found: number; all: number }>();
    for (const form of FORMS) {
      const cells = languages.map((language) => {
        if (!form.languages.includes(language)) return "".padStart(9);
        const said =
          language === "en" || (language.length === 2 && !["ja", "ko", "zh"].includes(language)) ? SAID_EN : SAID_ZH;
        const found = Array.from({ length: EACH }, () =>
          roll.pick(said)(form.write(phraseOf(roll, language), roll)),
        ).filter((text) => raises(text, "seed_shared")).length;
        const total = totals.get(form.name) ?? { found: 0, all: 0 };
        totals.set(form.name, { found: total.found + found, all: total.all + EACH });
        return percent(found / EACH).padStart(9);
      });
      rows.push(form.name.padEnd(16) + cells.join(""));
    }
    console.info(`recovery phrases found, ${EACH} of each:\n${rows.join("\n")}`);
    for (const [name, { found, all }] of totals) {
      const goal = name === "one typo" || name === "shuffled" || name === "four letters" ? 0.99 : 0.999;
      expect(found / all, name).toBeGreaterThanOrEqual(goal);
    }
  });

  test("are noticed in part, from nine words on", () => {
    const roll = dice(7);
    const rows = [9, 10, 11].map((words) => {
      const texts = Array.from({ length: 500 }, () =>
        roll.pick(SAID_EN)(phraseOf(roll, "en").slice(0, words).join(" ")),
      );
      const share = texts.filter((text) => raises(text, "seed_partial", "seed_shared")).length / texts.length;
      expect(share).toBeGreaterThan(0.93);
      return `${words} words: ${percent(share)}`;
    });
    console.info(`parts of English phrases noticed: ${rows.join(", ")}`);
  });
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const KEYS: Record<string, (roll: Dice) => string> = {
  WIF: (roll) => base58check([0x80], roll.bytes(32), roll.pick([[], [1]])),
  xprv: (roll) =>
    base58check([0x04, 0x88, 0xad, 0xe4], [0, 0, 0, 0, 0, 0, 0, 0, 0], roll.bytes(32), [0], roll.bytes(32)),
  "raw, named": (roll) => `${roll.pick(["my private key is ", "private key: 0x", "我的私钥是"])}${hex(roll.bytes(32))}`,
};

test("private keys are found, and signatures and hashes are not taken for them", () => {
  const roll = dice(11);
  const rows = Object.entries(KEYS).map(([name, make]) => {
    const found = Array.from({ length: 1_000 }, () => make(roll)).filter((text) => raises(text, "key_shared")).length;
    expect(found / 1_000, name).toBeGreaterThanOrEqual(0.999);
    return `${name} ${percent(found / 1_000)}`;
  });
  const harmless = Array.from({ length: 1_000 }, (_, i) =>
    i % 2 === 0 ? `tx hash 0x${hex(roll.bytes(32))}` : `signature ${base58.encode(roll.bytes(64))}`,
  );
  const wrong = harmless.filter((text) => raises(text, "key_shared", "api_secret_shared")).length;
  console.info(`private keys found: ${rows.join(", ")}; of 1,000 hashes and signatures taken for keys: ${wrong}`);
  expect(wrong).toBe(0);
});

test("numbers of orders are not taken for cards", () => {
  const roll = dice(13);
  const digits = (n: number) => Array.from({ length: n }, () => roll.below(10)).join("");
  const texts = Array.from(
    { length: 5_000 },
    () => `${roll.pick(["my order is ", "order id: ", "订单号 ", "UID "])}${digits(16)}`,
  );
  const wrong = texts.filter((text) => screen(text).redacted > 0).length;
  console.info(`of 5,000 numbers of orders taken for cards: ${wrong}`);
  expect(wrong).toBe(0);
});

/** Every line and every question of the example's articles. */
const packLines = (language: string): string[] => {
  const folder = join("examples/exchange/knowledge", language);
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((it) => it.trim() !== "");
};

const textsOf = (file: string, ...keys: string[]): string[] =>
  readFileSync(join(DATA ?? "", file), "utf8")
    .trim()
    .split("\n")
    .flatMap((line) => keys.flatMap((key) => JSON.parse(line)[key] as string | string[]));

/** What an ordinary message may hold without a false alarm: whoever writes an e-mail address has written one. */
const CONTACT: Signal[] = ["email_shared", "phone_shared"];

describe("ordinary messages", () => {
  const sets: [name: string, texts: () => string[]][] = [
    ["the example's articles, English", () => packLines("en")],
    ["the example's articles, Chinese", () => packLines("zh")],
  ];
  if (DATA !== undefined && existsSync(DATA)) {
    sets.push(
      [
        "Banking77",
        () => [
          ...textsOf("banking77/banking77_train.jsonl", "text"),
          ...textsOf("banking77/banking77_valid.jsonl", "text"),
        ],
      ],
      [
        "CLINC150",
        () => [...textsOf("clinc150/clinc150_train.jsonl", "text"), ...textsOf("clinc150/clinc150_val.jsonl", "text")],
      ],
      [
        "StackFAQ, answers too",
        () => [
          ...textsOf("stackfaq/stackfaq_articles.jsonl", "question", "answers"),
          ...textsOf("stackfaq/stackfaq_queries_even.jsonl", "text"),
        ],
      ],
      ["Tatoeba, 30 languages", () => textsOf("language/langid_tatoeba.jsonl", "text")],
      ["prompt injections", () => textsOf("adversarial/injection_deepset_train.jsonl", "text")],
    );
  }

  test.each(sets)("%s", (name, load) => {
    const texts = load();
    const alarms = texts.filter((text) => screen(text).signals.some((it) => !CONTACT.includes(it)));
    console.info(`false alarms, ${name}: ${alarms.length} of ${texts.length}`);
    expect(alarms.length, alarms.map((it) => it.slice(0, 200)).join("\n")).toBeLessThanOrEqual(
      Math.ceil(texts.length / 1_000),
    );
  });
});
