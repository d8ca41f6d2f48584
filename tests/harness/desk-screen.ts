import { onTestFinished } from "vitest";
import type { Keymap } from "../../src/cli/tui/commands/keymap.ts";
import { frame } from "../../src/cli/tui/frame.ts";
import { openLink } from "../../src/cli/tui/link.ts";
import { openScreen } from "../../src/cli/tui/screen.ts";
import type { State } from "../../src/cli/tui/state/state.ts";
import { initial } from "../../src/cli/tui/state/state.ts";
import { lineText } from "../../src/cli/tui/text/line.ts";
import type { Errand, Step } from "../../src/cli/tui/update/step.ts";
import { type Message, update } from "../../src/cli/tui/update/update.ts";
import type { Role } from "../../src/server/api.ts";
import type { TestServer } from "./server.ts";
import { NIGHT, QUEUE, VIEW } from "./wire.ts";

interface Options {
  columns?: number;
  rows?: number;
  language?: "en" | "zh";
  demo?: boolean;
  lastHere?: number;
  keymap?: Keymap;
}

const START = {
  columns: 80,
  rows: 24,
  language: "en",
  demo: false,
  terminal: "t1",
  url: "http://localhost:7333",
} as const;

/** A screen that no desk is behind: its state after messages, one after the other, all at the same moment. */
export function stateAfter(options: Options, ...messages: Message[]): State {
  return messages.reduce(
    (state, message) => update(state, message, NIGHT)[0],
    initial({ ...START, ...options, now: NIGHT }),
  );
}

export const key = (name: string): Message => ({ type: "key", key: name });
export const keys = (...names: string[]): Message[] => names.map(key);
export const step = (state: State, message: Message, now = state.now): Step => update(state, message, now);

/** mei's screen on a night with a full queue, T-7 loaded. */
export const atNight = (options: Options = {}, ...messages: Message[]): State =>
  stateAfter(
    options,
    { type: "introduced", me: { name: "mei", role: "responder" } },
    { type: "connected" },
    { type: "snapshot", tickets: QUEUE },
    { type: "viewed", number: 7, view: VIEW },
    ...messages,
  );

export const screenText = (state: State): string =>
  frame(state)
    .lines.map((line) => lineText(line).trimEnd())
    .join("\n");

/** What is asked of the terminal, not of the desk. */
const TERMINALS: ReadonlySet<string> = new Set(["bell", "quit", "redraw", "copy", "mouse", "notify"]);

/** A screen on a real desk, through the real client: the terminal alone is left out. Closed after the test. */
export async function openDeskScreen(
  server: TestServer,
  { role = "responder", name = "mei", ...options }: Options & { role?: Role; name?: string } = {},
) {
  const client = await server.as(role, name);
  const ended = new AbortController();
  const terminal: Errand["errand"][] = [];
  const screen = openScreen({
    start: { ...START, terminal: name, ...options },
    now: server.world.now,
    run: (errand) => run(errand),
  });
  const link = openLink(client, screen, ended.signal);
  function run(errand: Errand): void {
    if (TERMINALS.has(errand.errand)) terminal.push(errand.errand);
    else void link.run(errand as Parameters<typeof link.run>[0]);
  }
  const followed = link.follow();
  onTestFinished(async () => {
    ended.abort();
    screen.close();
    await followed;
  });
  const text = () => screenText(screen.get());
  return {
    state: screen.get,
    text,
    /** What it asked of the terminal itself: a bell, to quit. */
    asked: terminal,
    press: (...names: string[]) => names.forEach((it) => void screen.dispatch(key(it))),
    /** Lets time pass at the desk, and here. */
    async passes(length: string): Promise<void> {
      await server.world.fastForward(length);
      screen.dispatch({ type: "ticked" });
    },
    types: (typed: string) => screen.dispatch({ type: "pasted", text: typed }),
    /** Waits until the screen shows it; fails with the screen after three seconds. */
    shows(pattern: RegExp | string): Promise<void> {
      const seen = () => (typeof pattern === "string" ? text().includes(pattern) : pattern.test(text()));
      if (seen()) return Promise.resolve();
      return new Promise((done, failed) => {
        const finish = () => {
          clearTimeout(timer);
          stop();
        };
        const timer = setTimeout(() => {
          finish();
          failed(new Error(`not on the screen: ${pattern}\n${text()}`));
        }, 3_000);
        const stop = screen.subscribe(() => {
          if (!seen()) return;
          finish();
          done();
        });
      });
    },
  };
}
