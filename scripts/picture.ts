/**
 * Draws docs/terminal.svg: the built program in a real terminal, with the demonstration's customers, seen after a few keys.
 * Run after `npm run build`.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { frameToSvg } from "../src/cli/tui/snapshot.ts";

const [columns, rows] = [132, 34];
const folder = mkdtempSync(join(tmpdir(), "nightdesk-picture-"));
cpSync("examples/exchange", folder, { recursive: true, filter: (path) => !path.includes(".nightdesk") });

const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
const { PATH = "", HOME = "" } = process.env;
const env = { PATH, HOME, LANG: "en_GB.UTF-8", TERM: "xterm-256color", COLORTERM: "truecolor" };
const program = spawn(resolve("bin/nightdesk"), ["up", "--demo", "--as", "mei", "--port", "0"], {
  name: "xterm-256color",
  cols: columns,
  rows,
  cwd: folder,
  env,
});
program.onData((data) => terminal.write(data));
terminal.onData((reply) => program.write(reply));

await sleep(45_000);
for (const key of ["g", "g", "\r", "3"]) {
  program.write(key);
  await sleep(600);
}
await sleep(1_500);
writeFileSync("docs/terminal.svg", frameToSvg(frame(), columns, rows));
program.kill();
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
process.exit();

/** The screen's lines, with the colours as escape sequences. */
function frame(): string[] {
  const { active } = terminal.buffer;
  return Array.from({ length: rows }, (_, y) => {
    const line = active.getLine(active.viewportY + y);
    let text = "";
    let look = "";
    for (let x = 0; x < columns; x++) {
      const cell = line?.getCell(x);
      if (cell === undefined || cell.getWidth() === 0) continue;
      const codes = [
        0,
        ...(cell.isBold() ? [1] : []),
        ...(cell.isInverse() ? [7] : []),
        ...colour(38, cell.getFgColor(), cell),
        ...colour(48, cell.getBgColor(), cell),
      ];
      const next = `\u001b[${codes.join(";")}m`;
      text += (next === look ? "" : next) + (cell.getChars() || " ");
      look = next;
    }
    return text;
  });
}

function colour(
  layer: 38 | 48,
  value: number,
  cell: { isFgPalette(): boolean; isFgRGB(): boolean; isBgPalette(): boolean; isBgRGB(): boolean },
): number[] {
  const [palette, rgb] = layer === 38 ? [cell.isFgPalette(), cell.isFgRGB()] : [cell.isBgPalette(), cell.isBgRGB()];
  if (rgb) return [layer, 2, (value >> 16) & 255, (value >> 8) & 255, value & 255];
  return palette ? [layer, 5, value] : [];
}
