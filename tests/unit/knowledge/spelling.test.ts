import { expect, test } from "vitest";
import { pieces } from "../../../src/core/knowledge/analyse.ts";
import { respeller } from "../../../src/core/knowledge/spelling.ts";

const known = new Map([
  ["withdrawal", 40],
  ["deposit", 50],
  ["deposits", 3],
  ["card", 9],
  ["cars", 2],
  ["my", 80],
  ["usdt", 30],
]);
const respell = respeller(known);
const read = (text: string) => respell(pieces(text)).map((it) => it.text);

test.each([
  ["withdrawl", ["withdrawal"]],
  ["depositt", ["deposit"]],
  ["depsoit", ["deposit"]],
  ["deposot", ["deposit"]],
  ["mycard", ["my", "card"]],
])("%s is read as the known words next to it", (typed, meant) => {
  expect(read(typed)).toEqual(meant);
});

test("of several words the most frequent is meant", () => {
  expect(read("carx usdt")).toEqual(["card", "usdt"]);
});

test("what is known, short, a number or like nothing stays as it is", () => {
  expect(read("cars usd 12345 trc20 weather 提现")).toEqual(["cars", "usd", "12345", "trc20", "weather", "提现"]);
});

test("a long text of unknown words costs little", () => {
  class Counting extends Map<string, number> {
    lookups = 0;
    override get(word: string) {
      this.lookups++;
      return super.get(word);
    }
  }
  const counting = new Counting();
  respeller(counting)(pieces("qwertyuiop ".repeat(300)));
  expect(counting.lookups).toBeLessThan(12 * 700 + 300);
});
