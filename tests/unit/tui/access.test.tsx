import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it, onTestFinished } from "vitest";
import { App } from "../../../src/cli/tui/app.tsx";
import { isWorthReading, ReaderApp } from "../../../src/cli/tui/reader/app.tsx";
import { readerLines } from "../../../src/cli/tui/reader/lines.ts";
import { openScreen } from "../../../src/cli/tui/screen.ts";
import { readSettings } from "../../../src/cli/tui/settings.ts";
import { copied, notified, titleOf } from "../../../src/cli/tui/signals.ts";
import { withoutReports } from "../../../src/cli/tui/tap.ts";
import { contrast, parseRgb } from "../../../src/cli/tui/text/colours.ts";
import { span } from "../../../src/cli/tui/text/line.ts";
import { isAscii, paint } from "../../../src/cli/tui/text/theme.ts";
import { parseTheme, ROLES, THEMES } from "../../../src/cli/tui/text/themes.ts";
import { atNight, key, keys, step } from "../../harness/desk-screen.ts";
import { bare, lookOf, mount } from "../../harness/tui.tsx";
import { NIGHT, ticket, VIEW } from "../../harness/wire.ts";

describe("who listens to the screen", () => {
  it("hears a sentence about the ticket, with what it is worth in words and no sign to be spelt out", () => {
    const text = readerLines(atNight()).join("\n");
    expect(text).toMatch(
      /Queue, all: 7 tickets\.\n1 of 7: T-7, priority 0, critical, missed 51 minutes ago, 账户疑似被盗，请立即冻结！, discord, zh, security, owner mei, acknowledged/,
    );
    expect(text).not.toMatch(/[▲●│─┌]/);
    expect(readerLines(atNight({ language: "zh" })).join("\n")).toContain("第 1 个，共 7 个：");
  });

  it("hears where they are in a ticket, a list of choices, a question, and what they write", () => {
    const said = (...names: string[]) => readerLines(atNight({}, ...keys(...names))).join("\n");
    expect(said("enter")).toMatch(/chat, lines \d+ to \d+ of \d+:/);
    expect(said(":", "down")).toMatch(/2 of \d+: /);
    expect(said("x", "enter")).toMatch(/Resolve T-7\. What settled it\?[\s\S]*A reason is needed/);
    expect(said("enter", "R", "o", "k")).toMatch(/reply to T-7:\nok/);
  });

  it("is not read to anew by the clock or by others, but at once by what is urgent", () => {
    const state = atNight();
    const seen = { lines: readerLines(state), urgent: null, toasts: "" };
    const later = step(state, { type: "ticked" }, state.now + 30_000)[0];
    expect(readerLines(later).join("\n")).toBe(seen.lines.join("\n").replaceAll("due in 57", "due in 56"));
    const changed = { ...seen, lines: ["other"] };
    expect(isWorthReading(seen, changed, 60_000)).toBe(false);
    expect(isWorthReading(seen, changed, 100)).toBe(true);
    expect(isWorthReading(seen, { ...changed, urgent: 20 }, 60_000)).toBe(true);
  });

  it("redraws once for a key, and for a new ticket of P1", async () => {
    const screen = openScreen({
      start: { columns: 80, rows: 24, language: "en", demo: false, terminal: "t", url: "u" },
      now: Date.now,
      run: () => undefined,
    });
    const terminal = mount(<ReaderApp screen={screen} />, 80, 24);
    screen.dispatch({ type: "snapshot", tickets: [ticket(1), ticket(2)] });
    await terminal.types("j");
    expect(bare(terminal.lines())).toContain("2 of 2: T-2");
    screen.dispatch({ type: "received", tickets: [ticket(9, { priority: "P1", subject: "stolen" })] });
    await terminal.types("");
    expect(bare(terminal.lines())).toContain("NEW P1 T-9: stolen. ! opens it");
    screen.close();
  });
});

describe("colours", () => {
  it("can be read on what they are meant for, whatever the role", () => {
    const least = (name: keyof typeof THEMES, paper: string) => {
      const back = parseRgb(paper) ?? [0, 0, 0];
      return Math.min(...ROLES.map((role) => contrast(THEMES[name][role]?.rgb ?? [0, 0, 0], back)));
    };
    expect(least("default", "#15181d")).toBeGreaterThanOrEqual(4.5);
    expect(least("light", "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(least("high-contrast", "#000000")).toBeGreaterThanOrEqual(7);
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  });

  it("of one's own are shown at every depth, and a mistake in them is said", () => {
    const parsed = parseTheme('{"theme": "light", "p0": "#ff0000", "dim": null}');
    if (!parsed.ok) throw new Error(parsed.complaint);
    const row = [span("P0", "p0"), span("x", "dim")];
    const drawn = (depth: 4 | 8 | 24) => paint(row, lookOf(depth, { theme: parsed.theme }));
    expect(drawn(24)).toBe("\x1b[38;2;255;0;0mP0\x1b[39mx");
    expect(drawn(8)).toBe("\x1b[38;5;196mP0\x1b[39mx");
    expect(drawn(4)).toBe("\x1b[91mP0\x1b[39mx");
    expect(parseTheme('{"theme": "dark"}')).toMatchObject({ complaint: expect.stringContaining("high-contrast") });
    expect(parseTheme('{"p9": "#000000"}')).toMatchObject({ complaint: expect.stringContaining("p9") });
    expect(parseTheme('{"p0": "red"}')).toMatchObject({ complaint: expect.stringContaining("#1f6feb") });
  });

  it("and keys come from one's own files, and a broken one changes nothing and is named", () => {
    const folder = mkdtempSync(join(tmpdir(), "nightdesk-settings-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(readSettings(folder).complaints).toEqual([]);
    writeFileSync(join(folder, "theme.json"), '{"theme": "mono"}');
    writeFileSync(join(folder, "keymap.json"), '{"acknowledge": ["r"]}');
    const { theme, keymap, complaints } = readSettings(folder);
    expect([theme, keymap.size]).toEqual([THEMES.mono, 0]);
    expect(complaints).toEqual(["keymap.json: “r” is both “acknowledge” and “reply”"]);
  });
});

describe("a terminal of few signs", () => {
  it("gets ASCII for every sign of the interface, as wide as it was, and what people write as it is", () => {
    const row = [span("│▲▲ ● 账户…", "p0")];
    expect(paint(row, lookOf(0, { ascii: true }))).toBe("|^^ o 账户~");
  });

  it("is known by its locale and name", () => {
    expect(isAscii({ LANG: "C" })).toBe(true);
    expect(isAscii({ LANG: "de_DE.ISO-8859-1" })).toBe(true);
    expect(isAscii({ LANG: "de_DE.UTF-8" })).toBe(false);
    expect(isAscii({ LANG: "C", LC_ALL: "zh_CN.utf8" })).toBe(false);
    expect(isAscii({})).toBe(false);
    expect(isAscii({ TERM: "linux", LANG: "en_GB.UTF-8" })).toBe(true);
  });
});

describe("the terminal itself", () => {
  it("tells of focus and mouse between the keys, whole or in pieces", () => {
    expect(withoutReports("a\x1b[Ib\x1b[O\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<65;1;1Mc")).toEqual({
      text: "abc",
      rest: "",
      signals: [
        { signal: "focus", on: true },
        { signal: "focus", on: false },
        { signal: "mouse", what: "press", x: 4, y: 2 },
        { signal: "mouse", what: "wheel-down", x: 0, y: 0 },
      ],
    });
    expect(withoutReports("x\x1b[<64;1")).toEqual({ text: "x", rest: "\x1b[<64;1", signals: [] });
    expect(withoutReports("\x1b[A\x1b")).toEqual({ text: "\x1b[A\x1b", rest: "", signals: [] });
  });

  it("is told of something urgent when nobody looks at it, in one line that cannot drive it", () => {
    const away = step(atNight(), { type: "focused", on: false })[0];
    const news = { type: "received" as const, tickets: [ticket(20, { priority: "P0", subject: "a\x07b;c" })] };
    expect(step(away, news)[1]).toContainEqual(expect.objectContaining({ errand: "notify" }));
    expect(step(atNight(), news)[1]).not.toContainEqual(expect.objectContaining({ errand: "notify" }));
    expect(notified("a\x07b;c", {})).toBe("\x1b]9;nightdesk: ab,c\x07");
    expect(notified("x", { TERM: "foot" })).toBe("\x1b]777;notify;nightdesk;x\x07");
    expect(titleOf(step(atNight(), news)[0])).toBe("▲▲ nightdesk 8 P0 2 ! 1");
  });

  it("keeps what was copied", () => {
    expect(step(atNight(), key("y"))[1]).toEqual([{ errand: "copy", text: "T-7 账户疑似被盗，请立即冻结！" }]);
    expect(step(atNight(), key("Y"))[1]).toEqual([{ errand: "copy", text: "您好，我们已暂停该账户的提现。" }]);
    expect(copied("账")).toBe(`\x1b]52;c;${Buffer.from("账").toString("base64")}\x07`);
  });

  it("with a mouse chooses a row, opens it at the second press, and scrolls what the wheel is over", () => {
    const press = { type: "pointed", what: "press", x: 5, y: 4 } as const;
    const chosen = step(atNight(), press)[0];
    expect(chosen.cursor).toBe(12);
    expect(step(chosen, press)[0].focus).toBe("ticket");
    expect(step(atNight(), { ...press, what: "wheel-down" })[0].cursor).toBe(5);
    expect(step(atNight({}, key("x")), press)[0].cursor).toBe(7);
  });

  it("can follow a link to an explorer, and no other", () => {
    const linked = [{ ...span("tx"), link: "https://tronscan.org/#/transaction/ab" }];
    expect(paint(linked, lookOf(0, { links: true }))).toBe(
      "\x1b]8;;https://tronscan.org/#/transaction/ab\x1b\\tx\x1b]8;;\x1b\\",
    );
    expect(paint(linked, lookOf(0))).toBe("tx");
  });

  it("gets a link as one through Ink, in rows that are as wide as ever", async () => {
    const value = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    const url = `https://tronscan.org/#/address/${value}`;
    const said = { id: "x", at: NIGHT, author: { side: "customer" as const }, article: null, text: value };
    const entities = [{ kind: "trx_address", value, links: [{ network: "tron" as const, url }] }];
    const screen = openScreen({
      start: { columns: 120, rows: 30, language: "en", demo: false, terminal: "t", url: "u" },
      now: () => NIGHT,
      run: () => undefined,
    });
    const terminal = mount(<App screen={screen} look={() => lookOf(0, { links: true })} />, 120, 30);
    screen.dispatch({ type: "snapshot", tickets: [VIEW.ticket] });
    screen.dispatch({ type: "viewed", number: 7, view: { ...VIEW, transcript: [said], entities } });
    await terminal.types("\r");
    screen.close();
    const rows = terminal.lines();
    expect(rows.join("\n")).toContain(`\x1b]8;;${url}`);
    expect(rows.every((row) => stringWidth(row) <= 120)).toBe(true);
  });
});
