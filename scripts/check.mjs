// The one gate: types, lint and format, dead code, and reference pages that say what is true. Runs all of them, then says what failed.
import { spawnSync } from "node:child_process";

const STEPS = [
  ["types", "tsc", ["--noEmit"]],
  ["lint and format", "biome", ["check", "--error-on-warnings", "."]],
  ["dead code", "knip", []],
  ["reference pages", "tsx", ["scripts/docs.ts", "--check"]],
];

const failed = [];
for (const [name, command, args] of STEPS) {
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(
    `\n${failed.join(", ")} failed. \`npm run format\` mends formatting, \`npm run docs\` the reference pages.`,
  );
  process.exit(1);
}
