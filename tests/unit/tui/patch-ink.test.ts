import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { patchOutput } from "../../../scripts/patch-ink.mjs";

const source = resolve("node_modules/ink/build/output.js");

interface Drawn {
  new (size: {
    width: number;
    height: number;
  }): {
    write(x: number, y: number, text: string, options: { transformers: [] }): void;
    get(): { output: string };
  };
}

it("draws with the changed Ink, frame after frame, what the stock one draws", async () => {
  // Beside the stock file, so that what it imports is found.
  const folder = mkdtempSync(join(dirname(source), "patched-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "output.mjs");
  writeFileSync(file, patchOutput(readFileSync(source, "utf8")));
  const stock: { default: Drawn } = await import(pathToFileURL(source).href);
  const patched: { default: Drawn } = await import(pathToFileURL(file).href);
  const row = fc
    .array(
      fc.constantFrom(
        "a",
        "账",
        " ",
        "👨‍👩‍👧",
        "e\u0301",
        "\x1b[1m",
        "\x1b[38;5;202m",
        "\x1b[39m",
        "\x1b[22m",
        "…",
        "ｶﾞ",
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(""));
  const frames = fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
  const draw = (Output: Drawn, rows: string[]): string => {
    const output = new Output({ width: 14, height: 4 });
    rows.forEach((text, y) => {
      output.write(y % 3, y, text, { transformers: [] });
    });
    return output.get().output;
  };
  fc.assert(
    fc.property(frames, (all) => {
      for (const rows of all) expect(draw(patched.default, rows)).toBe(draw(stock.default, rows));
    }),
    { numRuns: 300 },
  );
});

it("does not build on an Ink that it does not know", () => {
  expect(() => patchOutput("export default class Output {}")).toThrow("scripts/patch-ink.mjs");
});
