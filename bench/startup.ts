import { spawnSync } from "node:child_process";
import { quantile } from "./figures.ts";

const RUNS = 15;

/** Milliseconds of wall time of whole commands, median of fifteen runs each, in turns so that a busy moment hits all of them. */
export function startup(): { name: string; ms: number }[] {
  const node = process.execPath;
  const commands: [string, string, string[]][] = [
    ["bare node (node -e 0)", node, ["-e", "0"]],
    ["nightdesk --version", node, ["dist/main.js", "--version"]],
    ["nightdesk --version, through bin/nightdesk", "bin/nightdesk", ["--version"]],
    [
      'nightdesk ask "…" (233 articles)',
      node,
      ["dist/main.js", "ask", "my deposit has not arrived", "--config", "examples/exchange/nightdesk.yaml"],
    ],
  ];
  const took = commands.map((): number[] => []);
  for (let run = 0; run < RUNS; run++) {
    commands.forEach(([name, command, args], i) => {
      const begun = performance.now();
      const { status } = spawnSync(command, args, { stdio: "ignore" });
      if (status !== 0) throw new Error(`${name} failed with ${status}; was it built?`);
      took[i]?.push(performance.now() - begun);
    });
  }
  return commands.map(([name], i) => ({ name, ms: quantile(took[i] ?? [], 0.5) }));
}
