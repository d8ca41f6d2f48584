import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { render } from "ink";
import type { ReactElement } from "react";
import { onTestFinished } from "vitest";
import type { Depth, Look } from "../../src/cli/tui/text/theme.ts";
import { THEMES } from "../../src/cli/tui/text/themes.ts";

/** A dark terminal of a depth, as most are. */
export const lookOf = (depth: Depth, more: Partial<Look> = {}): Look => ({
  depth,
  theme: THEMES.default,
  ascii: false,
  links: false,
  ...more,
});

/** A terminal as Ink sees one: a size, what was written to it, and whether it is in raw mode. */
function fakeTerminal(columns: number, rows: number) {
  const written: string[] = [];
  const out = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write: (text: string, ...rest: unknown[]) => {
      written.push(text);
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    },
  });
  const input = Object.assign(new PassThrough({ encoding: "utf8" }), {
    isTTY: true,
    setRawMode: () => input,
    ref: () => input,
    unref: () => input,
  });
  return { written, out: out as unknown as NodeJS.WriteStream, input: input as unknown as NodeJS.ReadStream };
}

/** Draws an app in a terminal of a size, with the real Ink. Ended after the test. */
export function mount(app: ReactElement, columns: number, rows: number) {
  const { written, out, input } = fakeTerminal(columns, rows);
  let frames = 0;
  const ink = render(app, {
    stdout: out,
    stdin: input,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    onRender: () => frames++,
  });
  onTestFinished(() => ink.unmount());
  /** Until Ink has nothing more to draw. */
  async function settled(): Promise<void> {
    for (let before = -1; before !== frames; ) {
      before = frames;
      await new Promise((done) => setTimeout(done, 4));
      await ink.waitUntilRenderFlush();
    }
  }
  const last = () => written.findLast((text) => text.includes("\n")) ?? "";
  return {
    out,
    input,
    /** The rows of the last frame, as they went to the terminal. */
    lines: () => last().replace(/\n$/, "").split("\n"),
    /** Keys as a terminal sends them: all of them in one chunk. */
    async types(keys: string): Promise<void> {
      (input as unknown as PassThrough).write(keys);
      await settled();
    },
    async resizes(newColumns: number, newRows: number): Promise<void> {
      Object.assign(out, { columns: newColumns, rows: newRows });
      out.emit("resize");
      await settled();
    },
  };
}

/** Text without its colours, and without the blanks that fill its rows. */
export const bare = (lines: readonly string[]): string =>
  lines.map((line) => line.replace(/\x1b\[[0-9;]*m/g, "").trimEnd()).join("\n");
