import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";

export interface RunningValkey {
  url: string;
  /** kill -9: what it held is gone. */
  kill(): Promise<void>;
  /** An empty one, at the same place. */
  restart(): Promise<void>;
}

/** Starts a real Valkey on a free port; it is gone when the test has finished. */
export async function startValkey(): Promise<RunningValkey> {
  const port = await freePort();
  let child: ChildProcess;
  async function start(): Promise<void> {
    child = spawn(process.execPath, ["--no-warnings", "tests/harness/valkey-process.ts", String(port)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    for await (const piece of child.stdout?.iterator({ destroyOnReturn: false }) ?? [])
      if (String(piece).includes("ready\n")) break;
    child.stdout?.resume();
  }
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await start();
  onTestFinished(kill);
  return { url: `redis://127.0.0.1:${port}`, kill, restart: start };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
