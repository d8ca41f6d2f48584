import { readdirSync, readFileSync } from "node:fs";
import { spawn } from "@lydell/node-pty";

/** Nanoseconds that all threads of a process have been on a processor; see Linux's Documentation/scheduler/sched-stats. */
function onProcessor(pid: number): number {
  let sum = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      sum += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // The thread ended in between; what it did is little.
    }
  }
  return sum;
}

const field = (pid: number, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;

const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** A program in a terminal of its own, and what it costs: processor time, as nobody else's load changes that. */
export async function watch(
  command: string,
  args: string[],
  env: Record<string, string>,
  [columns, rows]: [number, number],
) {
  const begun = performance.now();
  const program = spawn(command, args, {
    cols: columns,
    rows,
    name: "xterm-256color",
    env: { ...process.env, ...env },
  });
  const { pid } = program;
  let bytes = 0;
  let clears = 0;
  let last = 0;
  let first: { wall: number; cpu: number } | undefined;
  let waiting: (() => void) | undefined;
  let said = "";
  let ended = false;
  program.onExit(() => {
    ended = true;
  });
  program.onData((data) => {
    said = (said + data).slice(-2_000);
    bytes += data.length;
    clears += data.match(/\x1b\[[23]J/g)?.length ?? 0;
    last = performance.now();
    if (first === undefined && data.includes("nightdesk")) first = { wall: last - begun, cpu: onProcessor(pid) / 1e6 };
    waiting?.();
  });

  /** Until nothing was drawn for so long. */
  async function quiet(length: number, most = 30_000): Promise<void> {
    const end = performance.now() + most;
    while (performance.now() - last < length && performance.now() < end) await later(2);
  }

  return {
    first: async () => {
      while (first === undefined && !ended) await later(5);
      if (first === undefined) throw new Error(`${command} ${args.join(" ")} ended before its first frame: ${said}`);
      return first;
    },
    quiet,
    later,
    /** Milliseconds on the processor and by the clock from a key to its frame. */
    async key(name: string): Promise<{ cpu: number; wall: number }> {
      await quiet(8, 100);
      const cpu = onProcessor(pid);
      const at = performance.now();
      const drawn = new Promise<void>((done) => {
        waiting = done;
      });
      program.write(name);
      await Promise.race([drawn, later(2_000)]);
      waiting = undefined;
      const wall = performance.now() - at;
      await later(4);
      return { cpu: (onProcessor(pid) - cpu) / 1e6, wall };
    },
    /** What so many milliseconds cost. */
    async during(length: number) {
      const [cpu, before, cleared] = [onProcessor(pid), bytes, clears];
      const at = performance.now();
      await later(length);
      const took = performance.now() - at;
      return {
        share: (onProcessor(pid) - cpu) / 1e6 / took,
        kilobytes: (bytes - before) / 1_024 / (took / 1_000),
        clears: clears - cleared,
      };
    },
    memory: () => ({ now: field(pid, "VmRSS"), most: field(pid, "VmHWM") }),
    clears: () => clears,
    write: (text: string) => program.write(text),
    kill: () => program.kill("SIGKILL"),
  };
}
