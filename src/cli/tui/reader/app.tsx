import { Box, Text, useInput, usePaste } from "ink";
import { useEffect, useRef, useState } from "react";
import { keysOf } from "../input.ts";
import type { Screen } from "../screen.ts";
import type { State } from "../state/state.ts";
import { readerLines } from "./lines.ts";

/** Answers to a key come within this; what changes later by itself waits for the next key. */
const ANSWER = 2_000;

interface Shown {
  lines: string[];
  urgent: number | null;
  toasts: string;
}

const look = (state: State): Shown => ({
  lines: readerLines(state),
  urgent: state.urgent?.number ?? null,
  toasts: state.toasts.map(({ text }) => text).join("\n"),
});

/** Whether what has changed is to be read now: a key was pressed just now, something urgent came, or there is an answer. */
export function isWorthReading(before: Shown, after: Shown, sinceKey: number): boolean {
  if (before.lines.join("\n") === after.lines.join("\n")) return false;
  if (after.urgent !== null && after.urgent !== before.urgent) return true;
  if (after.toasts !== "" && after.toasts !== before.toasts) return true;
  return sinceKey < ANSWER;
}

/** The screen as lines to be read aloud: each redrawing starts the reader anew, so there are as few as can be. */
export function ReaderApp({ screen }: { screen: Screen }) {
  const [shown, show] = useState(() => look(screen.get()));
  const pressed = useRef(0);
  useEffect(
    () =>
      screen.subscribe(() => {
        const after = look(screen.get());
        show((before) => (isWorthReading(before, after, screen.get().now - pressed.current) ? after : before));
      }),
    [screen],
  );
  useInput((input, key) => {
    pressed.current = Date.now();
    for (const name of keysOf(input, key)) screen.dispatch({ type: "key", key: name });
  });
  usePaste((text) => {
    pressed.current = Date.now();
    screen.dispatch({ type: "pasted", text });
  });
  return (
    <Box flexDirection="column">
      {shown.lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <Text key={row}>{line}</Text>
      ))}
    </Box>
  );
}
