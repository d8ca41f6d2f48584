import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Usage } from "./bot.ts";

/** Starts a bot in a process of its own against a fake Discord. */
export function startBot(kind: "desk" | "bare", api: string) {
  const folder = mkdtempSync(join(tmpdir(), "nightdesk-bench-"));
  const child: ChildProcess = fork(fileURLToPath(new URL("bot.ts", import.meta.url)), [kind, api, folder], {
    execArgv: ["--expose-gc", "--no-warnings", "--import", "tsx"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const log: string[] = [];
  child.stderr?.on("data", (piece: Buffer) => log.push(String(piece)));
  child.on("exit", (code) => {
    if (code === 0) return;
    process.stderr.write(`the bot's process ended with ${code}:\n${log.join("").slice(-4_000)}\n`);
    process.exit(1);
  });
  return {
    /** What it logged. */
    log: () => log.join(""),
    async usage(): Promise<Usage> {
      const answer = once(child, "message");
      child.send("usage");
      return (await answer)[0] as Usage;
    },
    async end(): Promise<void> {
      if (child.exitCode === null) {
        const ended = once(child, "exit");
        child.send("end");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
