import { Box, Text, useCursor, useInput, usePaste, useWindowSize } from "ink";
import { memo, useEffect, useSyncExternalStore } from "react";
import { frame } from "./frame.ts";
import { keysOf } from "./input.ts";
import type { Screen } from "./screen.ts";
import { type Look, paint } from "./text/theme.ts";

const Row = memo(({ text }: { text: string }) => <Text wrap="truncate">{text}</Text>);

/** Paints the frame of the state, and feeds the keys into it. All else happens in pure functions behind the screen. */
export function App({ screen, look }: { screen: Screen; look: () => Look }) {
  const size = useWindowSize();
  const known = useSyncExternalStore(screen.subscribe, screen.get);
  const { setCursorPosition } = useCursor();
  const { columns, rows } = size;
  useEffect(() => screen.dispatch({ type: "resized", columns, rows }), [screen, columns, rows]);
  useInput((input, key) => {
    for (const name of keysOf(input, key)) screen.dispatch({ type: "key", key: name });
  });
  usePaste((text) => screen.dispatch({ type: "pasted", text }));
  const shown = look();
  const { lines, caret } = frame({ ...known, size: { columns, rows } });
  setCursorPosition(caret);
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <Row key={row} text={paint(line, shown)} />
      ))}
    </Box>
  );
}
