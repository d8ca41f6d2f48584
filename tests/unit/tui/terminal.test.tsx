import { describe, expect, it } from "vitest";
import { App } from "../../../src/cli/tui/app.tsx";
import { COMMANDS } from "../../../src/cli/tui/commands/table.ts";
import { keysOf } from "../../../src/cli/tui/input.ts";
import { openScreen } from "../../../src/cli/tui/screen.ts";
import { frameToSvg } from "../../../src/cli/tui/snapshot.ts";
import { span } from "../../../src/cli/tui/text/line.ts";
import { depthOf, paint } from "../../../src/cli/tui/text/theme.ts";
import { lookOf, mount } from "../../harness/tui.tsx";
import { NIGHT, QUEUE, VIEW } from "../../harness/wire.ts";

function openTerminal(columns = 80, rows = 24, depth: 0 | 4 | 8 | 24 = 0) {
  const screen = openScreen({
    start: { columns, rows, language: "en", demo: false, terminal: "t", url: "u" },
    now: () => NIGHT,
    run: () => undefined,
  });
  const terminal = mount(<App screen={screen} look={() => lookOf(depth)} />, columns, rows);
  screen.dispatch({ type: "introduced", me: { name: "mei", role: "responder" } });
  screen.dispatch({ type: "connected" });
  screen.dispatch({ type: "snapshot", tickets: QUEUE });
  screen.dispatch({ type: "viewed", number: 7, view: VIEW });
  return { screen, ...terminal };
}

describe("keys from the terminal", () => {
  it("all count, when several come in one piece", async () => {
    const { screen, types } = openTerminal();
    await types("x");
    await types("wrong network\r");
    expect(screen.get().overlay).toBeNull();
    expect([...screen.get().inflight.values()]).toMatchObject([
      { number: 7, action: { kind: "resolve", reason: "wrong network" } },
    ]);
  });

  it("reach the composer as text, with control and alt as commands", async () => {
    const { screen, types } = openTerminal();
    await types("r");
    await types("账户\x7f目\r👍🏽\x7f");
    expect(screen.get().drafts.get("reply/7")?.text).toBe("账目\n");
    await types("\x1b\r");
    expect([...screen.get().inflight.values()]).toMatchObject([{ action: { kind: "reply", text: "账目" } }]);
  });

  it("that were pasted are never commands", async () => {
    const { screen, types } = openTerminal();
    await types("\x1b[200~xqa\r\x1b[201~");
    expect(screen.get().overlay).toBeNull();
    expect(screen.get().inflight.size).toBe(0);
    await types("r");
    await types("\x1b[200~two\r\nlines\x1b[201~");
    expect(screen.get().drafts.get("reply/7")?.text).toBe("two\nlines");
  });

  it("have names", () => {
    expect(keysOf("s", { ctrl: true })).toEqual(["ctrl+s"]);
    expect(keysOf("", { return: true, meta: true })).toEqual(["alt+enter"]);
    expect(keysOf("", { tab: true, shift: true })).toEqual(["shift+tab"]);
    expect(keysOf("ab\x13\r", {})).toEqual(["a", "b", "ctrl+s", "enter"]);
    expect(keysOf("a", { eventType: "release" })).toEqual([]);
  });
});

describe("the size of the terminal", () => {
  it("changes the layout at once, and nothing is lost", async () => {
    const { screen, types, lines, resizes } = openTerminal();
    await types("r");
    await types("half a sentence");
    await resizes(120, 40);
    expect(lines()).toHaveLength(40);
    expect(lines().join("\n")).toMatch(/TICKET .*│.*T-7[\s\S]*half a sentence/);
    await resizes(70, 18);
    expect(lines()).toHaveLength(18);
    expect(screen.get().writing).toEqual({ number: 7, kind: "reply" });
  });
});

describe("the table of commands", () => {
  it("gives each key one meaning in each place", () => {
    const taken = COMMANDS.flatMap(({ place, keys }) => keys.map((it) => `${place} ${it}`));
    expect(taken.filter((it, i) => taken.indexOf(it) !== i)).toEqual([]);
    const everywhere = COMMANDS.filter(({ place }) => place === "any").flatMap(({ keys }) => keys);
    expect(taken.filter((it) => everywhere.some((key) => !it.startsWith("any ") && it.endsWith(` ${key}`)))).toEqual(
      [],
    );
  });

  it("lets no single key begin a chord as well", () => {
    for (const { place, keys } of COMMANDS) {
      for (const chord of keys.filter((it) => it.includes(" "))) {
        const first = chord.split(" ")[0] ?? "";
        expect(COMMANDS.some((it) => it.place === place && it.keys.includes(first))).toBe(false);
      }
    }
  });
});

describe("colours", () => {
  it("follow what the terminal can show, and NO_COLOR", () => {
    expect(depthOf({ TERM: "xterm-256color", COLORTERM: "truecolor" })).toBe(24);
    expect(depthOf({ TERM: "xterm-256color" })).toBe(8);
    expect(depthOf({ TERM: "linux" })).toBe(4);
    expect(depthOf({ TERM: "dumb" })).toBe(0);
    expect(depthOf({ NO_COLOR: "1", COLORTERM: "truecolor" })).toBe(0);
  });

  it("are never all that tells two things apart", () => {
    const line = [span("P0▲▲", "p0", { bold: true })];
    expect(paint(line, lookOf(0))).toBe("\x1b[1mP0▲▲\x1b[22m");
    expect(paint(line, lookOf(4))).toBe("\x1b[1;91mP0▲▲\x1b[22;39m");
    expect(paint(line, lookOf(8))).toContain("38;5;202");
    expect(paint(line, lookOf(24))).toContain("38;2;230;97;20");
  });

  it("reach the terminal through Ink, and none of them under NO_COLOR", async () => {
    const colourful = openTerminal(80, 24, 24);
    await colourful.types("j");
    expect(colourful.lines().join("")).toContain("\x1b[38;2;");
    const plain = openTerminal();
    await plain.types("j");
    expect(plain.lines().join("")).not.toMatch(/\x1b\[(?:[0-9;]*;)?(?:3[0-8]|9[0-7])[0-9;]*m/);
  });
});

describe("a picture of the screen", () => {
  it("draws text, colours, wide characters and inverse where they are", () => {
    const lines = [
      "plain \x1b[1;38;2;230;97;20mP0▲▲\x1b[22;39m <&>",
      "\x1b[7m账户\x1b[27m\x1b[38;5;202mx\x1b[39m\x1b[91my\x1b[39m",
    ];
    const svg = frameToSvg(lines, 20, 2);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="196" height="90"/);
    expect(svg).toContain('font-weight="700">P0</text>');
    expect(svg).toContain('fill="#e66114"');
    expect(svg).toContain("&#60;&#38;&#62;");
    expect(svg).toContain('textLength="16.8" lengthAdjust="spacingAndGlyphs" fill="#15181d">账</text>');
    expect(svg).toContain('fill="#ff5f00">x</text>');
    expect(svg).not.toContain("\x1b");
  });
});
