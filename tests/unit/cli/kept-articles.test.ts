import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { articlesKey, keepArticles, keptArticles } from "../../../src/cli/kept-articles.ts";
import { buildIndex } from "../../../src/core/knowledge/article-index.ts";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { KNOWN } from "../knowledge/articles.ts";

const folder = mkdtempSync(join(tmpdir(), "nightdesk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = { articles: KNOWN, facts: new Map([["fee.btc", { value: "1", example: true }]]), problems: [] };

test("what is kept finds the same as what was just read", async () => {
  const index = buildIndex(KNOWN);
  await keepArticles(folder, "same", { read, index });
  const kept = await keptArticles(folder, "same");
  expect(kept).toEqual({ read, index });
  const languages = ["en"];
  const fresh = buildKnowledge(KNOWN, { languages });
  const quick = buildKnowledge(kept?.read.articles ?? [], { languages, index: kept?.index });
  for (const text of ["my depost is missing", "cannot log in", "weather"])
    expect(quick.assess(text)).toEqual(fresh.assess(text));
});

test("the key changes with every letter, name, file and version of the code", () => {
  const sources = [
    { file: "en/DEP-01.md", text: "one" },
    { file: "en/WDL-01.md", text: "two" },
  ];
  const [first, second] = sources as [(typeof sources)[0], (typeof sources)[0]];
  const keys = [
    articlesKey(sources, "a"),
    articlesKey(sources, "b"),
    articlesKey([first], "a"),
    articlesKey([second, first], "a"),
    articlesKey([first, { ...second, text: "twO" }], "a"),
    articlesKey([first, { ...second, file: "zh/WDL-01.md" }], "a"),
    articlesKey(
      [
        { ...first, text: "onet" },
        { ...second, text: "wo" },
      ],
      "a",
    ),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(articlesKey(sources, "a")).toBe(keys[0]);
});

test("code that is run from source has no name, and keeps nothing", () => {
  expect(articlesKey([{ file: "en/DEP-01.md", text: "one" }])).toBeUndefined();
});

test("what is damaged, cut short or not there is read again", async () => {
  await keepArticles(folder, "whole", { read, index: buildIndex(KNOWN) });
  const bytes = readFileSync(join(folder, "whole.articles"));
  writeFileSync(join(folder, "short.articles"), bytes.subarray(0, -1));
  writeFileSync(join(folder, "empty.articles"), "");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(join(folder, "changed.articles"), bytes);
  for (const key of ["short", "empty", "changed", "missing"]) expect(await keptArticles(folder, key)).toBeUndefined();
});

test("only the newest few are kept", async () => {
  const index = buildIndex([]);
  for (const key of ["k1", "k2", "k3", "k4", "k5"]) await keepArticles(folder, key, { read, index });
  const names = readdirSync(folder);
  expect(names).toHaveLength(3);
  expect(names).toContain("k5.articles");
});

test("a folder that cannot be written costs nothing but time", async () => {
  writeFileSync(join(folder, "file"), "");
  await expect(keepArticles(join(folder, "file"), "key", { read, index: buildIndex([]) })).resolves.toBeUndefined();
});
