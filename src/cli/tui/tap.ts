/** What a terminal tells besides keys: that it is looked at or not, and where the mouse is. Places count from 0. */
export type Signal =
  | { signal: "focus"; on: boolean }
  | { signal: "mouse"; what: "press" | "wheel-up" | "wheel-down"; x: number; y: number };

/** Focus (DECSET 1004) and SGR mouse reports (1006), as xterm's control sequences have them. */
const REPORT = /\x1b\[(?:([IO])|<(\d{1,3});(\d{1,5});(\d{1,5})([Mm]))/g;
/** One that is not whole yet, at the end of a piece. */
const BEGUN = /\x1b\[<[\d;]*$/;

const WHAT: Readonly<Record<string, "press" | "wheel-up" | "wheel-down">> = {
  "0": "press",
  "64": "wheel-up",
  "65": "wheel-down",
};

/** Takes reports out of what was read, and says what they say; what is not whole yet comes back as `rest`. */
export function withoutReports(text: string): { text: string; rest: string; signals: Signal[] } {
  const signals: Signal[] = [];
  const left = text.replace(REPORT, (_, focus: string | undefined, button = "", x = "1", y = "1", end = "") => {
    const what = WHAT[button];
    if (focus !== undefined) signals.push({ signal: "focus", on: focus === "I" });
    else if (what !== undefined && end === "M")
      signals.push({ signal: "mouse", what, x: Number(x) - 1, y: Number(y) - 1 });
    return "";
  });
  const rest = BEGUN.exec(left)?.[0] ?? "";
  return { text: left.slice(0, left.length - rest.length), rest, signals };
}

/** Ink reads keys from the input and drops these reports, or takes them for keys: they are taken out before. Returns how to stop. */
export function tap(input: NodeJS.ReadStream, hear: (signal: Signal) => void): () => void {
  const read = input.read.bind(input);
  let rest = "";
  input.read = (size?: number) => {
    for (;;) {
      const chunk: string | Buffer | null = read(size);
      if (chunk === null) return null;
      const found = withoutReports(rest + chunk.toString());
      rest = found.rest;
      for (const signal of found.signals) hear(signal);
      if (found.text !== "") return found.text;
    }
  };
  return () => {
    input.read = read;
  };
}
