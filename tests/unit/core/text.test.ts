import { describe, expect, test } from "vitest";
import { configSchema } from "../../../src/core/config/schema.ts";
import { asksForPerson } from "../../../src/core/conversation/person.ts";
import { lru } from "../../../src/core/lru.ts";
import { cleanText, excerpt, hasWords } from "../../../src/core/text.ts";
import { formatDuration, parseDuration } from "../../../src/core/time.ts";

describe("customer text", () => {
  test("control, bidirectional and broken characters are made harmless", () => {
    expect(cleanText("a\u0000b\u001b[31mc\u202Ed\u2066e\ud800f\r\ng\th")).toBe("ab[31mcde\ufffdf\ng\th");
  });
  test("what people write stays: emoji, joiners, accents, Chinese", () => {
    const text = "👩‍💻 ça va? 账户被盗！ e\u0301";
    expect(cleanText(text)).toBe(text);
  });
  test("an excerpt is the first line with something in it and never half a character", () => {
    expect(excerpt("\n\n  first line \nsecond", 80)).toBe("first line");
    expect(excerpt("ab😀cd", 4)).toBe("ab…");
  });
  test("emoji alone are no words", () => {
    expect(hasWords("🙏🙏")).toBe(false);
    expect(hasWords("好")).toBe(true);
  });
});

describe("durations", () => {
  test.each([
    ["90s", 90_000],
    ["1h30m", 5_400_000],
    ["7d", 604_800_000],
  ])("%s", (text, length) => {
    expect(parseDuration(text)).toBe(length);
  });
  test.each(["", "5", "m", "1.5h", "-5m", "5 m"])("“%s” is none", (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );
  test("are written with two units", () => expect(formatDuration(90_061_000)).toBe("1d1h"));
});

describe("asking for a person", () => {
  const { person } = configSchema.parse({ desk: { name: "x" } }).reply;
  test.each([
    "human",
    "HUMAN!!",
    "agent pls",
    "human, my name is Alice Zebra and I lost it",
    "let me talk to a human about this withdrawal problem",
    "转人工",
    "ｈｕｍａｎ",
  ])("“%s” does", (text) => {
    expect(asksForPerson(text, person)).toBe(true);
  });
  test.each([
    "the agent who called asked for my code, is that normal?",
    "is my humanitarian donation taxed",
    "deposit missing",
  ])("“%s” does not", (text) => {
    expect(asksForPerson(text, person)).toBe(false);
  });
});

test("an operator's own words count however they are spelt", () => {
  const desk = { name: "x" };
  const { person } = configSchema.parse({
    desk,
    reply: { person: { words: ["Mensch"], phrases: ["Live Chat"] } },
  }).reply;
  expect(asksForPerson("mensch!", person)).toBe(true);
  expect(asksForPerson("give me the live CHAT now please, i have waited", person)).toBe(true);
});

test("an lru forgets what was used longest ago", () => {
  const map = lru<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
  expect([...map.keys()]).toEqual(["a", "c"]);
  map.set("a", 4);
  expect([...map.values()]).toEqual([3, 4]);
  expect([map.delete("c"), map.delete("c"), [...map.keys()]]).toEqual([true, false, ["a"]]);
  map.set("d", 5);
  map.set("e", 6);
  expect([...map.keys()]).toEqual(["d", "e"]);
});

test("an lru is as quick for a key that is used all the time", () => {
  const many = 5_000;
  const cost = (key: (i: number) => string): number => {
    const map = lru<string, number>(many);
    for (let i = 0; i < many; i++) map.set(`key ${i}`, i);
    const before = process.cpuUsage();
    for (let i = 0; i < 4 * many; i++) map.get(key(i));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  cost((i) => `key ${i % many}`);
  const spread = cost((i) => `key ${i % many}`);
  // With entries deleted and set again at each use this took a hundred times as long.
  expect(cost((i) => `key ${i % 2 === 0 ? 0 : i % many}`)).toBeLessThan(10 * spread + 20_000);
});
