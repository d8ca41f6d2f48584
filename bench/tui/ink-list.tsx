/**
 * The peer: the list that one writes first with Ink, a component a cell, on the same desk. It loads every ticket, follows the events,
 * and draws the rows that fit; j and k move. Run as `node ink-list.js URL`.
 */
import { Box, render, Text, useApp, useInput, useWindowSize } from "ink";
import { useEffect, useState } from "react";

interface Row {
  number: number;
  version: number;
  priority: string;
  dueAt: number;
  channel: string;
  language: string;
  category: string;
  subject: string;
  owner: string | null;
}

const base = process.argv[2] ?? "";
const tickets = new Map<number, Row>();

async function load(): Promise<void> {
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const page = (await (await fetch(`${base}/v1/tickets?cursor=${cursor}`)).json()) as {
      items: Row[];
      cursor: string | null;
    };
    for (const row of page.items) tickets.set(row.number, row);
    cursor = page.cursor;
  }
}

async function follow(changed: () => void): Promise<void> {
  const body = (await fetch(`${base}/v1/events`)).body;
  if (body === null) return;
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (data === undefined) continue;
      const row = JSON.parse(data) as Row;
      tickets.set(row.number, row);
      changed();
    }
  }
}

function List() {
  const { rows } = useWindowSize();
  const { exit } = useApp();
  const [, draw] = useState(0);
  const [at, go] = useState(0);
  useEffect(() => {
    void load().then(() => {
      draw((count) => count + 1);
      void follow(() => draw((count) => count + 1));
    });
  }, []);
  useInput((input) => {
    if (input === "j") go((place) => place + 1);
    if (input === "k") go((place) => Math.max(0, place - 1));
    if (input === "q") exit();
  });
  const sorted = [...tickets.values()].sort((a, b) => a.priority.localeCompare(b.priority) || a.dueAt - b.dueAt);
  const top = Math.max(0, at - rows + 3);
  return (
    <Box flexDirection="column">
      <Text bold>nightdesk {tickets.size}</Text>
      {sorted.slice(top, top + rows - 2).map((row, i) => (
        <Box key={row.number}>
          <Box width={9}>
            <Text inverse={top + i === at}>T-{row.number}</Text>
          </Box>
          <Box width={5}>
            <Text color="yellow">{row.priority}</Text>
          </Box>
          <Box width={9}>
            <Text dimColor>{row.channel}</Text>
          </Box>
          <Box width={4}>
            <Text dimColor>{row.language}</Text>
          </Box>
          <Box width={12}>
            <Text>{row.category}</Text>
          </Box>
          <Box width={70}>
            <Text wrap="truncate">{row.subject}</Text>
          </Box>
          <Text>{row.owner ?? "-"}</Text>
        </Box>
      ))}
    </Box>
  );
}

render(<List />, { exitOnCtrlC: true, alternateScreen: true });
