// Bundles the command line: one entry, a chunk per lazy import, production React, nothing to install beside dist/.
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";

const { version } = createRequire(import.meta.url)("../package.json");
await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: { main: "src/cli/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22.18",
  minifySyntax: true,
  define: { "process.env.NODE_ENV": '"production"', __VERSION__: JSON.stringify(version) },
  // pg asks for its native twin, Ink for the developer tools: neither is ever loaded.
  external: ["react-devtools-core", "pg-native"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
