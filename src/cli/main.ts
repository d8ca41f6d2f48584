import { enableCompileCache } from "node:module";

// What was compiled once is read back at the next start; half of a short command's time is compiling.
enableCompileCache();
const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));
