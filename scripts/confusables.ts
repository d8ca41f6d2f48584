/*
 * Makes src/core/guard/confusables.ts from Unicode's confusables.txt (https://www.unicode.org/Public/security/):
 * npx tsx scripts/confusables.ts confusables.txt
 */
import { readFile, writeFile } from "node:fs/promises";

const source = process.argv[2];
if (source === undefined) throw new Error("usage: npx tsx scripts/confusables.ts <confusables.txt>");
const text = await readFile(source, "utf8");
const version = /^# Version: (\S+)/m.exec(text)?.[1] ?? "unknown";

const characters = (codes: string): string =>
  codes
    .trim()
    .split(/\s+/)
    .map((code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .join("");

const sources = new Map<string, string>();
let count = 0;
for (const line of text.replace(/^\ufeff/, "").split("\n")) {
  const [from, to, kind] = line.replace(/#.*/, "").split(";");
  if (from === undefined || to === undefined || kind?.trim() !== "MA") continue;
  const target = characters(to);
  sources.set(target, (sources.get(target) ?? "") + characters(from));
  count += 1;
}

/** Marks, separators and whatever cannot be seen are written as escapes, so that editors and diffs leave them alone. */
const escaped = (part: string): string =>
  JSON.stringify(part)
    .slice(1, -1)
    .replace(/[\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/gu, (it) =>
      it === " " ? it : `\\u{${it.codePointAt(0)?.toString(16)}}`,
    );

const lines: string[] = [];
let line = "";
for (const [target, from] of sources) {
  const entry = `${escaped(target)}\\t${escaped(from)}\\n`;
  if (line !== "" && line.length + entry.length > 190) {
    lines.push(line);
    line = "";
  }
  line += entry;
}
lines.push(line);

await writeFile(
  "src/core/guard/confusables.ts",
  `/*
 * Made by scripts/confusables.ts from Unicode's confusables.txt ${version}: ${count} characters that look like others.
 * Copyright © 1991-2025 Unicode, Inc. Unicode-3.0 licence, see NOTICE.
 */

/** Lines of what a character looks like, a tab, and all the characters that do. */
// biome-ignore format: a table
export const CONFUSABLES =
${lines.map((it) => `  "${it}"`).join(" +\n")};
`,
);
