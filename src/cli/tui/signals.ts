import { counts } from "./state/select.ts";
import type { State } from "./state/state.ts";
import { cell } from "./text/clean.ts";

type Environment = Record<string, string | undefined>;

const ESC = "\x1b";
const BEL = "\x07";

/** Asks for reports of being looked at, and keeps the title that is there; the second gives both back. */
export const ATTEND = `${ESC}[?1004h${ESC}[22;0t`;
export const LEAVE = `${ESC}[?1004l${ESC}[?1006l${ESC}[?1000l${ESC}[23;0t`;

/** Mouse reports take the terminal's own choosing of text away, so they are off until somebody asks for them. */
export const mouse = (on: boolean): string => (on ? `${ESC}[?1000h${ESC}[?1006h` : `${ESC}[?1006l${ESC}[?1000l`);

/** OSC 52: the terminal's clipboard, over SSH too. */
export const copied = (text: string): string => `${ESC}]52;c;${Buffer.from(text, "utf8").toString("base64")}${BEL}`;

/** Terminals that show what OSC 777 says; the others that notify at all know OSC 9. */
const SEVENS = /^(?:foot|rxvt)/;

/** A notification of the terminal's desktop. */
export function notified(text: string, { TERM = "" }: Environment): string {
  const said = cell(text).replaceAll(";", ",");
  return SEVENS.test(TERM) ? `${ESC}]777;notify;nightdesk;${said}${BEL}` : `${ESC}]9;nightdesk: ${said}${BEL}`;
}

/** What the window is called: how much waits, and what is worst. */
export function titleOf(state: State): string {
  const { live, top, breached } = counts(state);
  const desk = cell(state.status?.desk ?? "");
  const parts = [
    state.urgent === null ? "" : "▲▲",
    `nightdesk${desk === "" ? "" : ` · ${desk}`}`,
    state.loaded ? String(live) : "",
    top > 0 ? `P0 ${top}` : "",
    breached > 0 ? `! ${breached}` : "",
    state.connection.is === "live" ? "" : "◐",
  ];
  return parts.filter((it) => it !== "").join(" ");
}

export const titled = (title: string): string => `${ESC}]2;${title}${BEL}`;
