import fc from "fast-check";
import { expect, test } from "vitest";
import { opening, split } from "../../../../src/bots/discord/render/split.ts";

const word = fc.stringMatching(/^[a-z]{1,9}$/);
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 12 }), fc.constantFrom(". ", "! ", "?\n", "。", "\n\n"))
  .map(([words, end]) => words.join(" ") + end);
const chinese = fc.array(fc.constantFrom("充", "值", "没", "到", "账", "。", "，"), { minLength: 1, maxLength: 30 });
const link = word.map((it) => ` https://borealis.example/${it}/${it} `);
const code = fc.tuple(word, word).map((it) => ` \`${it.join(" ")}\` `);
const lines = fc.array(word, { minLength: 1, maxLength: 8 });
const block = lines.map((it) => `\n\`\`\`js\n${it.join("\n")}\n\`\`\`\n`);
const emoji = fc.constantFrom("👩‍💻", "🙏", "𝒳");
const text = fc
  .array(
    fc.oneof(
      sentence,
      chinese.map((it) => it.join("")),
      link,
      code,
      block,
      emoji,
    ),
    { maxLength: 40 },
  )
  .map((it) => it.join(""));
const max = fc.integer({ min: 120, max: 300 });

const bare = (it: string): string => it.replace(/\s/g, "");

test("all of it is said, in order, in parts that Discord takes, with links and code whole", () => {
  fc.assert(
    fc.property(text, max, (whole, most) => {
      const parts = split(whole, most);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(most);
        expect(part.trim()).not.toBe("");
        expect(part.isWellFormed()).toBe(true);
      }
      expect(bare(parts.join(""))).toBe(bare(whole));
      for (const [piece] of whole.matchAll(/https:\S+|`[^`\n]+`|```[^`]+```/g))
        expect(parts.some((it) => it.includes(piece))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a code block that is longer than a message is closed, and opened again with its language", () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 60, maxLength: 200 }), text, max, (rows, after, most) => {
      const code = rows.map((it) => `  ${it}`).join("\n");
      const parts = split(`Try this:\n\`\`\`js\n${code}\n\`\`\`\n${after}`, most);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(most);
        expect((part.match(/```/g) ?? []).length % 2).toBe(0);
      }
      const inBlocks = parts.flatMap((it) => [...it.matchAll(/```js\n([\s\S]*?)\n?```/g)].map(([, body]) => body));
      expect(inBlocks.join("\n")).toContain(code);
    }),
    { numRuns: 100 },
  );
});

test("code that is longer than a message keeps its marks on both sides of the cut", () => {
  for (const part of split(`\`${"a".repeat(700)}\``, 200)) expect(part).toMatch(/^`a{1,198}`$/);
});

test("anything at all ends, and stays within the limit", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 900 }), fc.integer({ min: 20, max: 99 }), (whole, most) => {
      for (const part of split(whole, most)) expect(part.length).toBeLessThanOrEqual(most);
    }),
  );
  const marks = fc.array(fc.constantFrom("`", "```", "\n", "\\", "[", "](", "https://", "<", " ", "a"), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(marks, (pieces) => {
      const parts = split(pieces.join(""), 50);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(50);
      expect(bare(parts.join("")).replace(/`/g, "")).toBe(bare(pieces.join("")).replace(/`/g, ""));
    }),
  );
});

test("a mark keeps the backslash that takes its meaning away", () => {
  for (const part of split("\\*".repeat(500), 101)) expect(part).toMatch(/^(\\\*)+$/);
});

test("an opening says that there is more", () => {
  expect(opening("short", 100)).toBe("short");
  const cut = opening("One sentence of many. ".repeat(20), 100);
  expect(cut.length).toBeLessThanOrEqual(100);
  expect(cut).toMatch(/many\.\n…$/);
});
