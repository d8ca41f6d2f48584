import { describe, expect, test } from "vitest";
import { DETECTORS } from "../../../src/core/guard/detectors.ts";
import { readingOf } from "../../../src/core/guard/reading.ts";
import { shapeOf } from "../../../src/core/guard/shape.ts";

const LENGTH = 100_000;
const MOST_MS = 50;
const WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";

/** What a detector is slowest at: near misses of what it looks for, over and over. A new detector's own near miss belongs here. */
const HOSTILE = [
  ..."a5 1.-+(\n@=的가がá😀п",
  ...[
    "zo",
    "0x",
    "a@",
    "@a",
    "a.",
    "a@a.",
    "1 ",
    "[1,",
    "4111 ",
    "1234-",
    "tx ",
    "x=",
    "x:",
    "aban ",
    "助记词是",
    "密码是",
  ],
  ...["abandon ", "zoo xq ", `${"zoo abandon ".repeat(30)}xq `, "you that can ", "legalwinnerthank", "abandonabandon"],
  ...["的 ", "我的助记词是的一是在不了有和人这中大 ", "がく ", "가격 ", "a\u0301", "\u200b"],
  ...[
    "xprv",
    `${WIF} `,
    `0x${"ab".repeat(32)} `,
    `0x${"aB".repeat(20)} `,
    `${"1A".repeat(44)} `,
    `1${"A".repeat(33)} `,
    "bc1q",
  ],
  ...[
    "-----BEGIN PRIVATE KEY-----",
    "eyJhbGciOi.",
    "ghp_",
    "123456789:AA",
    "api key: ",
    "secret=aaaaaaaaaaaaaaa ",
    "otpauth://",
  ],
  ...[
    "my password is x1 ",
    "code: 123456 ",
    "backup code\n",
    "1234 5678\n",
    "DE89370400440532013000 ",
    "phone 4155552671 ",
  ],
  ...["passport A1234567 ", "vat 12-3456789 ", "4111111111111111 ", "+1 415 555 2671 "],
].map((piece) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH));

/** Processor time in milliseconds: other programs on the machine do not count. Up to seven tries, for first use and collections. */
function cost(work: () => void): number {
  const once = () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
  let best = once();
  for (let tries = 1; tries < 7 && best >= MOST_MS; tries++) best = Math.min(best, once());
  return best;
}

describe(`${LENGTH} hostile characters`, () => {
  const readings = HOSTILE.map((text) => readingOf(text).text);

  test.each(DETECTORS.map((it) => [it.name, it] as const))("%s", (_, detector) => {
    for (const text of readings) {
      const took = cost(() => detector.find(text, shapeOf(text)));
      expect(took, JSON.stringify(text.slice(0, 40))).toBeLessThan(MOST_MS);
    }
  });

  test("undoing what hides letters", () => {
    for (const text of HOSTILE)
      expect(
        cost(() => readingOf(text)),
        JSON.stringify(text.slice(0, 40)),
      ).toBeLessThan(MOST_MS);
  });
});

describe("whatever a text is", () => {
  test("findings stand in the text", () => {
    for (const text of HOSTILE.map((it) => it.slice(0, 2_000))) {
      for (const { start, end } of DETECTORS.flatMap((it) => it.find(text, shapeOf(text)))) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});
