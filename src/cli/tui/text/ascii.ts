/** What fonts without box drawing and symbols show instead: each is as wide as what it stands for. */
const PLAIN: Readonly<Record<string, string>> = {
  "│": "|",
  "─": "-",
  "┌": "+",
  "┐": "+",
  "└": "+",
  "┘": "+",
  "▲": "^",
  "■": "#",
  "□": "_",
  "●": "o",
  "○": ".",
  "◐": "~",
  "◌": ".",
  "•": "*",
  "·": "-",
  "✗": "x",
  "✓": "+",
  "✎": "%",
  "↕": "!",
  "↓": "v",
  "↑": "^",
  "⇧": "S",
  "…": "~",
  "★": "*",
  "“": '"',
  "”": '"',
  "█": "#",
  "▌": "=",
  "▁": "_",
  "▂": ".",
  "▃": ":",
  "▄": "-",
  "▅": "=",
  "▆": "+",
  "▇": "*",
};

const GLYPHS = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

/** A row with no sign of the interface outside ASCII. What people write stays as they wrote it. */
export const ascii = (text: string): string => text.replace(GLYPHS, (it) => PLAIN[it] ?? it);
