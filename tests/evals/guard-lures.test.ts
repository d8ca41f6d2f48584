import { expect, test } from "vitest";
import { NO_BLOCKLIST } from "../../src/core/guard/blocklist.ts";
import type { Author } from "../../src/core/guard/circumstances.ts";
import { judge } from "../../src/core/guard/judge.ts";
import { bareGuard } from "../../src/core/guard/policy.ts";
import { ACTIONS } from "../../src/core/guard/verdict.ts";
import { LURES_EN, LURES_ZH, REPORTS } from "../harness/lure-talk.ts";

const guard = bareGuard(() => NO_BLOCKLIST);
const NOW = Date.UTC(2026, 10, 22);
const STRANGER: Author = { createdAt: NOW - 86_400_000, firstMessage: true, answersHelpSeeker: true };

const actionOn = (text: string, author: Author) => judge({ text, author, now: NOW }, guard).action;

test("families of lures, by what is done about them", () => {
  const rows = Object.entries({ ...LURES_EN, ...LURES_ZH }).map(([family, texts]) => {
    const from = (author: Author) => texts.map((text) => actionOn(text, author));
    const [anybody, stranger] = [from({}), from(STRANGER)];
    const counts = ACTIONS.map((action) => stranger.filter((it) => it === action).length);
    const recall = (all: string[]) => all.filter((it) => it !== "none").length / all.length;
    const missed = texts.filter((_, i) => stranger[i] === "none");
    return { family, all: texts.length, counts, anybody: recall(anybody), stranger: recall(stranger), missed };
  });
  const cells = rows.map(
    (it) =>
      `${it.family.padEnd(24)}${String(it.all).padStart(6)}${it.counts.map((n) => String(n).padStart(9)).join("")}` +
      `${`${(100 * it.stranger).toFixed(1)} %`.padStart(11)}${`${(100 * it.anybody).toFixed(1)} %`.padStart(11)}`,
  );
  const head = `${"".padEnd(24)}${"texts".padStart(6)}${ACTIONS.map((it) => it.padStart(9)).join("")}${"stranger".padStart(11)}${"anybody".padStart(11)}`;
  console.info(`lures, what is done when a stranger writes them, and recall:\n${[head, ...cells].join("\n")}`);
  for (const { family, missed } of rows)
    if (missed.length > 0) console.info(`missed, ${family}:\n${missed.join("\n")}`);
  const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, it) => sum + of(it) * it.all, 0);
  const all = total(() => 1);
  expect(all).toBeGreaterThan(280);
  expect(total((it) => it.stranger) / all).toBeGreaterThan(LEAST);
});

/** Of the first run on these texts; raise it with the guard. */
const LEAST = 0.95;

test("victims who tell are never punished", () => {
  expect(REPORTS.length).toBeGreaterThanOrEqual(100);
  const punished = REPORTS.filter((text) => !["none", "flag"].includes(actionOn(text, STRANGER)));
  console.info(`reports of victims punished: ${punished.length} of ${REPORTS.length}`);
  expect(punished).toEqual([]);
});
