// npm run bench:surge: a five-fold rise in four minutes, at 10,000 customers; --customers 2000 --speed 4 for a shorter one.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadPolicy } from "../src/cli/policy.ts";
import { sqliteStore } from "../src/store/sql/sqlite.ts";
import { master } from "../tests/harness/master.ts";
import { printTable } from "./figures.ts";
import { simulateSurge } from "./surge/simulate.ts";

const { values } = parseArgs({
  options: {
    customers: { type: "string", default: "10000" },
    speed: { type: "string", default: "1" },
    responders: { type: "string", default: "40" },
  },
});
const [customers, speed, responders] = [Number(values.customers), Number(values.speed), Number(values.responders)];
const folder = mkdtempSync(join(tmpdir(), "nightdesk-surge-"));
const { policy } = await loadPolicy({ config: "examples/exchange/nightdesk.yaml", outgoing: true });
const store = await sqliteStore(join(folder, "desk.db"), { master });
const before = process.cpuUsage();
const figures = await simulateSurge({ store, policy, customers, speed, responders });
const { user, system } = process.cpuUsage(before);
await store.close();
rmSync(folder, { recursive: true, force: true });

printTable(
  `${customers.toLocaleString("en-GB")} customers within four minutes, five times the usual (SQLite, durable)`,
  [
    ["", "figure"],
    ["first answer, p50 ms", figures.p50],
    ["first answer, p99 ms", figures.p99],
    ["without an answer", String(figures.unanswered)],
    ["outages opened by the desk", String(figures.outages)],
    ["conversations that wait about one", String(figures.attached)],
    ["tickets opened meanwhile", String(figures.tickets)],
    ["pages", String(figures.pages)],
    ["delivered", String(figures.delivered)],
    ...[...figures.spared].map(([reason, count]): string[] => [`not needed any more: ${reason}`, String(count)]),
    ["pages lost", String(figures.lost)],
    ["pages twice", String(figures.twice)],
    ["first answers promised", String(figures.promised)],
    [`kept by ${responders} responders, %`, (100 * figures.kept) / Math.max(1, figures.promised)],
    ["customers who were told how long it takes", String(figures.told)],
    ["answered within that, %", (100 * figures.within) / Math.max(1, figures.told)],
    ["sooner, %", (100 * figures.sooner) / Math.max(1, figures.told)],
    ["later, %", (100 * figures.later) / Math.max(1, figures.told)],
    ["hours until the last first answer", figures.lastAnswer],
    ["CPU seconds, all of it", (user + system) / 1e6],
  ],
);
if (figures.lost > 0 || figures.twice > 0 || figures.unanswered > 0) process.exitCode = 1;
