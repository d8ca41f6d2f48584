import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../src/cli/ids.ts";
import { loadPolicy } from "../src/cli/policy.ts";
import { openDesk } from "../src/core/desk.ts";
import { sqliteStore } from "../src/store/sql/sqlite.ts";
import { master } from "../tests/harness/master.ts";
import { quantile } from "./figures.ts";

/** What customers of an exchange write: answered, clarified, handed off, greeted. */
const TEXTS = [
  "my deposit has not arrived",
  "提币一直显示处理中",
  "how do i turn on 2fa",
  "hello",
  "what are your trading fees",
  "i cannot log in, it says wrong password",
  "人脸识别一直失败",
  "where do i find the transaction hash",
];

export interface Received {
  concurrency: number;
  /** Messages received, decided and durable, per second. */
  rate: number;
  /** Milliseconds from receive to durable. */
  p50: number;
  p99: number;
}

/** Opens a desk on a fresh SQLite file with the exchange's articles, as `nightdesk up` does. */
export async function openBenchDesk() {
  const folder = mkdtempSync(join(tmpdir(), "nightdesk-bench-"));
  const { policy } = await loadPolicy({ config: "examples/exchange/nightdesk.yaml" });
  const store = await sqliteStore(join(folder, "desk.db"), { master });
  const now = () => Date.now();
  const desk = openDesk({
    store,
    now,
    newId: () => newId(now()),
    key: new Uint8Array(32).fill(1),
    policy: () => policy,
  });
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { desk, store, policy: () => policy, close };
}

/**
 * Sends `count` messages, `concurrency` at a time, spread over customers who write four messages each. `onEvery` is called with the
 * number of messages that are durable, every 10,000.
 */
export async function receive(
  desk: Awaited<ReturnType<typeof openBenchDesk>>["desk"],
  {
    count,
    concurrency,
    run,
    onEvery,
  }: { count: number; concurrency: number; run: string; onEvery?: (done: number) => void },
): Promise<Received> {
  const took = new Float64Array(count);
  let next = 0;
  let done = 0;
  const started = performance.now();
  const customer = async () => {
    for (let i = next++; i < count; i = next++) {
      const thread = `${run}-${Math.floor(i / (4 * concurrency)) * concurrency + (i % concurrency)}`;
      const begun = performance.now();
      await desk.receive({
        channel: "console",
        thread,
        externalId: `${run}/${i}`,
        customer: `console:${thread}`,
        text: TEXTS[i % TEXTS.length] ?? "",
      });
      took[i] = performance.now() - begun;
      done += 1;
      if (done % 10_000 === 0) onEvery?.(done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, customer));
  const seconds = (performance.now() - started) / 1_000;
  return { concurrency, rate: count / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}
