import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edit, emptyField, type Field, fieldWith, insert, look } from "../../../src/cli/tui/text/field.ts";
import { graphemes, width } from "../../../src/cli/tui/text/width.ts";

const typed = (...pieces: string[]): Field => pieces.reduce((field, piece) => insert(field, piece), emptyField);
const press = (field: Field, ...keys: string[]): Field => keys.reduce((it, key) => edit(it, key, 20) ?? it, field);

describe("a text being written", () => {
  it("loses one character to one backspace, whatever it is made of", () => {
    for (const character of ["a", "é", "账", "👍🏽", "👨‍👩‍👧", "🇨🇳", "e\u0301"]) {
      expect(press(typed("x", character), "backspace").text).toBe("x");
    }
  });

  it("is edited where the caret stands", () => {
    expect(press(typed("你好"), "left", "backspace").text).toBe("好");
    expect(insert(press(typed("withdrawl"), "left"), "a").text).toBe("withdrawal");
    expect(press(typed("abc"), "home", "delete").text).toBe("bc");
    expect(press(typed("pay the fee"), "ctrl+w").text).toBe("pay the ");
    expect(press(typed("one\ntwo"), "ctrl+u").text).toBe("one\n");
  });

  it("moves up and down by the rows that are seen", () => {
    const field = fieldWith("first line\nsecond");
    expect(insert(press(field, "up"), "!").text).toBe("first !line\nsecond");
    expect(press(field, "up", "up").at).toBe(0);
    expect(press(field, "down").at).toBe(field.text.length);
  });

  it("takes no control characters and no more than its limit", () => {
    expect(insert(emptyField, "a\x1b[31mb\u202ec").text).toBe("abc");
    expect(insert(fieldWith("x".repeat(8_000)), "y").text).toHaveLength(8_000);
  });

  it("keeps its caret between characters and in sight after any keys", () => {
    const KEYS = ["left", "right", "up", "down", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+left"];
    const actions = fc.array(
      fc.oneof(fc.constantFrom(...KEYS), fc.constantFrom("+a", "+账", "+👨‍👩‍👧", "+\n", "+ ", "+word ")),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(actions, fc.integer({ min: 2, max: 30 }), (steps, columns) => {
        let field = emptyField;
        for (const it of steps)
          field = it.startsWith("+") ? insert(field, it.slice(1)) : (edit(field, it, columns) ?? field);
        expect(graphemes(field.text.slice(0, field.at)).join("") + field.text.slice(field.at)).toBe(field.text);
        const { lines, caret } = look(field, columns, 4);
        expect(lines.length).toBeLessThanOrEqual(4);
        expect(caret.y).toBeGreaterThanOrEqual(0);
        expect(caret.y).toBeLessThan(Math.max(1, lines.length));
        expect(caret.x).toBeLessThan(columns);
        for (const line of lines) expect(width(line.trimEnd())).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
