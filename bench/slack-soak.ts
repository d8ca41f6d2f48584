/*
 * npm run soak:slack: 300 conversations between a customer in Discord, a responder in Slack and one in the terminal, with notes and
 * changes. Each word has to stand on each of the other sides once, in order, and no note where a customer reads. It takes some
 * minutes: a bot in Discord may make fifty requests a second. Other numbers: npm run soak:slack -- CONVERSATIONS ROUNDS. Both fakes and the
 * desk share one process, and so one core: a machine that is busy with other things is slow here long before the desk is.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteStore } from "../src/store/sql/sqlite.ts";
import { master } from "../tests/harness/master.ts";
import { printTable } from "./figures.ts";
import { relay } from "./slack/relay.ts";

const [conversations = 300, rounds = 2] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "nightdesk-bench-"));
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1_000);
const store = await sqliteStore(join(folder, "desk.db"), { master });
const { wrong, ack, ...result } = await relay(store, {
  conversations,
  rounds,
  // Both platforms and the desk share one process: more at once would measure that.
  atOnce: 12,
  patience: 180_000,
  progress: (ended) => process.stderr.write(`${ended} conversations after ${seconds()} s\n`),
});
rmSync(folder, { recursive: true, force: true });
printTable(`Discord, Slack and the terminal, ${seconds()} s`, [
  ["", ""],
  ["conversations", result.conversations],
  ["words relayed", result.relayed],
  ["missing", result.missing],
  ["duplicates", result.duplicates],
  ["out of order", result.outOfOrder],
  ["notes that leaked", result.leaked],
  ["taken by the desk, p50 ms", ack.p50],
  ["taken by the desk, p99 ms", ack.p99],
  ["taken by the desk, at most ms", ack.most],
  ["sent again by Slack after 3 s", result.sentAgain],
]);
process.stderr.write(wrong.slice(0, 5).join("\n"));
const well = result.missing + result.duplicates + result.outOfOrder + result.leaked === 0;
process.exitCode = well ? 0 : 1;
