import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { onTestFinished } from "vitest";

export interface Screen {
  /** The lines of the screen as a person sees them, without trailing blanks. */
  text(): string;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Waits until the screen shows it. */
  shows(pattern: RegExp | string, seconds?: number): Promise<void>;
  /** The exit code, once the program has ended. */
  ended: Promise<number>;
  kill(): void;
}

/** Runs a program in a real terminal: a pty, and an emulator that draws what it prints. */
export function openTerminal(
  command: string,
  args: string[],
  options: { columns?: number; rows?: number; cwd?: string; env?: Record<string, string> } = {},
): Screen {
  const { columns = 80, rows = 24, cwd = process.cwd(), env = {} } = options;
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 200 });
  const { PATH = "", HOME = "" } = process.env;
  const program = spawn(command, args, {
    name: "xterm-256color",
    cols: columns,
    rows,
    cwd,
    env: { PATH, HOME, XDG_STATE_HOME: join(cwd, ".state"), LANG: "en_GB.UTF-8", TERM: "xterm-256color", ...env },
  });
  const changed = new Set<() => void>();
  program.onData((data) => emulator.write(data, () => changed.forEach((it) => void it())));
  // The program may ask the terminal who it is; a real one answers.
  emulator.onData((reply) => program.write(reply));
  const ended = new Promise<number>((done) => program.onExit(({ exitCode }) => done(exitCode)));
  let alive = true;
  void ended.then(() => (alive = false));
  onTestFinished(async () => {
    if (alive) program.kill("SIGKILL");
    await ended;
    emulator.dispose();
  });

  const text = () => {
    const { active } = emulator.buffer;
    const lines = Array.from(
      { length: emulator.rows },
      (_, i) => active.getLine(active.viewportY + i)?.translateToString(true) ?? "",
    );
    return lines.join("\n").trimEnd();
  };
  return {
    text,
    type: (keys) => program.write(keys),
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      program.resize(newColumns, newRows);
    },
    shows(pattern, seconds = 15) {
      return new Promise((done, failed) => {
        const look = () => {
          const seen = text();
          if (typeof pattern === "string" ? !seen.includes(pattern) : !pattern.test(seen)) return;
          finish();
          done();
        };
        const timer = setTimeout(() => {
          finish();
          failed(new Error(`not on the screen within ${seconds} s: ${pattern}\n${text()}`));
        }, seconds * 1_000);
        const finish = () => {
          clearTimeout(timer);
          changed.delete(look);
        };
        changed.add(look);
        look();
      });
    },
    ended,
    kill: () => program.kill("SIGKILL"),
  };
}
