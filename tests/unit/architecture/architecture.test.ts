import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { forbiddenEdges, impurities, keptFrom, type Source } from "../../harness/architecture.ts";

const sources: Source[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ file: `src/${name.replaceAll("\\", "/")}`, text: readFileSync(join("src", name), "utf8") }));

test("every import follows the house", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(forbiddenEdges(sources)).toEqual([]);
});

test("what is kept from others is imported by none of them", () => {
  expect(keptFrom(sources)).toEqual([]);
  const planted = { file: "src/server/x.ts", text: 'import { viewTicket } from "../core/view.ts";' };
  expect(keptFrom([planted])).toEqual(["src/server/x.ts -> ../core/view.ts"]);
  const tipping = [
    ["src/worker/triage.ts", "../core/compliance/note.ts"],
    ["src/core/privacy/export.ts", "../compliance/sealed.ts"],
    ["src/server/routes/tickets.ts", "../../core/compliance/note.ts"],
    ["src/cli/tui/link.ts", "../../store/compliance/sql.ts"],
  ] as const;
  for (const [file, from] of tipping)
    expect(keptFrom([{ file, text: `import { x } from "${from}";` }])).toHaveLength(1);
});

test("core reads no clock, rolls no dice and reaches nothing", () => {
  expect(impurities(sources)).toEqual([]);
});

test("no file is longer than 250 lines", () => {
  const long = sources.filter(({ text }) => text.trimEnd().split("\n").length > 250).map(({ file }) => file);
  expect(long).toEqual([]);
});

describe("planted violations are caught", () => {
  test.each([
    ["src/core/x.ts", 'import { readFile } from "node:fs/promises";'],
    ["src/core/x.ts", 'import { sqliteStore } from "../store/sql/sqlite.ts";'],
    ["src/core/desk.ts", 'const { Hono } = await import("hono");'],
    ["src/store/x.ts", 'import { createApp } from "../server/app.ts";'],
    ["src/bots/discord/x.ts", 'export { route } from "../../worker/outbox.ts";'],
    ["src/server/x.ts", 'import type { Runtime } from "../cli/runtime.ts";'],
    ["src/cli/tui/x.tsx", 'import { createApp } from "../../server/app.ts";'],
    ["src/cli/tui/x.tsx", 'import { sqliteStore } from "../../store/sql/sqlite.ts";'],
    ["src/elsewhere/x.ts", ""],
  ])("%s: %s", (file, text) => {
    expect(forbiddenEdges([{ file, text }])).toHaveLength(1);
  });

  test.each(["const at = Date.now();", "Math.random()", "fetch(url)"])("core: %s", (text) => {
    expect(impurities([{ file: "src/core/x.ts", text }])).toHaveLength(1);
  });
});
