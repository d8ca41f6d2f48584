import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Message, Order, Speed } from "./cell.ts";

/** A library that takes longer than this to build its index, or to answer all queries, is stopped; milliseconds. */
const PATIENCE = 60_000;

/** What is known of a library that was stopped is only where. */
export type Measured = Speed | { stopped: "building" | "searching" };

/** Measures one library at one size in a process of its own, `runs` times; of each figure the best counts. */
export async function measureSpeed(order: Order, runs: number): Promise<Measured> {
  const all: Speed[] = [];
  for (let run = 0; run < runs; run++) {
    const measured = await inChild(order);
    if ("stopped" in measured) return measured;
    all.push(measured);
    if (measured.slow || measured.build > PATIENCE / 6) break;
  }
  const best = (of: (it: Speed) => number) => Math.min(...all.map(of));
  return {
    build: best((it) => it.build),
    cpu: best((it) => it.cpu),
    bytes: best((it) => it.bytes),
    resident: best((it) => it.resident),
    p50: best((it) => it.p50),
    p99: best((it) => it.p99),
    slow: all.every((it) => it.slow),
  };
}

function inChild(order: Order): Promise<Measured> {
  const file = fileURLToPath(new URL("../search-cell.ts", import.meta.url));
  const child = fork(file, { execArgv: ["--expose-gc", "--max-old-space-size=6144", "--no-warnings"] });
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (then: () => void) => {
      settled = true;
      clearTimeout(timer);
      child.kill("SIGKILL");
      then();
    };
    const allow = (stopped: "building" | "searching") => {
      clearTimeout(timer);
      timer = setTimeout(() => settle(() => resolve({ stopped })), PATIENCE);
    };
    child.on("message", (message: Message) => {
      if (message.step === "ready") allow("building");
      else if (message.step === "built") allow("searching");
      else settle(() => resolve(message.speed));
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      const what = `${order.library ?? "ours"} at ${order.size} ended with ${code}`;
      if (!settled) settle(() => reject(new Error(what)));
    });
    child.send(order);
  });
}
