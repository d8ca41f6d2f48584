import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cell, clean } from "../../../src/cli/tui/text/clean.ts";
import { fitLine, lineText, lineWidth, overlay, slice, spread } from "../../../src/cli/tui/text/line.ts";
import { fitText, graphemes, width } from "../../../src/cli/tui/text/width.ts";
import { rows, wrap } from "../../../src/cli/tui/text/wrap.ts";

const pieces = [
  "a",
  "Z",
  " ",
  "9",
  "账",
  "户",
  "，",
  "。",
  "한",
  "ｶ",
  "é",
  "e\u0301",
  "👍🏽",
  "👨‍👩‍👧",
  "🇨🇳",
  "☺️",
  "ก็",
  "नि",
  "ا",
  "-",
  "x".repeat(30),
  "\n",
];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", maxLength: 80 }).map(clean),
);
const flat = texts.map(cell);
const columns = fc.integer({ min: 0, max: 60 });

describe("widths", () => {
  it("fits any text into exactly the columns it is given", () => {
    fc.assert(
      fc.property(flat, columns, fc.constantFrom("left" as const, "right" as const), (text, wide, side) => {
        expect(width(fitText(text, wide, side))).toBe(wide);
      }),
    );
  });

  it("says with an ellipsis that something was cut, and pads what is short", () => {
    expect(fitText("账户疑似被盗，请立即冻结！", 12)).toBe("账户疑似被… ");
    expect(fitText("kyc", 6)).toBe("kyc   ");
    expect(fitText("00:54", 8, "right")).toBe("   00:54");
  });

  it("wraps any text into rows that fit, and loses nothing but spaces and line ends", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, wide) => {
        const wrapped = wrap(text, wide);
        for (const row of wrapped) expect(width(row)).toBeLessThanOrEqual(wide);
        expect(wrapped.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
    );
  });

  it("never breaks a row inside a character", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 20 }), (text, wide) => {
        const starts = new Set<number>([0]);
        let at = 0;
        for (const part of graphemes(text)) {
          at += part.length;
          starts.add(at);
        }
        for (const { start } of rows(text, wide)) expect(starts.has(start)).toBe(true);
      }),
    );
  });

  it("puts a closing mark on a row of its own rather than over the edge", () => {
    expect(wrap("a户。", 3)).toEqual(["a", "户", "。"]);
  });

  it("breaks between words, between Chinese characters, and not before closing marks", () => {
    expect(wrap("the network fee is paid twice", 12)).toEqual(["the network", "fee is paid", "twice"]);
    expect(wrap("账户疑似被盗，请立即冻结", 12)).toEqual(["账户疑似被", "盗，请立即冻", "结"]);
    expect(wrap(`0x${"9f".repeat(10)}`, 10)).toEqual(["0x9f9f9f9f", "9f9f9f9f9f", "9f"]);
  });

  it("cuts, spreads and overlays lines to exact widths", () => {
    fc.assert(
      fc.property(flat, flat, columns, (left, right, wide) => {
        const line = [{ text: left }, { text: right, bold: true }];
        expect(lineWidth(fitLine(line, wide))).toBe(wide);
        expect(lineWidth(spread([{ text: left }], [{ text: right }], wide))).toBe(wide);
      }),
    );
    fc.assert(
      fc.property(flat, flat, fc.integer({ min: 0, max: 30 }), (under, box, x) => {
        const whole = fitLine([{ text: under }], 40);
        expect(lineWidth(overlay([whole], [[{ text: box }]], { x, y: 0 })[0] ?? [])).toBe(40);
      }),
    );
  });

  it("puts spaces where a wide character is cut in two", () => {
    expect(lineText(slice([{ text: "冻结账户" }], 1, 5))).toBe(" 结 ");
  });
});

describe("text from the server", () => {
  it("cannot drive the terminal", () => {
    expect(clean("a\x1b[31mb\x1b[0m \x1b]0;title\x07c \x1b]8;;http://x\x1b\\d \x9b2Je")).toBe("ab c d e");
    expect(clean("ok\x1b]52;c;never closed")).toBe("ok");
    expect(clean("abc\u202edef\u2066\x08\x7f")).toBe("abcdef");
  });

  it("keeps no control character whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(clean(text)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
        expect(clean(clean(text))).toBe(clean(text));
      }),
    );
  });

  it("takes the skin tone and the joiners out of cells, where terminals disagree on their width", () => {
    expect(cell("👍🏽 ok\n\n  next\t☺️")).toBe("👍 ok next ☺");
  });

  it("ends a tower of combining marks", () => {
    expect(clean(`z${"\u0301".repeat(500)}`)).toHaveLength(9);
  });
});
