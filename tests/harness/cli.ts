import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

export const BIN = resolve("bin/nightdesk");

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
}

/** The environment of a person who has set nothing. */
const bare = (more: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const { PATH = "", HOME = "", LANG = "C.UTF-8" } = process.env;
  return { PATH, HOME, LANG, ...more };
};

/** Runs the built command line to its end, as a person would. */
export function nightdesk(args: string[], { cwd, env, input }: RunOptions = {}): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(BIN, args, { cwd, env: bare(env) });
    let out = "";
    let err = "";
    child.stdout.on("data", (piece) => (out += piece));
    child.stderr.on("data", (piece) => (err += piece));
    child.on("error", failed);
    child.on("close", (code) => done({ code, out, err }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
  });
}

/** A folder that is gone after the test; a copy of an example when one is named. */
export function workFolder(example?: "minimal" | "exchange"): string {
  const folder = mkdtempSync(join(tmpdir(), "nightdesk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  if (example !== undefined)
    cpSync(`examples/${example}`, folder, { recursive: true, filter: (path) => !path.includes(".nightdesk") });
  return folder;
}

export interface RunningDesk {
  folder: string;
  url: string;
  child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  prints(pattern: RegExp, seconds?: number): Promise<RegExpExecArray>;
  /** Ends it as a person would, and waits. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `nightdesk up` on a folder and waits until it is open. Ended after the test at the latest. */
export async function startDesk(
  folder: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<RunningDesk> {
  const child = spawn(BIN, ["up", "--no-tui", "--port", "0", ...args], { cwd: folder, env: bare(env) });
  let printed = "";
  const listeners = new Set<() => void>();
  const hear = (piece: Buffer) => {
    printed += piece.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const exited = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await exited;
  });
  const prints = (pattern: RegExp, seconds = 20) =>
    new Promise<RegExpExecArray>((done, failed) => {
      const look = () => {
        const found = pattern.exec(printed);
        if (found === null) return;
        finish();
        done(found);
      };
      const timer = setTimeout(() => {
        finish();
        failed(new Error(`not printed within ${seconds} s: ${pattern}\n${printed}`));
      }, seconds * 1_000);
      const finish = () => {
        clearTimeout(timer);
        listeners.delete(look);
      };
      void exited.then(() => look());
      listeners.add(look);
      look();
    });
  const url = (await prints(/is open at (http:\/\/\S+)/))[1] ?? "";
  return {
    folder,
    url,
    child,
    output: () => printed,
    prints,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return exited;
    },
  };
}
